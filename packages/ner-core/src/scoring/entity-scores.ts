import type { Span } from '../mention.ts';

/** A span with its type; offsets in any unit, the same for gold and prediction (words, UTF-16, code points). */
export interface TypedSpan extends Span {
  readonly type: string;
  /** Where single labels are scored (protocol `token`): whether it is a `B-`, which must be equal as well. */
  readonly begins?: boolean;
}

/** Precision, recall and F1 in 0..1 (0 where nothing was predicted or nothing is there), with the counts behind. */
export interface Score extends MatchCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What {@link entityScores} gives. */
export interface EntityScores {
  /** Over all types together. */
  readonly micro: Score;
  /** By type, sorted by name; types in either side. */
  readonly byType: Readonly<Record<string, Score>>;
}

/** What scores are made of. */
export interface MatchCounts {
  /** Entities in the gold data. */
  readonly support: number;
  /** Entities predicted. */
  readonly predicted: number;
  /** Entities in both. */
  readonly correct: number;
}

/** One document's counts, by type. */
export type DocumentMatches = ReadonlyMap<string, MatchCounts>;

/** Scores predictions as the field does (CoNLL-2003's rule): an entity counts only with exactly the right span and the
 *  right type. An entity given twice for one document counts once.
 *  @param gold `[document][entity]`
 *  @param predicted `[document][entity]`, the same documents in the same order
 *  @throws {RangeError} when the numbers of documents differ. */
export function entityScores(
  gold: readonly (readonly TypedSpan[])[],
  predicted: readonly (readonly TypedSpan[])[],
): EntityScores {
  if (gold.length !== predicted.length)
    throw new RangeError(`${gold.length} documents with gold entities, ${predicted.length} with predicted ones`);
  return scoreMatches(gold.map((entities, document) => countMatches(entities, predicted[document] ?? [])));
}

/** Counts one document; see {@link entityScores} for the rule. */
export function countMatches(gold: readonly TypedSpan[], predicted: readonly TypedSpan[]): DocumentMatches {
  const counts = new Map<string, Writable<MatchCounts>>();
  const expected = distinct(gold);
  for (const { type } of expected.values()) countsOf(counts, type).support += 1;
  for (const [key, { type }] of distinct(predicted)) {
    countsOf(counts, type).predicted += 1;
    if (expected.has(key)) countsOf(counts, type).correct += 1;
  }
  return counts;
}

/** Adds up documents and scores the sums.
 *  @param documents `[document]` */
export function scoreMatches(documents: readonly DocumentMatches[]): EntityScores {
  const counts = new Map<string, Writable<MatchCounts>>();
  for (const document of documents) for (const [type, each] of document) add(countsOf(counts, type), each);
  const total = { support: 0, predicted: 0, correct: 0 };
  for (const each of counts.values()) add(total, each);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { micro: toScore(total), byType: Object.fromEntries(sorted.map(([type, each]) => [type, toScore(each)])) };
}

/** What says that two spans are the same. */
export function spanKey({ start, end, type, begins }: TypedSpan): string {
  return `${start} ${end} ${type} ${begins ?? ''}`;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

function distinct(entities: readonly TypedSpan[]): Map<string, TypedSpan> {
  return new Map(entities.map((entity) => [spanKey(entity), entity]));
}

function countsOf(counts: Map<string, Writable<MatchCounts>>, type: string): Writable<MatchCounts> {
  const known = counts.get(type) ?? { support: 0, predicted: 0, correct: 0 };
  counts.set(type, known);
  return known;
}

function add(sum: Writable<MatchCounts>, each: MatchCounts): void {
  sum.support += each.support;
  sum.predicted += each.predicted;
  sum.correct += each.correct;
}

function toScore({ support, predicted, correct }: MatchCounts): Score {
  const precision = predicted === 0 ? 0 : correct / predicted;
  const recall = support === 0 ? 0 : correct / support;
  return { precision, recall, f1: f1Of({ support, predicted, correct }), support, predicted, correct };
}

/** F1 in 0..1; 0 where nothing is right. */
export function f1Of({ support, predicted, correct }: MatchCounts): number {
  return correct === 0 ? 0 : (2 * correct) / (support + predicted);
}
