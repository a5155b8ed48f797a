import type { RemovedSpan } from '../extraction.ts';
import { cleanLine, moved } from '../text/clean-text.ts';
import type { Fragment } from './fragment.ts';
import { type Box, union } from './geometry.ts';
import { orderLines } from './reading-order.ts';

/** A page's own text before the document is put together; run offsets count from the page's start. */
export interface PageText {
  readonly text: string;
  /** Six numbers a run: start, end, left, top, right, bottom. */
  readonly runs: Int32Array;
}

/** Gaps that are wider get a space, in font sizes (pdf.js takes 0.102 within an item). */
const SPACE_GAP = 0.15;
/** The same text twice within this distance is a bold letter made by printing twice, in font sizes. */
const OVERPRINT = 0.3;

/** Puts a page together from its fragments: lines in reading order; text that runs in another direction than most of the
 *  page (stamps at the side, watermarks) and text printed twice is handed back as removed. */
export function composePage(
  fragments: readonly Fragment[],
  page: number,
): { readonly page: PageText; readonly removed: RemovedSpan[] } {
  const angle = mainAngle(fragments);
  const { kept, repeated } = withoutOverprint(fragments.filter((fragment) => fragment.angle === angle));
  const turned = Map.groupBy(
    fragments.filter((fragment) => fragment.angle !== angle),
    (fragment) => fragment.angle,
  );
  return {
    page: composeLines(orderLines(kept)),
    removed: [
      ...[...turned.values()].flatMap((group) => describeRemoved(group, page, 'rotated-text')),
      ...orderLines(repeated).flatMap((line) => describeRemoved(line, page, 'overprint')),
    ],
  };
}

/** The direction of most characters. */
function mainAngle(fragments: readonly Fragment[]): number {
  const lengths = new Map<number, number>();
  for (const { angle, text } of fragments) lengths.set(angle, (lengths.get(angle) ?? 0) + text.length);
  return [...lengths].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0];
}

function describeRemoved(fragments: readonly Fragment[], page: number, rule: string): RemovedSpan[] {
  const { text } = composeLines(orderLines(fragments));
  return text === '' ? [] : [{ page, rule, text, box: union(fragments.map(({ box }) => box)) }];
}

function withoutOverprint(fragments: readonly Fragment[]): { kept: Fragment[]; repeated: Fragment[] } {
  const kept: Fragment[] = [];
  const repeated: Fragment[] = [];
  const seen = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const same = seen.get(fragment.text);
    if (same === undefined) seen.set(fragment.text, [fragment]);
    else if (same.some((other) => covers(other, fragment))) {
      repeated.push(fragment);
      continue;
    } else same.push(fragment);
    kept.push(fragment);
  }
  return { kept, repeated };
}

function covers(a: Fragment, b: Fragment): boolean {
  const near = OVERPRINT * Math.min(a.size, b.size);
  return Math.abs(a.left - b.left) < near && Math.abs(a.baseline - b.baseline) < near;
}

function composeLines(lines: readonly Fragment[][]): PageText {
  const texts: string[] = [];
  const runs: number[] = [];
  let start = 0;
  for (const line of lines) {
    const text = composeLine(line, start, runs);
    if (text === '') continue;
    texts.push(text);
    start += text.length + 1;
  }
  return { text: texts.join('\n'), runs: Int32Array.from(runs) };
}

function composeLine(line: readonly Fragment[], start: number, runs: number[]): string {
  let raw = '';
  const ends: { from: number; to: number; box: Box }[] = [];
  let last: Fragment | undefined;
  for (const fragment of line) {
    if (last !== undefined && isSpaced(last, fragment)) raw += ' ';
    ends.push({ from: raw.length, to: raw.length + fragment.text.length, box: fragment.box });
    raw += fragment.text;
    last = fragment;
  }
  const clean = cleanLine(raw);
  for (const { from, to, box } of ends) {
    const [runStart, runEnd] = [moved(clean, from), moved(clean, to)];
    if (runEnd > runStart) runs.push(start + runStart, start + runEnd, ...box);
  }
  return clean.text;
}

function isSpaced(left: Fragment, right: Fragment): boolean {
  return left.spaceAfter || right.spaceBefore || right.left - left.right > SPACE_GAP * Math.min(left.size, right.size);
}
