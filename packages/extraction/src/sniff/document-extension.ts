/** How a file's name ends, as extraction wants to know it: in small letters, with what a signed container was made of
 *  (`txt`, `txt.p7s`); empty without an end. */
export function documentExtension(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return /\.((?:[a-z0-9]{1,5}\.)?p7[ms]|[a-z0-9]{1,5})$/.exec(name)?.[1] ?? '';
}
