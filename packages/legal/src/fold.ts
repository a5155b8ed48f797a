/** Text as it should be displayed: NFC, invisible characters off, white space of any kind as one blank, quotes and
 *  punctuation off both ends (a closing dot of an abbreviation such as `S.A.` stays). */
export function tidy(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffd](?<!\s)/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const inner = clean.replace(/^[\s"'“”‘’«»`´,;:.()[\]–—-]+/, '');
  if (inner === '') return clean;
  const end = endWithout(inner, OFF_THE_END);
  // a quote after a blank stays, those behind it do not
  return inner.slice(0, inner[end - 1] === ' ' ? end + 1 : end).trim();
}

const OFF_THE_END: ReadonlySet<string> = new Set('"\'“”‘’«»`´,;:([–—-');
const HYPHEN: ReadonlySet<string> = new Set('-');

/** Where a text ends without the characters at its end that are `off` it. A regular expression that ends in `+$` begins anew
 *  at every one of them, wherever they stand: quadratic. */
function endWithout(text: string, off: ReadonlySet<string>): number {
  let end = text.length;
  while (end > 0 && off.has(text.charAt(end - 1))) end--;
  return end;
}

/** The form in which names are compared: case, accents, hyphens and slashes of all shapes, quotes and dots make no
 *  difference. May be empty. */
export function fold(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\p{Pd}_]/gu, '-')
    .replace(/[⁄∕]/g, '/')
    .replace(/[^\p{L}\p{N}/$%§-]+/gu, ' ')
    .replace(/ ?([/-]) ?/g, '$1')
    .trim()
    .replace(/^-+/, '');
  return folded.slice(0, endWithout(folded, HYPHEN)).trim();
}

/** {@link fold}, or where nothing is left of it the text itself as code points: a key is never empty. */
export function foldedKey(text: string): string {
  const folded = fold(text);
  if (folded !== '') return folded;
  return `u:${Array.from(text.trim(), (character) => character.codePointAt(0)?.toString(16)).join('.')}`;
}
