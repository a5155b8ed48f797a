import { cutColumns } from './columns.ts';
import { groupRows, type Segment } from './segments.ts';
import { joinStaggeredRows } from './staggered-rows.ts';
import { joinTables } from './tables.ts';

/** A line as it is read: segments from left to right, or the cells of a row of a table. */
export interface Line {
  readonly segments: readonly Segment[];
  /** Of all segments, joined by spaces. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** A row of a table: it goes on in no other line. */
  readonly isRow: boolean;
}

/** A column, or the full width of a page between columns. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly lines: readonly Line[];
}

/** Segments of one direction, region by region and line by line as they are read: columns one after the other, rows from
 *  top to bottom. */
export function orderRegions(segments: readonly Segment[], depth = 0): Region[] {
  if (segments.length === 0) return [];
  const bands = cutColumns(segments, depth);
  if (bands === undefined) return [toRegion(segments)];
  return bands.flatMap((band) =>
    'rows' in band ? [toRegion(band.rows)] : band.columns.flatMap((column) => orderRegions(column, depth + 1)),
  );
}

function toRegion(segments: readonly Segment[]): Region {
  return {
    left: segments.reduce((left, next) => Math.min(left, next.left), Infinity),
    right: segments.reduce((right, next) => Math.max(right, next.right), -Infinity),
    lines: joinTables(joinStaggeredRows(groupRows(segments).map((row) => toLine(row, false)))),
  };
}

/** A line of segments in their order. */
export function toLine(segments: readonly Segment[], isRow: boolean): Line {
  const widest = segments.reduce((most, next) => (next.right - next.left > most.right - most.left ? next : most));
  return {
    segments,
    text: segments.map(({ text }) => text).join(' '),
    left: segments.reduce((left, next) => Math.min(left, next.left), Infinity),
    right: segments.reduce((right, next) => Math.max(right, next.right), -Infinity),
    baseline: widest.baseline,
    size: widest.size,
    isRow,
  };
}
