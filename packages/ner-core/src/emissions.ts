import type { LabelScheme } from './label-scheme.ts';

/** Log-probabilities of a word's states from its logits: log-softmax over the labels, labels of one state added up.
 *  @param logits `[label]`
 *  @param into `[state]`, written from `offset` on
 *  @throws {RangeError} when a logit is not a finite number. */
export function writeEmissions(scheme: LabelScheme, logits: Float32Array, into: Float64Array, offset = 0): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > highest) highest = logit;
  let total = 0;
  for (let state = 0; state < scheme.states.length; state++) into[offset + state] = 0;
  for (let label = 0; label < scheme.labels; label++) {
    const weight = Math.exp((logits[label] ?? Number.NaN) - highest);
    const at = offset + (scheme.stateOfLabel[label] ?? 0);
    into[at] = (into[at] ?? 0) + weight;
    total += weight;
  }
  if (!Number.isFinite(total)) throw new RangeError('the model gave a logit that is not a finite number');
  const logTotal = Math.log(total);
  for (let state = 0; state < scheme.states.length; state++) {
    // A weight of exactly 0 has underflowed (a logit 745 below the highest): as good as impossible, but comparable.
    into[offset + state] = Math.max(Math.log(into[offset + state] ?? 0) - logTotal, LEAST);
  }
}

const LEAST = -1000;
