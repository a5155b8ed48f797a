import type { DifferenceKind, DifferingReading, TypedMention } from '@acervo/db';
import { type Span, splitWords } from '@acervo/ner-core';

/** A stretch of a document with everything an annotator needs to decide who is right. */
export interface DifferingWindow {
  /** `[word]`, UTF-16. */
  readonly words: readonly Span[];
  /** `[word]`, `O` or `B-`/`I-` with a type, as each model has it. */
  readonly labelsA: readonly string[];
  readonly labelsB: readonly string[];
  /** Each kind that occurs, in order of its first place. */
  readonly kinds: readonly DifferenceKind[];
}

/** Words that stand on each side of a difference at least, where the text has them. */
const LEAST_WORDS = 5;
/** Words after which a window ends even without a sentence's end. */
const MOST_WORDS = 60;

/** The sentences around each difference: whole sentences where they have an end, never part of a mention, and every word
 *  in one window at most: windows that meet are one. */
export function differingWindows({ text, differences, a, b }: DifferingReading): DifferingWindow[] {
  const words = [...splitWords(text)];
  const labelsA = labelOverlapped(words, a);
  const labelsB = labelOverlapped(words, b);
  /** Whether a window may be cut before the word `at`, so many words away from the difference. */
  const canCut = (at: number, distance: number) =>
    !inside(labelsA, at) &&
    !inside(labelsB, at) &&
    (distance >= MOST_WORDS || (distance >= LEAST_WORDS && startsSentence(text, words, at)));
  const ranges: { from: number; to: number; kinds: Set<DifferenceKind> }[] = [];
  for (const { kind, start, end } of differences) {
    const first = firstEndingAfter(words, start);
    const beyond = firstEndingAfter(words, end - 1) + 1;
    let from = first;
    let to = beyond;
    while (from > 0 && !canCut(from, first - from)) from -= 1;
    while (to < words.length && !canCut(to, to - beyond)) to += 1;
    const last = ranges.at(-1);
    if (last === undefined || from > last.to) ranges.push({ from, to, kinds: new Set([kind]) });
    else {
      last.from = Math.min(last.from, from);
      last.to = Math.max(last.to, to);
      last.kinds.add(kind);
    }
  }
  return ranges.map(({ from, to, kinds }) => ({
    words: words.slice(from, to),
    labelsA: labelsA.slice(from, to),
    labelsB: labelsB.slice(from, to),
    kinds: [...kinds],
  }));
}

/** Labels of words that mentions overlap: `B-` where one begins, also inside of a word. */
function labelOverlapped(words: readonly Span[], mentions: readonly TypedMention[]): string[] {
  let at = 0;
  let opened = -1;
  return words.map((word) => {
    while ((mentions[at]?.end ?? Infinity) <= word.start) at += 1;
    const mention = mentions[at];
    if (mention === undefined || mention.start >= word.end) return 'O';
    const prefix = opened === at ? 'I' : 'B';
    opened = at;
    return `${prefix}-${mention.type}`;
  });
}

const inside = (labels: readonly string[], at: number) => labels[at]?.startsWith('I-') ?? false;

/** Whether a sentence may begin with a word: after `!`, `?`, an empty line, or a full stop that ends no abbreviation. */
function startsSentence(text: string, words: readonly Span[], at: number): boolean {
  const [before, stop, word] = [words[at - 2], words[at - 1], words[at]];
  if (stop === undefined || word === undefined) return true;
  const gap = text.slice(stop.end, word.start);
  if (/\n\s*\n/.test(gap)) return true;
  const sign = text.slice(stop.start, stop.end);
  if (sign === '!' || sign === '?') return true;
  if (sign !== '.' || before === undefined) return false;
  const abbreviation = before.end - before.start <= 4 && /^\p{L}+$/u.test(text.slice(before.start, before.end));
  return gap.includes('\n') || (!abbreviation && /^\P{Ll}/u.test(text.slice(word.start, word.end)));
}

/** Index of the first word that ends after a position: the one there, or the next one. */
function firstEndingAfter(words: readonly Span[], position: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? Infinity) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
