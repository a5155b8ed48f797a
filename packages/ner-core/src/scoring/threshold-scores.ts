import { type EntityScores, type Score, scoreMatches } from './entity-scores.ts';
import type { Outcome } from './fit-calibration.ts';

/** A predicted mention with its type. */
export interface TypedOutcome extends Outcome {
  readonly type: string;
}

/** Scores of the mentions that a threshold keeps. */
export interface KeptScore extends Score {
  /** Share of the predicted mentions that are kept, 0..1; 0 where none was predicted. */
  readonly coverage: number;
}

/** What is left when mentions scored below `threshold` are dropped. */
export interface ThresholdScores {
  readonly threshold: number;
  readonly micro: KeptScore;
  readonly byType: Readonly<Record<string, KeptScore>>;
}

/** The thresholds that are tried: 0.3, 0.35 … 0.95. */
export const THRESHOLDS: readonly number[] = Array.from({ length: 14 }, (_, step) => (30 + 5 * step) / 100);

/** Precision, recall and coverage by threshold, one row each, as the thresholds are given.
 *  @param support how many entities of each type gold data has. */
export function thresholdScores(
  outcomes: readonly TypedOutcome[],
  support: ReadonlyMap<string, number>,
  thresholds: readonly number[] = THRESHOLDS,
): ThresholdScores[] {
  const all = scoreAbove(outcomes, support, 0);
  const withCoverage = (score: Score, predicted: number): KeptScore => ({
    ...score,
    coverage: predicted === 0 ? 0 : score.predicted / predicted,
  });
  return thresholds.map((threshold) => {
    const { micro, byType } = scoreAbove(outcomes, support, threshold);
    return {
      threshold,
      micro: withCoverage(micro, all.micro.predicted),
      byType: Object.fromEntries(
        Object.entries(byType).map(([type, score]) => [type, withCoverage(score, all.byType[type]?.predicted ?? 0)]),
      ),
    };
  });
}

/** The precision that a default threshold must reach; see {@link chooseThresholds}. */
export const TARGET_PRECISION = 0.85;
/** Fewer mentions than this say too little about a precision. */
const LEAST_KEPT = 30;

/** Default thresholds by type: 0 (everything) or the lowest of {@link THRESHOLDS} at which {@link TARGET_PRECISION} of at least
 *  30 kept mentions are right. A type that reaches it nowhere has none: nothing is hidden without evidence. */
export function chooseThresholds(outcomes: readonly TypedOutcome[]): Record<string, number> {
  const byType = Map.groupBy(outcomes, ({ type }) => type);
  const chosen: Record<string, number> = {};
  for (const [type, mentions] of [...byType].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const enough = [0, ...THRESHOLDS].find((threshold) => {
      const kept = mentions.filter(({ score }) => score >= threshold);
      const correct = kept.filter((mention) => mention.correct).length;
      return kept.length >= LEAST_KEPT && correct >= TARGET_PRECISION * kept.length;
    });
    if (enough !== undefined) chosen[type] = enough;
  }
  return chosen;
}

function scoreAbove(
  outcomes: readonly TypedOutcome[],
  support: ReadonlyMap<string, number>,
  threshold: number,
): EntityScores {
  const types = new Set([...support.keys(), ...outcomes.map(({ type }) => type)]);
  const kept = outcomes.filter(({ score }) => score >= threshold);
  const counted = [...types].map((type) => {
    const ofType = kept.filter((each) => each.type === type);
    const correct = ofType.filter((each) => each.correct).length;
    return [type, { support: support.get(type) ?? 0, predicted: ofType.length, correct }] as const;
  });
  return scoreMatches([new Map(counted)]);
}
