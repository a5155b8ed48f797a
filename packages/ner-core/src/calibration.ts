/** How a model's own probabilities become shares that are right: `σ(slope · logit(p) + intercept)`; slope 1 and intercept 0
 *  change nothing.
 *  Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999, on the log-odds. */
export interface Calibration {
  /** Above 0, so that a higher probability stays a higher score. */
  readonly slope: number;
  readonly intercept: number;
}

/** Scores end here: PostgreSQL's `real` knows no smaller ones that matter. */
export const LEAST_SCORE = 1e-6;

/** The calibrated score, {@link LEAST_SCORE} to 1. @param probability 0..1 */
export function calibrate(probability: number, { slope, intercept }: Calibration): number {
  return Math.max(LEAST_SCORE, logistic(slope * logOdds(probability) + intercept));
}

/** `log(p / (1 - p))`, finite: what is nearer to 0 or 1 than {@link LEAST_SCORE} counts as that near. */
export function logOdds(probability: number): number {
  const inside = Math.min(1 - LEAST_SCORE, Math.max(LEAST_SCORE, probability));
  return Math.log(inside / (1 - inside));
}

/** σ, the inverse of {@link logOdds}. */
export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
