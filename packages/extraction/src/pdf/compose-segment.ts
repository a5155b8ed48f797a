import { cleanLine, moved } from '../text/clean-text.ts';
import type { Fragment } from './fragment.ts';
import type { Segment } from './segments.ts';
import { joinSpacedLetters } from './spaced-letters.ts';

/** Gaps that are wider get a space, in font sizes (pdf.js takes 0.102 within an item). */
const SPACE_GAP = 0.15;
/** A raised mark is at most this tall and at least this high above the baseline, in sizes of the text beside it. */
const RAISED = { size: 0.8, rise: 0.15 };
const ORDINALS: Record<string, string> = { o: 'º', a: 'ª', os: 'ºs', as: 'ªs' };

/** Makes one segment of fragments on one baseline: spaces where there are gaps, `n` and a small raised `o` as `nº`, spaced
 *  letters as words. Absent where nothing is left of the text once it is clean. */
export function composeSegment(fragments: readonly Fragment[]): Segment | undefined {
  const ordered = fragments.toSorted((a, b) => a.left - b.left);
  const main = fragments.reduce((widest, next) =>
    next.right - next.left > widest.right - widest.left ? next : widest,
  );
  let raw = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let last: Fragment | undefined;
  for (const fragment of ordered) {
    const mark = ordinal(fragment, last, main, raw);
    if (last !== undefined && mark === undefined && isSpaced(last, fragment)) {
      raw += ' ';
      starts.push(last.right);
      ends.push(fragment.left);
    }
    raw += mark?.text ?? fragment.text;
    append(starts, mark?.starts ?? fragment.starts);
    append(ends, mark?.ends ?? fragment.ends);
    last = fragment;
  }
  const text = clean({ text: raw, starts, ends });
  if (text === undefined) return undefined;
  return {
    text: text.text,
    ends: ascending(text),
    left: text.starts[0] ?? main.left,
    right: text.ends.at(-1) ?? main.right,
    baseline: main.baseline,
    size: main.size,
    top: fragments.reduce((top, next) => Math.min(top, next.top), Infinity),
    bottom: fragments.reduce((bottom, next) => Math.max(bottom, next.bottom), -Infinity),
    angle: main.angle,
    turn: main.turn,
  };
}

/** Text with where each UTF-16 unit begins and ends. */
export interface PlacedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function append(to: number[], from: readonly number[]): void {
  for (let index = 0; index < from.length; index++) to.push(from[index] ?? 0);
}

function isSpaced(left: Fragment, right: Fragment): boolean {
  return left.spaceAfter || right.spaceBefore || right.left - left.right > SPACE_GAP * Math.min(left.size, right.size);
}

/** The sign that a small raised o or a after a number or an n stands for (`n` + `o`, `1` + `a`). */
function ordinal(fragment: Fragment, last: Fragment | undefined, main: Fragment, raw: string): PlacedText | undefined {
  if (last === undefined || fragment.size > RAISED.size * main.size) return undefined;
  const text = ORDINALS[fragment.text.trim()];
  if (text === undefined || main.baseline - fragment.baseline < RAISED.rise * main.size) return undefined;
  if (fragment.left - last.right > 0.3 * main.size || !/(?:\d|(?<!\p{L})[nN])\s*$/u.test(raw)) return undefined;
  const from = fragment.text.length - fragment.text.trimStart().length;
  return {
    text,
    starts: fragment.starts.slice(from, from + text.length),
    ends: fragment.ends.slice(from, from + text.length),
  };
}

function clean(raw: PlacedText): PlacedText | undefined {
  const cleaned = cleanLine(raw.text);
  if (cleaned.text === '') return undefined;
  const placed = cleaned.map === undefined ? raw : follow(raw, cleaned.text, (offset) => moved(cleaned, offset));
  return joinSpacedLetters(placed);
}

/** Places of a text whose units moved. */
function follow({ starts, ends, text: raw }: PlacedText, text: string, to: (offset: number) => number): PlacedText {
  const newStarts = new Array<number>(text.length).fill(0);
  const newEnds = new Array<number>(text.length).fill(0);
  for (let unit = 0; unit < raw.length; unit++) {
    for (let at = to(unit); at < to(unit + 1); at++) {
      newStarts[at] = starts[unit] ?? 0;
      newEnds[at] = ends[unit] ?? 0;
    }
  }
  return { text, starts: newStarts, ends: newEnds };
}

function ascending({ starts, ends }: PlacedText): Float32Array {
  const edges = new Float32Array(ends.length);
  let reached = starts[0] ?? 0;
  for (let index = 0; index < edges.length; index++) {
    reached = Math.max(reached, ends[index] ?? reached);
    edges[index] = reached;
  }
  return edges;
}
