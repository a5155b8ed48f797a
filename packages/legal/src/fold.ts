/** Text as it should be displayed: NFC, invisible characters off, white space of any kind as one blank, quotes and
 *  punctuation off both ends (a closing dot of an abbreviation such as `S.A.` stays). */
export function tidy(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffd](?<!\s)/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const inner = clean.replace(/^[\s"'“”‘’«»`´,;:.()[\]–—-]+/, '').replace(/(?<=\S)["'“”‘’«»`´,;:([–—-]+ ?$/, '');
  return inner === '' ? clean : inner.trim();
}

/** The form in which names are compared: case, accents, hyphens and slashes of all shapes, quotes and dots make no
 *  difference. May be empty. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\p{Pd}_]/gu, '-')
    .replace(/[⁄∕]/g, '/')
    .replace(/[^\p{L}\p{N}/$%§-]+/gu, ' ')
    .replace(/ ?([/-]) ?/g, '$1')
    .trim()
    .replace(/^-+|-+$/g, '')
    .trim();
}

/** {@link fold}, or where nothing is left of it the text itself as code points: a key is never empty. */
export function foldedKey(text: string): string {
  const folded = fold(text);
  if (folded !== '') return folded;
  return `u:${Array.from(text.trim(), (character) => character.codePointAt(0)?.toString(16)).join('.')}`;
}
