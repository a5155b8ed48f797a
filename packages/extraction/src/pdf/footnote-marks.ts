import type { PageParagraphs } from './compose-page.ts';
import { footnoteNumber } from './footnotes.ts';
import type { Paragraph } from './paragraphs.ts';
import { RAISED_NUMBER, toNumber } from './raised.ts';
import { type Line, toLine } from './reading-order.ts';
import type { Segment } from './segments.ts';

/** What stands before a mark: a word of three letters or more, or what closes a sentence or a quotation. Behind anything
 *  shorter and behind numbers a raised number may be a power or an ordinal (`m²`, `10³`, `5º`). */
const MARKED = /(?:\p{L}[\p{L}-]+\p{L}["”’»]*|\p{L}["”’»]+|[.;:!?…]["”’»)\]]*|[^\d],) ?$/u;

/** Takes the marks of a page's footnotes out of its body: the raised numbers that its footnotes begin with, each once.
 *  Others mean something else or belong to notes elsewhere, and stay. */
export function takeFootnoteMarks(page: PageParagraphs): { page: PageParagraphs; marks: Segment[] } {
  const lines = page.footnotes.flatMap((paragraph) => paragraph.lines);
  const open = new Set(lines.flatMap(({ text }) => footnoteNumber(text) ?? []));
  const marks: Segment[] = [];
  if (open.size === 0) return { page, marks };
  const body = page.body.map((paragraph): Paragraph => {
    if (!paragraph.lines.some(({ text }) => text.search(RAISED_NUMBER) >= 0)) return paragraph;
    return { ...paragraph, lines: paragraph.lines.map((line) => cutMarks(line, open, marks)) };
  });
  return { page: { ...page, body }, marks };
}

/** @param open numbers of footnotes whose mark was not found yet */
function cutMarks(line: Line, open: Set<number>, marks: Segment[]): Line {
  const segments = line.segments.map((segment) => {
    const found = [...segment.text.matchAll(RAISED_NUMBER)].filter(
      ({ index, 0: raised }) => MARKED.test(segment.text.slice(0, index)) && open.delete(toNumber(raised)),
    );
    for (const { index, 0: raised } of found) marks.push(slice(segment, index, index + raised.length));
    // from the end, so that what is cut moves nothing that is still to be cut
    return found.reduceRight((rest, { index, 0: raised }) => without(rest, index, index + raised.length), segment);
  });
  return segments.every((segment, each) => segment === line.segments[each]) ? line : toLine(segments, line.isRow);
}

function slice(segment: Segment, from: number, to: number): Segment {
  const left = segment.ends[from - 1] ?? segment.left;
  const ends = segment.ends.slice(from, to);
  return { ...segment, text: segment.text.slice(from, to), ends, left, right: ends.at(-1) ?? left };
}

/** A segment without `[from, to)`, nor a space that would then stand before a space, a comma or the end. */
function without(segment: Segment, from: number, to: number): Segment {
  const isSpaceLeft = segment.text.charAt(from - 1) === ' ' && /^(?:[\s,.;:)]|$)/.test(segment.text.slice(to));
  const start = isSpaceLeft ? from - 1 : from;
  return {
    ...segment,
    text: segment.text.slice(0, start) + segment.text.slice(to),
    ends: [...segment.ends.slice(0, start), ...segment.ends.slice(to)],
  };
}
