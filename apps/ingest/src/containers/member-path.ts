import { decodeText } from '@acervo/extraction';

/** Between a container's path and that of what is inside of it: `autos.zip!/anexos/a.pdf`. */
export const INSIDE = '!/';

/** The path of a file inside of a zip, as it is recorded: with `/`, never leading out, fit for PostgreSQL. Names are bytes
 *  in an encoding that zips seldom state. It is a name, and never given to the file system. */
export function memberPath(name: Uint8Array): string {
  const parts = decodeText(name).replaceAll('\0', '').replaceAll('\\', '/').split('/');
  const kept = parts.filter((part) => part !== '' && part !== '.');
  return kept.map((part) => (part === '..' ? '__' : part)).join('/');
}
