import { placeBox } from '../geometry.ts';
import type { Segment } from '../segments.ts';
import type { NoisePage } from './page-rows.ts';
import { beginsAsStamp } from './stamps.ts';

/** Width of the strips along the edges in which stamps stand, in widths and heights of the page. */
const MARGIN = 0.13;

/** Finds the text in another direction than the page's that is no text of the document: at the side of it, across it
 *  (watermarks), worded as a stamp, or on several pages. The heads of a table's columns, inside the body, are neither. */
export function findTurnedNoise(pages: readonly NoisePage[], noise: ReadonlyMap<Segment, unknown>): Segment[] {
  const found: Segment[] = [];
  const counts = new Map<string, number>();
  for (const { turned } of pages)
    for (const key of new Set(turned.map(toKey))) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { turned, segments, width, height } of pages) {
    if (turned.length === 0) continue;
    const turn = segments[0]?.turn ?? 0;
    const body = segments.filter((segment) => !noise.has(segment));
    const [left, right] = [
      body.reduce((least, next) => Math.min(least, next.left), Infinity),
      body.reduce((most, next) => Math.max(most, next.right), -Infinity),
    ];
    for (const segment of turned) {
      const along = alongOf(segment, turn);
      const isOutside = along < left || along > right;
      const isBeside = segment.angle < 0 || (isOutside && isAtEdge(segment, width, height));
      if (isBeside || beginsAsStamp(segment.text, true) || (counts.get(toKey(segment)) ?? 0) > 1) found.push(segment);
    }
  }
  return found;
}

/** Whether a segment stands in the margin of its page. */
function isAtEdge(segment: Segment, width: number, height: number): boolean {
  const [left, top, right, bottom] = placeBox(segment, segment.left, segment.right);
  const [x, y] = [(left + right) / 200, (top + bottom) / 200];
  return Math.min(x, width - x) < MARGIN * width || Math.min(y, height - y) < MARGIN * height;
}

/** Where the middle of a segment stands along the page's own direction. */
function alongOf(segment: Segment, turn: number): number {
  const [left, top, right, bottom] = placeBox(segment, segment.left, segment.right);
  return ((left + right) * Math.cos(turn) + (top + bottom) * Math.sin(turn)) / 200;
}

function toKey({ text }: Segment): string {
  return text.toLowerCase().replaceAll(/[\d\s]+/g, '#');
}
