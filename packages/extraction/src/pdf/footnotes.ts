import { median } from './geometry.ts';
import type { Paragraph } from './paragraphs.ts';
import { toNumber } from './raised.ts';

/** Footnotes are at most this large, in sizes of the body. */
const SMALLER = 0.93;
const MARK = /^(?:\d{1,3}|\[\d{1,3}\]|\*{1,3}|[⁰¹²³⁴-⁹]+)(?:\s|\p{L}|[.)“"])/u;

/** Takes footnotes out of the order of a page: small paragraphs at its end, of which the first begins with a mark. */
export function placeFootnotes(paragraphs: readonly Paragraph[]): { body: Paragraph[]; footnotes: Paragraph[] } {
  const bodySize = median(paragraphs.flatMap(({ lines }) => lines.map(({ size }) => size)));
  let start = paragraphs.length;
  for (let index = paragraphs.length - 1; index > 0; index--) {
    const paragraph = paragraphs[index];
    if (paragraph === undefined || paragraph.lines.some(({ size }) => size > SMALLER * bodySize)) break;
    const [first] = paragraph.lines;
    if (first !== undefined && MARK.test(first.text)) start = index;
  }
  return { body: paragraphs.slice(0, start), footnotes: paragraphs.slice(start) };
}

/** The number that a footnote begins with. */
export function footnoteNumber(text: string): number | undefined {
  const mark = /^\[?(\d{1,3}|[⁰¹²³⁴-⁹]+)/u.exec(text)?.[1];
  if (mark === undefined || !MARK.test(text)) return undefined;
  return /\d/.test(mark) ? Number(mark) : toNumber(mark);
}
