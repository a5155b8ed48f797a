import type { Segment } from '../segments.ts';
import { findLineNumbers } from './line-numbers.ts';
import { findRows, type NoisePage, type PageRows, type Row } from './page-rows.ts';
import { findRepeatedLines } from './repeated-lines.ts';
import { beginsAsStamp, isPageNumber, leadsToStamp } from './stamps.ts';
import { findTurnedNoise } from './turned-text.ts';

/** Why text is taken out: see `docs/extraction.md`. */
export type NoiseRule = 'running-head' | 'running-foot' | 'page-number' | 'line-number' | 'stamp' | 'rotated-text';

/** Height of the strips at the top and the bottom in which what repeats goes even behind other text, and a lone number is
 *  a page's; in heights of the page. */
const STRIP = 0.11;
const MAX_STAMP_ROWS = 16;
/** What is at most this large is small, in sizes of the body. */
const SMALL = 0.93;

/** Finds what is on the pages but not of the text, by where it stands, what repeats and how stamps begin. Text inside the
 *  body is never noise, whatever it says: a rule works from a page's edge inwards and stops at the first row that stays.
 *  @returns the rule for each segment that is noise. */
export function findNoise(pages: readonly NoisePage[]): Map<Segment, NoiseRule> {
  const noise = new Map<Segment, NoiseRule>();
  const rows = pages.map(findRows);
  const repeated = findRepeatedLines(rows);
  for (const segment of findLineNumbers(rows)) noise.set(segment, 'line-number');
  for (const page of rows) {
    markEdge(page, { rows: page.rows, edge: 'running-head', repeated, noise });
    markEdge(page, { rows: page.rows.toReversed(), edge: 'running-foot', repeated, noise });
    markFootStamp(page, noise);
    markHeadStamp(page, noise);
  }
  for (const segment of findTurnedNoise(pages, noise)) noise.set(segment, 'rotated-text');
  for (const { signatures } of pages) for (const segment of signatures) noise.set(segment, 'stamp');
  return noise;
}

/** Goes from an edge inwards. */
function markEdge(
  { page, bodySize }: PageRows,
  {
    rows,
    edge,
    repeated,
    noise,
  }: {
    rows: readonly Row[];
    edge: 'running-head' | 'running-foot';
    repeated: ReadonlySet<Segment>;
    noise: Map<Segment, NoiseRule>;
  },
): void {
  let isOpen = true;
  for (const [index, row] of rows.entries()) {
    const fromEdge = edge === 'running-head' ? row.baseline : page.height - row.baseline;
    const isInStrip = fromEdge < STRIP * page.height;
    if (!isOpen && !isInStrip) return;
    let stays = false;
    for (const segment of row.segments) {
      if (noise.has(segment)) continue;
      const rule = ruleOf(segment, {
        repeated,
        edge,
        isLone: isOpen && isInStrip && isLoneNumber(row, rows[index + 1], bodySize),
      });
      if (rule === undefined) stays = true;
      else noise.set(segment, rule);
    }
    if (stays) isOpen = false;
  }
}

function ruleOf(
  segment: Segment,
  { repeated, edge, isLone }: { repeated: ReadonlySet<Segment>; edge: NoiseRule; isLone: boolean },
): NoiseRule | undefined {
  if (repeated.has(segment)) {
    if (isPageNumber(segment.text)) return 'page-number';
    return beginsAsStamp(segment.text, true) ? 'stamp' : edge;
  }
  return isLone && isPageNumber(segment.text) ? 'page-number' : undefined;
}

/** A number with white space between it and the text; numbers below each other are a table. */
function isLoneNumber(row: Row, inwards: Row | undefined, bodySize: number): boolean {
  if (row.segments.length > 1) return false;
  if (inwards === undefined) return true;
  const gap = Math.abs(row.baseline - inwards.baseline);
  const isTable = inwards.segments.some(
    ({ text, left }) => isPageNumber(text) && Math.abs(left - (row.segments[0]?.left ?? 0)) < 20,
  );
  return !isTable && gap > 1.6 * bodySize;
}

