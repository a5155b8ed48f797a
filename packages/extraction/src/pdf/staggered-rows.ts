import { type Line, toLine } from './reading-order.ts';
import type { Segment } from './segments.ts';

/** Lines of one text stand further apart than this, in font sizes: closer ones side by side are cells of a row, each
 *  centred in it. */
const STAGGERED = 0.85;
/** Lines of one cell stand at most this many of the least line distances apart, and at most so many font sizes. */
const SAME_CELL = 1.25;
const MAX_LEADING = 1.6;
/** What a column's text may reach beyond it, in points. */
const TOLERANCE = 1;
/** How far the middles of a row's cells may be from each other, in font sizes. */
const CENTRED = 0.35;

/** A row that stands alone, at the top of a page, has at least so many cells. */
const LONE_CELLS = 4;

interface Column {
  left: number;
  right: number;
}

/** Puts the rows of tables together whose cells are centred across their row, so that their lines don't stand beside each
 *  other. Other lines stay as they are: where not all cells of all rows turn out to be centred, it is another layout. */
export function joinStaggeredRows(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  let from = 0;
  for (let index = 1; index < lines.length; index++) {
    if (index <= from || !isStaggered(lines[index - 1], lines[index])) continue;
    const zone = findZone(lines, { from, index });
    joined.push(...lines.slice(from, zone.start), ...joinRows(lines.slice(zone.start, zone.end), zone.columns));
    from = zone.end;
  }
  return [...joined, ...lines.slice(from)];
}

function isStaggered(above: Line | undefined, line: Line | undefined): boolean {
  if (above === undefined || line === undefined) return false;
  if (line.baseline - above.baseline >= STAGGERED * Math.min(line.size, above.size)) return false;
  return above.segments.every((a) => line.segments.every((b) => a.right <= b.left || b.right <= a.left));
}

/** The lines around two staggered ones that keep to the same columns. */
function findZone(lines: readonly Line[], { from, index }: { from: number; index: number }) {
  const columns: Column[] = [];
  let [start, end] = [index - 1, index + 1];
  for (const line of lines.slice(start, end)) addTo(columns, line);
  for (;;) {
    if (start > from && isClose(lines[start - 1], lines[start]) && addTo(columns, lines[start - 1])) start--;
    else if (end < lines.length && isClose(lines[end - 1], lines[end]) && addTo(columns, lines[end])) end++;
    else return { start, end, columns };
  }
}

const isClose = (above: Line | undefined, line: Line | undefined) =>
  above !== undefined && line !== undefined && line.baseline - above.baseline < 4 * line.size;

/** Widens columns by the segments of a line, and adds new ones; false where a segment reaches over two. */
function addTo(columns: Column[], line: Line | undefined): boolean {
  const touched = (line?.segments ?? []).map((segment) =>
    columns.filter(({ left, right }) => segment.left < right - TOLERANCE && segment.right > left + TOLERANCE),
  );
  if (touched.some((each) => each.length > 1)) return false;
  for (const [each, segment] of (line?.segments ?? []).entries()) {
    const column = touched[each]?.[0];
    if (column === undefined) columns.push({ left: segment.left, right: segment.right });
    else {
      column.left = Math.min(column.left, segment.left);
      column.right = Math.max(column.right, segment.right);
    }
  }
  return true;
}

interface Cell {
  readonly segments: Segment[];
  readonly left: number;
  readonly top: number;
  bottom: number;
}

function joinRows(lines: readonly Line[], columns: readonly Column[]): Line[] {
  const ordered = columns.toSorted((a, b) => a.left - b.left);
  const byColumn = ordered.map((): Segment[] => []);
  for (const segment of lines.flatMap((line) => line.segments)) {
    const at = ordered.findIndex(
      ({ left, right }) => segment.left >= left - TOLERANCE && segment.right <= right + TOLERANCE,
    );
    if (at < 0) return [...lines];
    byColumn[at]?.push(segment);
  }
  for (const column of byColumn) column.sort((a, b) => a.baseline - b.baseline || a.left - b.left);
  const leading = leastLeading(byColumn);
  const rows: { cells: Cell[]; bottom: number }[] = [];
  for (const cell of byColumn.flatMap((column) => toCells(column, leading)).sort((a, b) => a.top - b.top)) {
    const row = rows.at(-1);
    if (row === undefined || cell.top >= row.bottom) rows.push({ cells: [cell], bottom: cell.bottom });
    else {
      row.cells.push(cell);
      row.bottom = Math.max(row.bottom, cell.bottom);
    }
  }
  const isTable = rows.length > 1 || (rows[0]?.cells.length ?? 0) >= LONE_CELLS;
  if (!isTable || !rows.every(({ cells }) => areCentred(cells))) return [...lines];
  return rows.flatMap(({ cells }) => {
    // what stands line beside line may be rows of one line each
    const [top = 0, bottom = 0] = [cells[0]?.top, cells[0]?.bottom];
    const within = lines.filter(({ baseline }) => baseline > top && baseline <= bottom);
    if (within.length > 1 && within.every((line) => line.segments.length >= cells.length)) return within;
    cells.sort((a, b) => a.left - b.left);
    return [
      toLine(
        cells.flatMap((cell) => cell.segments),
        true,
      ),
    ];
  });
}

function areCentred(cells: readonly Cell[]): boolean {
  const [size = 0] = cells.flatMap((cell) => cell.segments[0]?.size ?? []);
  const middles = cells.map(({ top, bottom }) => (top + bottom) / 2);
  return Math.max(...middles) - Math.min(...middles) <= CENTRED * size;
}

function leastLeading(columns: readonly (readonly Segment[])[]): number {
  let least = Infinity;
  for (const column of columns) {
    for (const [index, segment] of column.slice(1).entries()) {
      const distance = segment.baseline - (column[index]?.baseline ?? 0);
      if (distance > STAGGERED * segment.size) least = Math.min(least, distance);
    }
  }
  return least;
}

/** The cells of a column: lines that stand as close to each other as those of one text. */
function toCells(column: readonly Segment[], leading: number): Cell[] {
  const cells: Cell[] = [];
  for (const segment of column) {
    const cell = cells.at(-1);
    const gap = segment.baseline - (cell?.segments.at(-1)?.baseline ?? -Infinity);
    const bottom = segment.baseline + 0.1 * segment.size;
    if (cell !== undefined && gap <= SAME_CELL * leading && gap <= MAX_LEADING * segment.size) {
      cell.segments.push(segment);
      cell.bottom = bottom;
    } else
      cells.push({
        segments: [segment],
        left: column.reduce((left, each) => Math.min(left, each.left), Infinity),
        top: segment.baseline - 0.6 * segment.size,
        bottom,
      });
  }
  return cells;
}
