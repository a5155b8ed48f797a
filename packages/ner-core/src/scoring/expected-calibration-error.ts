import type { Outcome } from './fit-calibration.ts';

/** How far scores are from the share that is right, 0..1: outcomes are sorted by score and cut into `bins` of equal number (up to
 *  one); of each the distance between mean score and share of correct ones, averaged by size. 0 without outcomes. A perfect
 *  model's is above 0 too, by chance, the more the fewer outcomes a bin has.
 *  Source: Nguyen & O'Connor, "Posterior calibration and exploratory analysis for NLP models", EMNLP 2015 (bins of equal mass). */
export function expectedCalibrationError(outcomes: readonly Outcome[], bins = 15): number {
  const sorted = outcomes.toSorted((a, b) => a.score - b.score);
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const [from, to] = [bin, bin + 1].map((each) => Math.floor((each * sorted.length) / bins));
    let difference = 0;
    for (const { score, correct } of sorted.slice(from, to)) difference += score - (correct ? 1 : 0);
    error += Math.abs(difference);
  }
  return sorted.length === 0 ? 0 : error / sorted.length;
}
