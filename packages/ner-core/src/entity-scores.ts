import type { Span } from './mention.ts';

/** A span with its type; offsets in any unit, the same for gold and prediction (words, UTF-16, code points). */
export interface TypedSpan extends Span {
  readonly type: string;
}

/** Precision, recall and F1 in 0..1 (0 where nothing was predicted or nothing is there), with the counts behind. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Entities in the gold data. */
  readonly support: number;
  /** Entities predicted. */
  readonly predicted: number;
  /** Entities in both. */
  readonly correct: number;
}

export interface EntityScores {
  /** Over all types together. */
  readonly micro: Score;
  /** By type, sorted by name; types in either side. */
  readonly byType: Readonly<Record<string, Score>>;
}

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
  const counts = new Map<string, Counts>();
  const countsOf = (type: string): Counts => {
    const known = counts.get(type) ?? { support: 0, predicted: 0, correct: 0 };
    counts.set(type, known);
    return known;
  };
  gold.forEach((entities, document) => {
    const expected = distinct(entities);
    for (const { type } of expected.values()) countsOf(type).support++;
    for (const [key, { type }] of distinct(predicted[document] ?? [])) {
      countsOf(type).predicted++;
      if (expected.has(key)) countsOf(type).correct++;
    }
  });
  const total: Counts = { support: 0, predicted: 0, correct: 0 };
  for (const each of counts.values()) {
    total.support += each.support;
    total.predicted += each.predicted;
    total.correct += each.correct;
  }
  const types = [...counts.keys()].sort();
  return { micro: toScore(total), byType: Object.fromEntries(types.map((type) => [type, toScore(countsOf(type))])) };
}

interface Counts {
  support: number;
  predicted: number;
  correct: number;
}

function distinct(entities: readonly TypedSpan[]): Map<string, TypedSpan> {
  return new Map(entities.map((entity) => [`${entity.start} ${entity.end} ${entity.type}`, entity]));
}

function toScore({ support, predicted, correct }: Counts): Score {
  const precision = predicted === 0 ? 0 : correct / predicted;
  const recall = support === 0 ? 0 : correct / support;
  const f1 = correct === 0 ? 0 : (2 * correct) / (support + predicted);
  return { precision, recall, f1, support, predicted, correct };
}
