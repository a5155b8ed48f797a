import { cutColumns } from './columns.ts';
import type { Fragment } from './fragment.ts';
import { groupRows, joinSegments, type Segment } from './segments.ts';

/** Fragments of one direction, line by line as they are read: columns one after the other, rows from top to bottom. */
export function orderLines(fragments: readonly Fragment[]): Fragment[][] {
  return orderRegion(joinSegments(fragments));
}

function orderRegion(segments: readonly Segment[], depth = 0): Fragment[][] {
  const bands = cutColumns(segments, depth);
  if (bands === undefined) return orderRows(segments);
  return bands.flatMap((band) =>
    'rows' in band ? orderRows(band.rows) : band.columns.flatMap((column) => orderRegion(column, depth + 1)),
  );
}

function orderRows(segments: readonly Segment[]): Fragment[][] {
  return groupRows(segments).map((row) => row.flatMap(({ fragments }) => fragments));
}
