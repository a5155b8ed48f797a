/** A line shorter than this ends where its writer ended it: a heading, an address, a row of a table. */
const FULL_LINE = 45;

/** The text with line breaks that only the paper's width made as blanks, for reading; every position stays the same.
 *  A break stays where the line was short, where it ends a sentence, and where a paragraph begins; a line that begins in
 *  lower case always goes on. */
export function reflow(text: string): string {
  const lines = text.split('\n');
  return lines.reduce((joined, line, at) => {
    const before = lines[at - 1] ?? '';
    const goesOn = /^\p{Ll}/u.test(line) && before !== '';
    const isFull = before.trimEnd().length >= FULL_LINE && !/[.;:!?]\s*$/.test(before) && line.trim() !== '';
    return at === 0 ? line : `${joined}${goesOn || isFull ? ' ' : '\n'}${line}`;
  }, '');
}
