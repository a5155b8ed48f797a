import { median } from './geometry.ts';
import { groupRows, type Segment } from './segments.ts';

/** A stretch of a page from top to bottom: either columns, each to be read before the next, or plain rows. */
export type Band = { readonly columns: readonly [Segment[], Segment[]] } | { readonly rows: Segment[] };

/** White space that a gutter has at least, in font sizes. */
const GUTTER = 0.6;
const MIN_LINES = 3;
/** A column is at least this wide, in font sizes: narrower ones are cells of tables. */
const MIN_WIDTH = 12;
/** In a column of short lines, this part at least fills it, nearly from edge to edge and without a gap of so many font
 *  sizes: justified lines have narrower ones. */
const FULL_LINES = 0.15;
const FULL_WIDTH = 0.92;
const CELL_GAP = 1.5;
/** Width of the steps in which white space is looked for, in points. */
const STEP = 2;
/** How many columns of columns are looked for. */
const MAX_DEPTH = 3;

/** Cuts a region at its best gutter, or says there is none. What crosses the gutter (a headline, a rule of text over
 *  the full width) ends the columns above it. Cells of a table are not columns: columns are filled by their lines. */
export function cutColumns(segments: readonly Segment[], depth = 0): Band[] | undefined {
  if (segments.length < 2 * MIN_LINES || depth === MAX_DEPTH) return undefined;
  const sorted = segments.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left);
  const gutter = GUTTER * median(sorted.map(({ size }) => size));
  let best: { bands: Band[]; lines: number } | undefined;
  for (const edge of leftEdges(sorted)) {
    const stretches = splitAt(sorted, edge, gutter);
    // most edges are those of indents and tables: whether columns are filled is looked at only where it may matter
    const linesAtMost = stretches.reduce((sum, { left, right }) => sum + left.length + right.length, 0);
    if (linesAtMost <= (best?.lines ?? 0)) continue;
    const cut = toBands(stretches, depth);
    if (cut.lines > (best?.lines ?? 0)) best = cut;
  }
  return best?.bands;
}

/** Where several lines begin, other than at the region's own edge. */
function leftEdges(segments: readonly Segment[]): number[] {
  const start = leftEdge(segments);
  const counts = new Map<number, number>();
  for (const { left } of segments) {
    const edge = Math.round(left / 2) * 2;
    counts.set(edge, (counts.get(edge) ?? 0) + 1);
  }
  return [...counts]
    .filter(([edge, count]) => edge > start + 40 && count >= MIN_LINES)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([edge]) => edge - 1.5);
}

/** Lines on both sides of a gutter, where those may be columns, and then plain rows. */
interface Stretch {
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
  readonly rows: Segment[];
}

/** Cuts a region where something crosses the gutter left of `edge`. */
function splitAt(sorted: readonly Segment[], edge: number, gutter: number): Stretch[] {
  const stretches: Stretch[] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  const close = () => {
    const last = stretches.at(-1);
    if (areBeside(left, right)) stretches.push({ left, right, rows: [] });
    else if (last === undefined) stretches.push({ left: [], right: [], rows: [...left, ...right] });
    else last.rows.push(...left, ...right);
    left = [];
    right = [];
  };
  for (const segment of sorted) {
    if (segment.left >= edge) right.push(segment);
    else if (segment.right <= edge + 1.5 - gutter) left.push(segment);
    else {
      close();
      stretches.at(-1)?.rows.push(segment);
    }
  }
  close();
  return stretches;
}

function toBands(stretches: readonly Stretch[], depth: number): { bands: Band[]; lines: number } {
  const bands: Band[] = [];
  let lines = 0;
  for (const { left, right, rows } of stretches) {
    if (areFilled(left, right, depth)) {
      lines += left.length + right.length;
      bands.push({ columns: [[...left], [...right]] });
    } else addRows(bands, [...left, ...right]);
    addRows(bands, rows);
  }
  return { bands, lines };
}