/** A block that begins as a stamp and ends where the text of the page does. */
function markFootStamp({ rows, bodySize }: PageRows, noise: Map<Segment, NoiseRule>): void {
  const isNoise = (row: Row) => row.segments.every((segment) => noise.has(segment));
  let end = rows.length;
  for (;;) {
    while (end > 0 && isNoise(rows[end - 1] ?? EMPTY)) end--;
    const start = stampStart(rows, end, { isNoise, bodySize });
    if (start === undefined) return;
    for (const row of rows.slice(start, end)) for (const segment of row.segments) noise.set(segment, 'stamp');
    end = start;
  }
}

const EMPTY: Row = { segments: [], pieces: [], baseline: 0, size: 0 };

/** Where the block of small, close rows that ends before row `end` begins as a stamp does; the outermost such row. */
function stampStart(
  rows: readonly Row[],
  end: number,
  { isNoise, bodySize }: { isNoise: (row: Row) => boolean; bodySize: number },
): number | undefined {
  let found: number | undefined;
  for (let index = end - 1; index >= Math.max(0, end - MAX_STAMP_ROWS); index--) {
    const row = rows[index] ?? EMPTY;
    const below = rows[index + 1];
    if (index < end - 1 && below !== undefined) {
      const isClose = below.baseline - row.baseline < 2.2 * Math.max(row.size, below.size);
      if (!isClose || Math.max(row.size, below.size) > 1.3 * Math.min(row.size, below.size)) break;
    }
    const above = rows[index - 1];
    const begins =
      (beginsStamp(row, bodySize) && (index === end - 1 || !isFolio(row, bodySize))) ||
      (leadsToStamp(row.pieces[0]?.text ?? '') && beginsStamp(below, bodySize));
    if (begins && (above === undefined || isNoise(above) || isApart(above, row, below, bodySize))) found = index;
  }
  return found;
}

function beginsStamp(row: Row | undefined, bodySize: number): boolean {
  return row?.pieces.some(({ text, size }) => beginsAsStamp(text, size < SMALL * bodySize)) ?? false;
}

/** Whether a row is a stamp by the number of a leaf alone: nothing that stands below goes with it. */
function isFolio({ pieces }: Row, bodySize: number): boolean {
  return !pieces.some(({ text, size }) => !isPageNumber(text) && beginsAsStamp(text, size < SMALL * bodySize));
}

/** Whether a row begins something else than what stands above it: smaller, or with more white space than within. */
function isApart(above: Row, row: Row, below: Row | undefined, bodySize: number): boolean {
  if (row.size < 0.93 * bodySize && above.size > 1.05 * row.size) return true;
  const gap = row.baseline - above.baseline;
  const inner = below === undefined ? 1.3 * row.size : Math.min(below.baseline - row.baseline, 1.6 * row.size);
  return gap > 1.45 * inner && row.size < 0.96 * bodySize ? true : gap > 2.4 * row.size && row.size <= bodySize;
}

/** Stamps above the text; they take one row each, and what stands right below in the same small size. */
function markHeadStamp({ rows, bodySize }: PageRows, noise: Map<Segment, NoiseRule>): void {
  for (const [index, row] of rows.entries()) {
    const open = row.pieces.filter(({ segments }) => segments.some((segment) => !noise.has(segment)));
    if (open.length === 0) continue;
    const above = rows[index - 1];
    const stamps = goesOnBelow(above, row, { noise, bodySize })
      ? open
      : open.filter(
          ({ text, size }) =>
            beginsAsStamp(text, size < SMALL * bodySize) && (size < 0.97 * bodySize || isPageNumber(text)),
        );
    for (const { segments } of stamps) for (const segment of segments) noise.set(segment, 'stamp');
    if (stamps.length < open.length) return;
  }
}

/** Whether a row goes on with the stamp right above it. */
function goesOnBelow(
  above: Row | undefined,
  row: Row,
  { noise, bodySize }: { noise: ReadonlyMap<Segment, NoiseRule>; bodySize: number },
): boolean {
  if (above === undefined || row.size >= 0.9 * bodySize || Math.abs(row.size - above.size) >= 0.5) return false;
  const left = row.segments[0]?.left ?? 0;
  return (
    row.baseline - above.baseline < 1.6 * row.size &&
    above.segments.some((segment) => noise.get(segment) === 'stamp' && Math.abs(segment.left - left) < 1)
  );
}
