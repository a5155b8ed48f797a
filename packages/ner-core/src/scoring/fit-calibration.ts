import { type Calibration, calibrate, logistic, logOdds } from '../calibration.ts';

/** A predicted mention: how sure the model was, 0..1, and whether gold data has it, span and type. */
export interface Outcome {
  readonly score: number;
  readonly correct: boolean;
}

/** So small that it decides only where the data doesn't: outcomes that are all right, all wrong, or split by their scores. */
const RIDGE = 1e-3;
const MAX_STEPS = 100;
const SMALLEST_STEP = 1e-10;

/** The calibration under which the outcomes are most likely: logistic regression on the scores' log-odds, by Newton's method.
 *  Its slope can be 0 or less where scores say nothing. Without outcomes it is 0 and 0.
 *  Source: scikit-learn's `LogisticRegression(C=1000, fit_intercept=False)` on `[log-odds, 1]`, compared in the tests. */
export function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  const points = outcomes.map(({ score, correct }) => ({ x: logOdds(score), y: correct ? 1 : 0 }));
  let at: Calibration = { slope: 1, intercept: 0 };
  for (let step = 0; step < MAX_STEPS; step++) {
    const direction = newtonStep(points, at);
    const before = loss(points, at);
    let share = 1;
    let next = move(at, direction, share);
    // far from the best place the whole step can lead past it
    while (loss(points, next) > before && share > SMALLEST_STEP) {
      share /= 2;
      next = move(at, direction, share);
    }
    if (share <= SMALLEST_STEP) break;
    at = next;
    if (Math.hypot(direction.slope, direction.intercept) < SMALLEST_STEP) break;
  }
  return at;
}

/** Every outcome as a calibration scores it that was fitted on the other folds only: what calibration gives on documents that
 *  it has not seen. Undefined where there are not two folds.
 *  @param outcomes `fold` is the same for outcomes that must not be told apart: one document's, and those of its copies. */
export function crossFit(outcomes: readonly (Outcome & { readonly fold: string })[]): Outcome[] | undefined {
  const folds = Map.groupBy(outcomes, ({ fold }) => fold);
  if (folds.size < 2) return undefined;
  return [...folds].flatMap(([fold, held]) => {
    const calibration = fitCalibration(outcomes.filter((each) => each.fold !== fold));
    return held.map(({ score, correct }) => ({ score: calibrate(score, calibration), correct }));
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is made as small as possible: minus the log-likelihood, plus the ridge. */
function loss(points: readonly Point[], { slope, intercept }: Calibration): number {
  let sum = (RIDGE / 2) * (slope ** 2 + intercept ** 2);
  for (const { x, y } of points) {
    const value = (slope * x + intercept) * (y === 1 ? -1 : 1);
    sum += value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
  }
  return sum;
}

function newtonStep(points: readonly Point[], { slope, intercept }: Calibration): Calibration {
  let [gradientSlope, gradientIntercept] = [RIDGE * slope, RIDGE * intercept];
  let [xx, x1, one] = [RIDGE, 0, RIDGE];
  for (const { x, y } of points) {
    const probability = logistic(slope * x + intercept);
    const weight = probability * (1 - probability);
    gradientSlope += (probability - y) * x;
    gradientIntercept += probability - y;
    xx += weight * x * x;
    x1 += weight * x;
    one += weight;
  }
  const determinant = xx * one - x1 * x1;
  return {
    slope: -(one * gradientSlope - x1 * gradientIntercept) / determinant,
    intercept: -(xx * gradientIntercept - x1 * gradientSlope) / determinant,
  };
}

function move(from: Calibration, direction: Calibration, share: number): Calibration {
  return {
    slope: from.slope + share * direction.slope,
    intercept: from.intercept + share * direction.intercept,
  };
}
