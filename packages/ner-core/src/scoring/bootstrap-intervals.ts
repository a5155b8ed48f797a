import { type DocumentMatches, f1Of } from './entity-scores.ts';

/** Bounds of F1, 0..1. */
export type Interval = readonly [low: number, high: number];

/** 95 % intervals of F1; undefined where fewer than two documents hold anything to resample. */
export interface Intervals {
  readonly micro: Interval | undefined;
  readonly byType: Readonly<Record<string, Interval | undefined>>;
}

const RESAMPLES = 1000;
const SEED = 7;
const LOW = 0.025;

/** How far F1 may move with other documents of the same kind: documents are drawn with replacement, as many as there
 *  are, 1,000 times with a fixed seed, and the middle 95 % of the F1s is the interval. A draw without any document that
 *  holds a type says nothing about that type and is left out.
 *  Documents that are copies of each other make it too narrow.
 *  Source: Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13 (percentile interval).
 *  @param documents `[document]` */
export function bootstrapIntervals(documents: readonly DocumentMatches[]): Intervals {
  const types = [...new Set(documents.flatMap((document) => [...document.keys()]))].sort();
  const draws = drawDocuments(documents.length);
  const intervalOf = (counted: readonly string[]) =>
    toInterval(
      documents.map((document) => sum(counted.map((type) => document.get(type) ?? NOTHING))),
      draws,
    );
  return { micro: intervalOf(types), byType: Object.fromEntries(types.map((type) => [type, intervalOf([type])])) };
}

interface Counts {
  readonly support: number;
  readonly predicted: number;
  readonly correct: number;
}
const NOTHING: Counts = { support: 0, predicted: 0, correct: 0 };

function toInterval(documents: readonly Counts[], draws: readonly Uint32Array[]): Interval | undefined {
  const holding = documents.filter((document) => document.support + document.predicted > 0);
  if (holding.length < 2) return undefined;
  const scores: number[] = [];
  for (const draw of draws) {
    const drawn = sum(Array.from(draw, (document) => documents[document] ?? NOTHING));
    if (drawn.support + drawn.predicted > 0) scores.push(f1Of(drawn));
  }
  scores.sort((a, b) => a - b);
  return [quantile(scores, LOW), quantile(scores, 1 - LOW)];
}

function sum(counts: readonly Counts[]): Counts {
  let [support, predicted, correct] = [0, 0, 0];
  for (const each of counts) {
    support += each.support;
    predicted += each.predicted;
    correct += each.correct;
  }
  return { support, predicted, correct };
}

/** Between the two nearest values, as numpy's `percentile` does. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** `[resample][draw]` → index of a document. */
function drawDocuments(count: number): Uint32Array[] {
  const random = openRandom(SEED);
  return Array.from({ length: RESAMPLES }, () =>
    Uint32Array.from({ length: count }, () => Math.floor(random() * count)),
  );
}

/** Numbers in 0..1 (1 excluded), the same for the same seed. Source: Tommy Ettinger's mulberry32. */
function openRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
