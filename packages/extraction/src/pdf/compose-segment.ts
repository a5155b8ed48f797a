import { cleanLine, moved } from '../text/clean-text.ts';
import type { Fragment } from './fragment.ts';
import { isRaised, readRaised } from './raised.ts';
import type { Segment } from './segments.ts';
import { joinSpacedLetters } from './spaced-letters.ts';

/** Gaps that are wider get a space, in font sizes (pdf.js takes 0.102 within an item). */
const SPACE_GAP = 0.15;
/** Makes one segment of fragments on one baseline: spaces where there are gaps, small raised `o` and numbers as `º` and `¹`,
 *  spaced letters as words. Absent where nothing is left of the text once it is clean. */
export function composeSegment(fragments: readonly Fragment[]): Segment | undefined {
  const [first] = fragments;
  const placed = fragments.length === 1 && first !== undefined ? first : join(fragments);
  const text = clean(placed);
  if (text === undefined) return undefined;
  const main = fragments.reduce(wider);
  return {
    text: text.text,
    ends: ascending(text),
    left: text.left,
    right: text.ends.at(-1) ?? main.right,
    baseline: main.baseline,
    size: main.size,
    top: fragments.reduce((top, next) => Math.min(top, next.top), Infinity),
    bottom: fragments.reduce((bottom, next) => Math.max(bottom, next.bottom), -Infinity),
    angle: main.angle,
    turn: main.turn,
  };
}

/** Text with where it begins and where each UTF-16 unit of it ends. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly ends: readonly number[];
}

const wider = (widest: Fragment, next: Fragment) =>
  next.right - next.left > widest.right - widest.left ? next : widest;

function join(fragments: readonly Fragment[]): PlacedText {
  const ordered = fragments.toSorted((a, b) => a.left - b.left);
  const main = fragments.reduce(wider);
  let text = '';
  const ends: number[] = [];
  let last: Fragment | undefined;
  for (const fragment of ordered) {
    const mark = last === undefined ? undefined : readRaised(fragment, { last, main, before: text });
    // a footnote begins with its raised mark
    const isAfterMark = last === ordered[0] && last !== undefined && /^\d+$/.test(text) && isRaised(last, main);
    if (last !== undefined && mark === undefined && (isAfterMark || isSpaced(last, fragment))) {
      text += ' ';
      ends.push(fragment.left);
    }
    text += mark?.text ?? fragment.text;
    for (const end of mark?.ends ?? fragment.ends) ends.push(end);
    last = fragment;
  }
  return { text, left: ordered[0]?.left ?? 0, ends };
}

function isSpaced(left: Fragment, right: Fragment): boolean {
  return left.spaceAfter || right.spaceBefore || right.left - left.right > SPACE_GAP * Math.min(left.size, right.size);
}

function clean(raw: PlacedText): PlacedText | undefined {
  const cleaned = cleanLine(raw.text);
  if (cleaned.text === '') return undefined;
  const placed = cleaned.map === undefined ? raw : follow(raw, cleaned.text, (offset) => moved(cleaned, offset));
  return joinSpacedLetters(placed);
}

/** Places of a text whose units moved. */
function follow(raw: PlacedText, text: string, to: (offset: number) => number): PlacedText {
  const ends = new Array<number>(text.length).fill(0);
  let left: number | undefined;
  for (let unit = 0; unit < raw.text.length; unit++) {
    const [from, until] = [to(unit), to(unit + 1)];
    if (until > from) left ??= raw.ends[unit - 1] ?? raw.left;
    for (let at = from; at < until; at++) ends[at] = raw.ends[unit] ?? 0;
  }
  return { text, left: left ?? raw.left, ends };
}

/** The same ends, none before the one that precedes it. */
function ascending({ left, ends }: PlacedText): readonly number[] {
  let reached = left;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] ?? reached;
    if (end < reached) return raised(left, ends);
    reached = end;
  }
  return ends;
}

function raised(left: number, ends: readonly number[]): number[] {
  let reached = left;
  return ends.map((end) => {
    reached = Math.max(reached, end);
    return reached;
  });
}
