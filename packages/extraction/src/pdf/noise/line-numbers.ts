import { median } from '../geometry.ts';
import type { Segment } from '../segments.ts';
import type { PageRows } from './page-rows.ts';

/** Numbers that a page has at least. */
const MIN_NUMBERS = 5;
/** How far apart the numbers of one column may end, and how far the step between two may be from usual; in points. */
const ALIGNED = 3;
const SAME_STEP = 1.5;
/** White space between a number and its line, in font sizes. */
const GAP = 0.5;
/** Share of the lines beside the numbers that begin inside a sentence at least; rows of a table and heads don't. */
const INSIDE = 0.4;

interface Numbered {
  readonly segment: Segment;
  readonly number: number;
}

/** Finds the numbers in the left margin that count the lines of a page, each of them or every fifth: they stand in one
 *  column at even distances, count by even steps, and what stands beside them is prose. */
export function findLineNumbers({ rows }: PageRows): Segment[] {
  const all = rows.flatMap(({ segments: [segment, ...rest] }): Numbered[] =>
    segment !== undefined && /^\d{1,3}$/.test(segment.text) && rest.every(({ left }) => left > segment.right)
      ? [{ segment, number: Number(segment.text) }]
      : [],
  );
  const edge = all.toSorted((a, b) => a.segment.right - b.segment.right)[all.length >> 1]?.segment.right ?? 0;
  const column = all.filter(({ segment }) => Math.abs(segment.right - edge) <= ALIGNED);
  const pitch = column.length < MIN_NUMBERS ? undefined : linePitch(column);
  if (pitch === undefined) return [];
  const numbers = new Set(column.map(({ segment }) => segment));
  const [first, last] = [column[0]?.segment.baseline ?? 0, column.at(-1)?.segment.baseline ?? 0];
  const lines = rows
    .filter(({ baseline, size }) => baseline > first - size && baseline < last + size)
    .flatMap(({ segments }) => segments.find((segment) => !numbers.has(segment)) ?? []);
  const isBeside = lines.every(({ left, size }) => left > edge + GAP * size);
  const distances = lines.slice(1).map(({ baseline }, index) => baseline - (lines[index]?.baseline ?? 0));
  if (Math.abs(median(distances) - pitch) > SAME_STEP) return [];
  const inside = lines.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
  return isBeside && lines.length >= MIN_NUMBERS && inside >= INSIDE * lines.length ? [...numbers] : [];
}

/** The distance of lines that numbers count at even distances and by even steps; undefined where they don't. */
function linePitch(column: readonly Numbered[]): number | undefined {
  const steps = column.slice(1).map(({ number, segment }, index) => ({
    count: number - (column[index]?.number ?? 0),
    distance: segment.baseline - (column[index]?.segment.baseline ?? 0),
  }));
  const { count, distance } = steps[0] ?? { count: 0, distance: 0 };
  const isEven = steps.every((step) => step.count === count && Math.abs(step.distance - distance) < SAME_STEP);
  return isEven && count > 0 ? distance / count : undefined;
}
