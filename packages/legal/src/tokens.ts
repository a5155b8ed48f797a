/** A piece of a mention: a number (`6.194`, `5º`), a word, or a sign. */
export interface Token {
  readonly kind: 'number' | 'word' | 'sign';
  /** Without accents, in lower case; a number without its ordinal sign. */
  readonly text: string;
  /** The same in its own case. */
  readonly raw: string;
  /** Whether nothing stands between it and the token before. */
  readonly glued: boolean;
  /** Whether it stands in quotation marks. */
  readonly quoted: boolean;
  /** Whether a number carries the sign of an ordinal. */
  readonly ordinal: boolean;
  /** UTF-16 positions in {@link plain} text. */
  readonly start: number;
  readonly end: number;
}

/** Text without accents and shapes: one kind of hyphen, slash and quotation mark; `º`, `ª`, `°` as `o`, `a`, `o`. Case stays.
 *  `à` becomes `ao`, so that no preposition passes for the letter of an item. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/à/giu, 'ao')
    .replace(/[°˚]/g, 'o')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[⁄∕]/g, '/')
    .replace(/[“”‘’`´"«»]/g, "'")
    .replace(/''/g, "'")
    .replace(/\s+/g, ' ');
}

const PIECE = /(\d+(?:\.\d+)*)(\.?[oOaA](?![A-Za-z]))?|([\p{L}]+)|(\S)/gu;

/** The tokens of {@link plain} text; quotation marks themselves are left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let quoted = false;
  let end = -1;
  for (const match of text.matchAll(PIECE)) {
    const [whole, number, ordinal, word, sign] = match;
    if (sign === "'") {
      quoted = !quoted;
      continue;
    }
    if (sign === ',' || sign === ';') quoted = false; // a mark that nobody closed
    const raw = number ?? whole;
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    const start = match.index;
    tokens.push({
      kind,
      raw,
      text: raw.toLowerCase(),
      glued: start === end,
      quoted,
      ordinal: ordinal !== undefined,
      start,
      end: start + whole.length,
    });
    end = start + whole.length;
  }
  return tokens;
}
