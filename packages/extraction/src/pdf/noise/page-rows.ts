import { median } from '../geometry.ts';
import { groupRows, type Segment } from '../segments.ts';

/** A page as noise is looked for in it. */
export interface NoisePage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Text in the page's main direction. */
  readonly segments: readonly Segment[];
  /** Text in other directions. */
  readonly turned: readonly Segment[];
}

/** A row of a page: segments on one baseline. */
export interface Row {
  readonly segments: readonly Segment[];
  readonly baseline: number;
  readonly size: number;
  readonly text: string;
}

/** The rows of a page from top to bottom, and the size that most of its text has. */
export interface PageRows {
  readonly page: NoisePage;
  readonly rows: readonly Row[];
  readonly bodySize: number;
}

export function findRows(page: NoisePage): PageRows {
  const rows = groupRows(page.segments).map((segments) => ({
    segments,
    baseline: segments[0]?.baseline ?? 0,
    size: segments.reduce((most, { size }) => Math.max(most, size), 0),
    text: segments.map(({ text }) => text).join(' '),
  }));
  const sizes = page.segments.flatMap(({ size, text }) => Array<number>(Math.ceil(text.length / 16)).fill(size));
  return { page, rows, bodySize: median(sizes) };
}
