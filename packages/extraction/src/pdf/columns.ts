import { median } from './geometry.ts';
import { groupRows, type Segment } from './segments.ts';

/** A stretch of a page from top to bottom: either columns, each to be read before the next, or plain rows. */
export type Band = { readonly columns: readonly [Segment[], Segment[]] } | { readonly rows: Segment[] };

/** White space that a gutter has at least, in font sizes. */
const GUTTER = 0.6;
const MIN_LINES = 3;
/** A column is at least this wide, in font sizes: narrower ones are cells of tables. */
const MIN_WIDTH = 12;
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
    const cut = cutAt(sorted, { edge, gutter, depth });
    if (cut.lines > (best?.lines ?? 0)) best = cut;
  }
  return best?.bands;
}

/** Where several lines begin, other than at the region's own edge. */
function leftEdges(segments: readonly Segment[]): number[] {
  const start = segments.reduce((left, next) => Math.min(left, next.left), Infinity);
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

function cutAt(
  sorted: readonly Segment[],
  { edge, gutter, depth }: { edge: number; gutter: number; depth: number },
): { bands: Band[]; lines: number } {
  const bands: Band[] = [];
  let lines = 0;
  let left: Segment[] = [];
  let right: Segment[] = [];
  const close = () => {
    const isColumns = areColumns(left, right, depth);
    if (isColumns) lines += left.length + right.length;
    if (isColumns) bands.push({ columns: [left, right] });
    else if (left.length + right.length > 0) addRows(bands, [...left, ...right]);
    left = [];
    right = [];
  };
  for (const segment of sorted) {
    if (segment.left >= edge) right.push(segment);
    else if (segment.right <= edge + 1.5 - gutter) left.push(segment);
    else {
      close();
      addRows(bands, [segment]);
    }
  }
  close();
  return { bands, lines };
}

function addRows(bands: Band[], rows: Segment[]): void {
  const last = bands.at(-1);
  if (last !== undefined && 'rows' in last) last.rows.push(...rows);
  else bands.push({ rows });
}

function areColumns(left: readonly Segment[], right: readonly Segment[], depth: number): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES || left.length + right.length < 3 * MIN_LINES) return false;
  const [top, bottom] = [extent(left), extent(right)];
  const shared = Math.min(top.end, bottom.end) - Math.max(top.start, bottom.start);
  if (shared < 0.4 * Math.min(top.end - top.start, bottom.end - bottom.start)) return false;
  return isFilled(left, depth) && isFilled(right, depth);
}

function extent(segments: readonly Segment[]): { start: number; end: number } {
  const baselines = segments.map(({ baseline }) => baseline);
  return { start: Math.min(...baselines), end: Math.max(...baselines) };
}

/** Lines of a column reach over most of it and hold prose; a column may itself be two. */
function isFilled(segments: readonly Segment[], depth: number): boolean {
  const start = Math.min(...segments.map(({ left }) => left));
  const end = Math.max(...segments.map(({ right }) => right));
  const size = median(segments.map((segment) => segment.size));
  if (end - start < MIN_WIDTH * size) return false;
  const rows = groupRows(segments);
  const widths = rows.map(
    (row) => Math.max(...row.map(({ right }) => right)) - Math.min(...row.map(({ left }) => left)),
  );
  const reaches = median(widths) >= 0.6 * (end - start);
  return (reaches && !hasInnerGutter(rows, start, end)) || cutColumns(segments, depth + 1) !== undefined;
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
  return white.some((count, step) => count >= MIN_LINES && count > 0.6 * (spanning[step] ?? 0));
}
