import { cutColumns } from './columns.ts';
import type { Fragment } from './fragment.ts';
import { joinSegments, type Segment, sharedHeight } from './segments.ts';

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
  const sorted = segments.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left);
  const rows: Segment[][] = [];
  for (const segment of sorted) {
    const row = rows.at(-1);
    const head = row?.[0];
    if (row !== undefined && head !== undefined && sharedHeight(head, segment) >= 0.5) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left).flatMap(({ fragments }) => fragments));
}
