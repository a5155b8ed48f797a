import { openDisjointSets } from '../disjoint-sets.ts';
import { composeSegment } from './compose-segment.ts';
import type { Fragment } from './fragment.ts';
import { partCells } from './part-cells.ts';

/** Text that stands side by side on one baseline without a wide gap: part of a line, or a cell. Lengths as in Fragment. */
export interface Segment {
  /** Clean; not empty. */
  readonly text: string;
  /** Where each UTF-16 unit ends along the baseline, ascending; the first one begins at `left`, any other where the one
   *  before it ends. */
  readonly ends: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly top: number;
  readonly bottom: number;
  readonly angle: number;
  readonly turn: number;
}

/** Wider gaps may be a column's gutter or the border of a cell; in units of the font size. */
const WIDE_GAP = 0.8;
/** How far neighbours may overlap, e.g. by kerning or an italic's slant. */
const OVERLAP = 0.5;

/** Joins fragments into segments. Superscripts and small capitals join by how much of their height they share. */
export function joinSegments(fragments: readonly Fragment[]): Segment[] {
  const sorted = fragments.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left);
  const sets = openDisjointSets();
  const tallest = sorted.reduce((size, { size: next }) => Math.max(size, next), 0);
  let first = 0;
  for (const [index, fragment] of sorted.entries()) {
    while (fragment.baseline - (sorted[first]?.baseline ?? 0) > tallest) first++;
    for (let other = first; other < index; other++) {
      const neighbour = sorted[other];
      if (neighbour !== undefined && adjoin(neighbour, fragment)) sets.join(index, other);
    }
  }
  const groups = new Map<number, Fragment[]>();
  for (const [index, fragment] of sorted.entries()) {
    const root = sets.rootOf(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [fragment]);
    else group.push(fragment);
  }
  return partCells([...groups.values()].flatMap((group) => composeSegment(group) ?? []));
}

/** Segments row by row from top to bottom, each row from left to right. */
export function groupRows(segments: readonly Segment[]): Segment[][] {
  const sorted = segments.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left);
  const rows: Segment[][] = [];
  for (const segment of sorted) {
    const row = rows.at(-1);
    const head = row?.[0];
    if (row !== undefined && head !== undefined && sharedHeight(head, segment) >= 0.5) row.push(segment);
    else rows.push([segment]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

/** How much of the smaller one's height two pieces of text share, 0..1; the height taken is that of a small letter. */
function sharedHeight(
  a: { readonly baseline: number; readonly size: number },
  b: { readonly baseline: number; readonly size: number },
): number {
  const shared = Math.min(a.baseline, b.baseline) - Math.max(a.baseline - 0.6 * a.size, b.baseline - 0.6 * b.size);
  return shared / (0.6 * Math.min(a.size, b.size));
}

function adjoin(a: Fragment, b: Fragment): boolean {
  const size = Math.max(a.size, b.size);
  const gap = Math.max(a.left - b.right, b.left - a.right);
  if (gap > WIDE_GAP * size || gap < -OVERLAP * size) return false;
  return Math.min(a.size, b.size) >= 0.35 * size && sharedHeight(a, b) >= 0.5;
}
