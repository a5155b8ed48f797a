import { median } from '../geometry.ts';
import type { Segment } from '../segments.ts';
import type { PageRows } from './page-rows.ts';

/** Numbers that a page has at least. */
const MIN_NUMBERS = 5;
/** How far apart the numbers of one column may begin or end, and how far the step between two may be from usual; in
 *  points. */
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

/** Numbers below each other that count by even steps at even distances. */
interface Column {
  readonly numbers: readonly Numbered[];
  /** Where the widest of them ends, in points. */
  readonly edge: number;
  /** The distance of the lines that they count, in points. */
  readonly pitch: number;
}

/** Finds the numbers in the left margin that count the lines of pages, each of them or every fifth. What stands beside
 *  them is prose; once a page shows that, a column at the same place is one on the other pages, too, where the text may
 *  end before the numbers do. */
export function findLineNumbers(pages: readonly PageRows[]): Segment[] {
  const found = pages.map((page) => ({ page, column: findColumn(page) }));
  const proven = found.flatMap(({ page, column }) =>
    column !== undefined && isBesideProse(page, column) ? [column] : [],
  );
  if (proven.length === 0) return [];
  const isProven = ({ edge, pitch }: Column) =>
    proven.some((other) => Math.abs(other.edge - edge) <= ALIGNED && Math.abs(other.pitch - pitch) < SAME_STEP);
  return found.flatMap(({ column }) =>
    column !== undefined && isProven(column) ? column.numbers.map(({ segment }) => segment) : [],
  );
}

function findColumn({ rows }: PageRows): Column | undefined {
  const all = rows.flatMap(({ segments: [segment, ...rest] }): Numbered[] =>
    segment !== undefined && /^\d{1,3}$/.test(segment.text) && rest.every(({ left }) => left > segment.right)
      ? [{ segment, number: Number(segment.text) }]
      : [],
  );
  const [byLeft, byRight] = [aligned(all, 'left'), aligned(all, 'right')];
  const numbers = byLeft.length > byRight.length ? byLeft : byRight;
  const edge = numbers.reduce((most, { segment }) => Math.max(most, segment.right), 0);
  const pitch = numbers.length < MIN_NUMBERS ? undefined : linePitch(numbers);
  return pitch === undefined ? undefined : { numbers, edge, pitch };
}

/** The numbers that begin, or end, where most do. */
function aligned(numbers: readonly Numbered[], side: 'left' | 'right'): Numbered[] {
  const edge = median(numbers.map(({ segment }) => segment[side]));
  return numbers.filter(({ segment }) => Math.abs(segment[side] - edge) <= ALIGNED);
}

function isBesideProse({ rows }: PageRows, { numbers, edge, pitch }: Column): boolean {
  const counted = new Set(numbers.map(({ segment }) => segment));
  const [first, last] = [numbers[0]?.segment.baseline ?? 0, numbers.at(-1)?.segment.baseline ?? 0];
  const lines = rows
    .filter(({ baseline, size }) => baseline > first - size && baseline < last + size)
    .flatMap(({ segments }) => segments.find((segment) => !counted.has(segment)) ?? []);
  const distances = lines.slice(1).map(({ baseline }, index) => baseline - (lines[index]?.baseline ?? 0));
  const inside = lines.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
  return (
    lines.length >= MIN_NUMBERS &&
    lines.every(({ left, size }) => left > edge + GAP * size) &&
    Math.abs(median(distances) - pitch) <= SAME_STEP &&
    inside >= INSIDE * lines.length
  );
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
