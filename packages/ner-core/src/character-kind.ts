import { BERT_CHARACTER_RUNS } from './bert-characters.ts';

/** What BERT does with a character; see {@link BERT_CHARACTER_RUNS}. 0 is a plain character; this is a nonspacing mark. */
export const MARK = 1;
/** Control, format, private use, surrogate: dropped. */
export const REMOVED = 2;
/** White space: separates. */
export const SPACE = 3;
/** Punctuation and Chinese: a piece by itself. */
export const ALONE = 4;

/** Kind of each code point, as a function over one flat table of 1.1 MB. */
export function openCharacterKinds(): (codePoint: number) => number {
  const kinds = new Uint8Array(0x110000);
  let from = 0;
  for (const run of BERT_CHARACTER_RUNS.split(' ')) {
    const to = from + Number.parseInt(run.slice(1), 16);
    kinds.fill('pmrsi'.indexOf(run.charAt(0)), from, to);
    from = to;
  }
  return (codePoint) => kinds[codePoint] ?? REMOVED;
}
