/** Breaks lines as a word processor with hyphenation does, so that words end up cut at line ends. */

const VOWELS = 'aeiouáéíóúâêôãõàü';

/** Places inside a word where Portuguese allows a hyphen: before a single consonant between vowels (and its h, l, r). */
export function breakPoints(word: string): number[] {
  const points: number[] = [];
  for (let i = 2; i < word.length - 2; i++) {
    const before = word[i - 1]?.toLowerCase() ?? '';
    const here = word[i]?.toLowerCase() ?? '';
    const after = word[i + 1]?.toLowerCase() ?? '';
    if (VOWELS.includes(before) && /\p{L}/u.test(here) && !VOWELS.includes(here) && VOWELS.includes(after))
      points.push(i);
  }
  return points;
}

/** Lines of at most `width` (as `measure` says), words cut with a hyphen where one does not fit. */
export function hyphenatedLines(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const wider = line === '' ? word : `${line} ${word}`;
    if (measure(wider) <= width) {
      line = wider;
      continue;
    }
    const fitting = breakPoints(word).filter((at) => measure(`${line} ${word.slice(0, at)}-`) <= width);
    const at = fitting.at(-1);
    if (at === undefined) {
      lines.push(line);
      line = word;
    } else {
      lines.push(`${line} ${word.slice(0, at)}-`);
      line = word.slice(at);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
