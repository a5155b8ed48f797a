import { type Line, toLine } from './reading-order.ts';
import type { Segment } from './segments.ts';

/** How far cells of a column may begin from each other, in points. */
const ALIGNED = 2.5;
/** The word gaps of a justified line differ by this much at most, in font sizes. */
const SAME_GAP = 0.1;
/** Lines of one cell stand at most this many of the table's smallest line distances apart. */
const SAME_CELL = 1.25;
/** A table whose lines have all their cells to this part at least has a row a line. */
const DENSE = 0.7;
/** Gaps between cells, in font sizes: what a row has at least once in a table of two rows or more, and what makes a row
 *  of a line that stands alone. Justified lines have narrower ones. */
const CELL_GAP = 1.5;
const LONE_CELL_GAP = 3;

/** Puts the rows of tables together: lines whose cells begin below each other are rows, and a line that goes on in some
 *  cells of the row above belongs to that row, read cell by cell. Other lines stay as they are. */
export function joinTables(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (let from = 0; from < lines.length; ) {
    const to = tableEnd(lines, from);
    if (to === from) joined.push(...lines.slice(from, ++from));
    else {
      joined.push(...joinRows(lines.slice(from, to)));
      from = to;
    }
  }
  return joined;
}

/** Where the table that begins with line `from` ends; `from` itself where none begins. */
function tableEnd(lines: readonly Line[], from: number): number {
  const first = lines[from];
  if (first === undefined || first.isRow || first.segments.length < 2) return from;
  const columns = first.segments.map(({ left }) => left);
  let end = from + 1;
  let rows = 1;
  for (let index = from + 1; index < lines.length && index <= end + 3; index++) {
    const line = lines[index];
    if (line === undefined || line.isRow || !fits(line, columns)) break;
    if (line.segments.length < 2) continue;
    if (!isRowOf(columns, line)) break;
    for (const { left } of line.segments) if (!isColumn(columns, left)) columns.push(left);
    rows++;
    end = index + 1;
  }
  if (rows < 2) return hasGap(first, LONE_CELL_GAP) ? from + 1 : from;
  if (!lines.slice(from, end).some((line) => hasGap(line, CELL_GAP))) return from;
  // what goes on in cells of the last row
  const cells = lines.slice(from, end).flatMap(cellsOf);
  const row = lines[end - 1]?.left ?? 0;
  while (end < lines.length && continues(lines[end - 1], lines[end], { row, cells })) end++;
  return end;
}

/** Whether a cell other than the first begins where a column does. Words of a justified line do by chance. */
function isRowOf(columns: readonly number[], { segments }: Line): boolean {
  const [, ...rest] = segments;
  const aligned = rest.filter(({ left }) => isColumn(columns.slice(1), left)).length;
  return isJustified(segments) ? 2 * aligned > rest.length : aligned > 0;
}

/** Whether the same white space stands between all segments. */
function isJustified(segments: readonly Segment[]): boolean {
  const gaps = segments.slice(1).map((_, index) => gapBefore(segments, index + 1));
  return gaps.length > 1 && Math.max(...gaps) - Math.min(...gaps) <= SAME_GAP * (segments[0]?.size ?? 0);
}

/** Whether each piece of a line begins where a column does and ends before the next one. */
function fits(line: Line, columns: readonly number[]): boolean {
  if (line.segments.length > 1) return true;
  const [segment] = line.segments;
  return (
    segment !== undefined &&
    isColumn(columns, segment.left) &&
    !columns.some((left) => left > segment.left + ALIGNED && left < segment.right - ALIGNED)
  );
}

/** Whether a line goes on right below the last one, in a cell of a row that begins at `row`. */
function continues(
  last: Line | undefined,
  line: Line | undefined,
  { row, cells }: { row: number; cells: readonly number[] },
): boolean {
  if (last === undefined || line === undefined || line.isRow) return false;
  const gap = line.baseline - last.baseline;
  return line.segments.length === 1 && line.left > row + ALIGNED && gap < 1.6 * line.size && fits(line, cells);
}