function addRows(bands: Band[], rows: readonly Segment[]): void {
  if (rows.length === 0) return;
  const last = bands.at(-1);
  if (last !== undefined && 'rows' in last) last.rows.push(...rows);
  else bands.push({ rows: [...rows] });
}

/** Whether there are enough lines on both sides, most of them beside each other. */
function areBeside(left: readonly Segment[], right: readonly Segment[]): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES || left.length + right.length < 3 * MIN_LINES) return false;
  const [first, last] = [extent(left), extent(right)];
  const shared = Math.min(first.end, last.end) - Math.max(first.start, last.start);
  return shared >= 0.4 * Math.min(first.end - first.start, last.end - last.start);
}

/** From where to where lines that are in order reach. */
function extent(segments: readonly Segment[]): { start: number; end: number } {
  return { start: segments[0]?.baseline ?? 0, end: segments.at(-1)?.baseline ?? 0 };
}

/** Lines of columns reach over most of them and hold prose; a column may itself be two. */
function areFilled(left: readonly Segment[], right: readonly Segment[], depth: number): boolean {
  const columns = [left, right];
  // words of a line that is spaced out are no lines
  if (!columns.every((column) => isWide(column) && groupRows(column).length >= MIN_LINES)) return false;
  // what costs more comes last
  const open = columns.filter((column) => !isProse(column));
  return open.every((column) => cutColumns(column, depth + 1) !== undefined);
}

const leftEdge = (segments: readonly Segment[]) => segments.reduce((edge, { left }) => Math.min(edge, left), Infinity);
const rightEdge = (segments: readonly Segment[]) =>
  segments.reduce((edge, { right }) => Math.max(edge, right), -Infinity);

function isWide(segments: readonly Segment[]): boolean {
  return rightEdge(segments) - leftEdge(segments) >= MIN_WIDTH * median(segments.map(({ size }) => size));
}

function isProse(segments: readonly Segment[]): boolean {
  const [start, end] = [leftEdge(segments), rightEdge(segments)];
  const rows = groupRows(segments);
  const widths = rows.map((row) => (rightEdge(row) - leftEdge(row)) / (end - start));
  const isFull = (row: readonly Segment[], index: number) => (widths[index] ?? 0) >= FULL_WIDTH && !hasCellGap(row);
  const reaches = median(widths) >= 0.6 || rows.filter(isFull).length >= Math.max(MIN_LINES, FULL_LINES * rows.length);
  return reaches && !hasInnerGutter(rows, start, end);
}

function hasCellGap(row: readonly Segment[]): boolean {
  return row.some(({ left, size }, index) => left - (row[index - 1]?.right ?? left) > CELL_GAP * size);
}

/** Whether white space stands at the same place in most rows: cells of a table, or further columns. The wide word gaps
 *  of justified prose stand anywhere. */
function hasInnerGutter(rows: readonly (readonly Segment[])[], start: number, end: number): boolean {
  const margin = 0.1 * (end - start);
  const steps = Math.floor((end - start - 2 * margin) / STEP);
  const spanning = new Int32Array(steps);
  const white = new Int32Array(steps);
  const at = (x: number) => Math.min(steps, Math.max(0, Math.ceil((x - start - margin) / STEP)));
  for (const row of rows) {
    let reached: number | undefined;
    for (const { left, right } of row) {
      const [from, to] = [at(reached ?? left), at(left)];
      for (let step = from; step < to; step++) white[step] = (white[step] ?? 0) + 1;
      for (let step = from; step < at(right); step++) spanning[step] = (spanning[step] ?? 0) + 1;
      reached = Math.max(reached ?? right, right);
    }
  }
  const least = Math.min(MIN_LINES, Math.max(2, rows.length - 1));
  return white.some((count, step) => count >= least && count > 0.6 * (spanning[step] ?? 0));
}
