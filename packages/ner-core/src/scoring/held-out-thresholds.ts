import { calibrate } from '../calibration.ts';
import { fitCalibration } from './fit-calibration.ts';
import { chooseThresholds, type TypedOutcome } from './threshold-scores.ts';

/** What one type's thresholds keep of documents that they were not chosen on. */
export interface HeldOut {
  readonly kept: number;
  /** Share of the kept ones that is right, 0..1; 0 where none was kept. */
  readonly precision: number;
}

/** How {@link chooseThresholds} does on documents that it has not seen, by type: for each fold, calibration and thresholds come
 *  from the other folds, and what they keep of this one is counted. Undefined where there are not two folds.
 *  @param plain not calibrated; `fold` is the same for a document and its copies. */
export function heldOutThresholds(
  plain: readonly (TypedOutcome & { readonly fold: string })[],
): Record<string, HeldOut> | undefined {
  const folds = Map.groupBy(plain, ({ fold }) => fold);
  if (folds.size < 2) return undefined;
  const kept = [...folds].flatMap(([fold, held]) => {
    const others = plain.filter((each) => each.fold !== fold);
    const calibration = fitCalibration(others);
    const scored = (outcomes: readonly TypedOutcome[]) =>
      outcomes.map((each) => ({ ...each, score: calibrate(each.score, calibration) }));
    const thresholds = chooseThresholds(scored(others));
    return scored(held).filter(({ type, score }) => score >= (thresholds[type] ?? 0));
  });
  const types = [...new Set(plain.map(({ type }) => type))].sort();
  return Object.fromEntries(
    types.map((type) => {
      const ofType = kept.filter((each) => each.type === type);
      const correct = ofType.filter((each) => each.correct).length;
      return [type, { kept: ofType.length, precision: ofType.length === 0 ? 0 : correct / ofType.length }];
    }),
  );
}