/** Where a line's cells begin. */
function cellsOf({ segments }: Line): number[] {
  return segments.filter((_, index) => !isSetApart(segments, index)).map(({ left }) => left);
}

/** Whether a segment is a word of the cell before it, set apart to fill that: the gap beside it is the same. */
function isSetApart(segments: readonly Segment[], index: number): boolean {
  const size = segments[index]?.size ?? 0;
  const gap = gapBefore(segments, index);
  const isSame = (other: number) =>
    other > 0 && other < segments.length && Math.abs(gapBefore(segments, other) - gap) <= SAME_GAP * size;
  return index > 0 && gap <= CELL_GAP * size && (isSame(index - 1) || isSame(index + 1));
}

function gapBefore(segments: readonly Segment[], index: number): number {
  const left = segments[index]?.left ?? 0;
  return left - (segments[index - 1]?.right ?? left);
}

const isColumn = (columns: readonly number[], left: number) =>
  columns.some((column) => Math.abs(column - left) <= ALIGNED);

function hasGap({ segments }: Line, sizes: number): boolean {
  return segments.some(({ size }, index) => gapBefore(segments, index) > sizes * size);
}

function joinRows(lines: readonly Line[]): Line[] {
  const gaps = lines.slice(1).map(({ baseline }, index) => baseline - (lines[index]?.baseline ?? 0));
  const least = gaps.reduce((smallest, gap) => Math.min(smallest, gap), Infinity);
  const first = lines.reduce((left, line) => Math.min(left, line.left), Infinity);
  const full = fullestLines(lines);
  const second = full.reduce((left, { segments }) => Math.min(left, segments[1]?.left ?? Infinity), Infinity);
  const isDense = full.length >= DENSE * lines.length;
  const hasWiderGaps = gaps.some((gap) => gap > SAME_CELL * least);
  const rows: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    const row = rows.at(-1);
    const gap = gaps[index - 1] ?? Infinity;
    const cells = row?.[0]?.segments.length ?? 0;
    const isNarrower = line.segments.length < cells;
    // a first cell that begins further in may be centred: with as many cells as the row above it, or others beside it
    // in a table of such rows, it is one of its own
    const mayBeCentred = !isNarrower || (isDense && line.segments.length > 1);
    const isIndented = mayBeCentred ? line.left >= second - ALIGNED : line.left > first + ALIGNED;
    const goesOn =
      row !== undefined &&
      gap <= SAME_CELL * least &&
      gap <= 1.7 * line.size &&
      line.segments.length <= cells &&
      (isIndented || (isNarrower && hasWiderGaps));
    if (goesOn) row.push(line);
    else rows.push([line]);
  }
  return rows.map(readByCell);
}

/** The lines with the most cells. */
function fullestLines(lines: readonly Line[]): Line[] {
  const most = lines.reduce((count, { segments }) => Math.max(count, segments.length), 0);
  return lines.filter(({ segments }) => segments.length === most);
}

/** The segments of a row cell by cell: those that begin at the same place below each other are one cell. */
function readByCell(lines: readonly Line[]): Line {
  if (lines.length === 1) return toLine(lines[0]?.segments ?? [], true);
  const [first, ...rest] = lines;
  const others = rest.flatMap(({ segments }) => segments.map(({ left }) => left));
  const cells: Segment[][] = [];
  for (const [index, segment] of (first?.segments ?? []).entries()) {
    const goesOn = isSetApart(first?.segments ?? [], index) && !isColumn(others, segment.left);
    if (goesOn) cells.at(-1)?.push(segment);
    else cells.push([segment]);
  }
  for (const { segments } of rest) {
    for (const segment of segments) {
      const cell = cells.findLast((each) => (each[0]?.left ?? 0) <= segment.left + ALIGNED) ?? cells[0];
      cell?.push(segment);
    }
  }
  return toLine(cells.flat(), true);
}
