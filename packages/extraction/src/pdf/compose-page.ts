import type { PlacedRuns } from '../text/cut-ranges.ts';
import { placeFootnotes } from './footnotes.ts';
import { findParagraphs, goesOn, type Paragraph } from './paragraphs.ts';
import { orderRegions, toLine } from './reading-order.ts';
import { groupRows, type Segment } from './segments.ts';
import { writePage } from './write-page.ts';

/** A page's own text before the document is put together. */
export interface PageText extends PlacedRuns {
  /** Its first paragraph is the rest of the last one before. */
  readonly isContinued: boolean;
}

/** The paragraphs of a page, the last one of its body, and its footnotes. */
export interface PageParagraphs {
  readonly body: readonly Paragraph[];
  readonly footnotes: readonly Paragraph[];
  /** Text in other directions that is part of the document. */
  readonly turned: readonly Segment[];
}

/** Finds the paragraphs of a page in reading order.
 *  @param segments the page's text without noise */
export function readParagraphs(segments: readonly Segment[], turned: readonly Segment[]): PageParagraphs {
  return { ...placeFootnotes(findParagraphs(orderRegions(segments))), turned };
}

/** Whether a page's text goes on at the start of the next. */
export function pageGoesOn(before: PageParagraphs, after: PageParagraphs): boolean {
  const [last, first] = [before.body.at(-1), after.body[0]];
  return before.turned.length === 0 && last !== undefined && first !== undefined && goesOn(last, first);
}

/** Writes a page: its body, then its footnotes; but where its last paragraph goes on on the next page, the footnotes
 *  stand before that paragraph, so that it is read in one piece. */
export function composePage(
  { body, footnotes, turned }: PageParagraphs,
  { isContinued, goesOn }: { isContinued: boolean; goesOn: boolean },
): PageText {
  // a paragraph that came from the page before and goes on to the next one is all there is of the body
  const at = goesOn && !(isContinued && body.length === 1) ? body.length - 1 : body.length;
  const ordered = [...body.slice(0, at), ...footnotes, ...body.slice(at)].map(({ lines }) => lines);
  const others = groupRows(turned).map((row) => [toLine(row, false)]);
  return { ...writePage([...ordered, ...others]), isContinued };
}
