import type { Segment } from './segments.ts';

/** Where a cell reaches into the next one, its last word and the first of that stand in one. */
const TOUCHING = /(?<=\p{Ll}{2})(?=\p{Lu}\p{L})|(?<=\p{L}{2})(?=\d)/gu;
/** As many other segments that begin at the same place say that cells begin there. */
const MIN_CELLS = 3;
/** In points. */
const SAME_LEFT = 0.5;
/** How far the text of a cell reaches into the next one, and how far from it it may end, in font sizes: as far as segments
 *  are joined without a space. */
const OVERLAP = 0.5;
const GAP = 0.15;

/** Parts the texts of cells that touch, where those of other rows say that a cell begins. */
export function partCells(segments: readonly Segment[]): Segment[] {
  return segments.flatMap((segment) => {
    if (segment.text.search(TOUCHING) < 0) return [segment];
    const at = Array.from(segment.text.matchAll(TOUCHING), ({ index }) => index).filter((index) => {
      const end = segment.ends[index - 1] ?? 0;
      const [from, to] = [end - OVERLAP * segment.size, end + GAP * segment.size];
      const near = segments.map(({ left }) => left).filter((left) => left >= from && left <= to);
      return near.some((left) => near.filter((other) => Math.abs(other - left) <= SAME_LEFT).length >= MIN_CELLS);
    });
    return at.length === 0 ? [segment] : cutSegment(segment, at);
  });
}

function cutSegment(segment: Segment, at: readonly number[]): Segment[] {
  return [0, ...at].map((from, index) => {
    const to = at[index] ?? segment.text.length;
    const left = segment.ends[from - 1] ?? segment.left;
    const ends = segment.ends.slice(from, to);
    return { ...segment, text: segment.text.slice(from, to), ends, left, right: ends.at(-1) ?? left };
  });
}
