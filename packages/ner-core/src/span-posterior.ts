import type { LabelScheme } from './label-scheme.ts';
import type { EntityType } from './mention.ts';

/** How probable mentions are, given a whole sequence of words: the share that the label sequences with exactly this mention
 *  have among all legal ones (forward–backward, transitions cost nothing or are forbidden). */
export interface SpanPosterior {
  /** Words so far. */
  readonly words: number;
  /** The next word. @param emissions `[state]` log-probabilities. */
  push(emissions: Float64Array): void;
  /** Probability (0..1) that the words `[first, end)` are one mention of `type`. Looks at the words after it that have
   *  been pushed, at most {@link LOOKAHEAD_WORDS}. */
  probability(span: { readonly first: number; readonly end: number; readonly type: EntityType }): number;
  /** Drops words that no later question needs: those before `word`, less one. */
  forget(word: number): void;
}

/** What comes later than this changes a probability by no more than the chance of one mention that long. */
export const LOOKAHEAD_WORDS = 32;

/** No state is impossible by itself, so that a sequence whose every word breaks a rule still has a most probable reading. */
const LEAST_PROBABILITY = 1e-12;

/** Opens a sequence. Source: Rabiner, "A Tutorial on Hidden Markov Models", 1989, section III.A, with scaling (V.A). */
export function openSpanPosterior({ states, predecessors, initial }: LabelScheme): SpanPosterior {
  const width = states.length;
  let dropped = 0;
  let emitted: Float64Array[] = []; // [word][state] → probability
  let forward: Float64Array[] = []; // [word][state] → probability of the state, given the words up to it
  let totals: number[] = []; // [word] → what the forward probabilities were divided by

  /** Of states that may follow any other, whatever came before is reached from. */
  const follows = predecessors.map((from) => (from.length === width ? undefined : from));

  const at = <T>(list: readonly T[], word: number): T | undefined => list[word - dropped];

  /** The part of `before`'s probability from which `state` may follow; of the very first word, all of it or nothing. */
  const reach = (before: Float64Array | undefined, state: number): number => {
    if (before === undefined) return initial[state] ? 1 : 0;
    let sum = 0;
    const from = follows[state];
    if (from === undefined) return 1;
    for (const each of from) sum += before[each] ?? 0;
    return sum;
  };

  /** `[state]` → likelihood of the words from `word` on, if `word` has that state; up to one factor. */
  const backward = (word: number): Float64Array => {
    let later: Float64Array | undefined;
    for (let current = Math.min(dropped + emitted.length, word + LOOKAHEAD_WORDS) - 1; current >= word; current--) {
      const values = at(emitted, current)?.slice() ?? new Float64Array(width);
      if (later !== undefined) {
        const next = later;
        const sums = new Float64Array(width);
        predecessors.forEach((from, state) => {
          for (const before of from) sums[before] = (sums[before] ?? 0) + (next[state] ?? 0);
        });
        const highest = Math.max(...sums);
        for (let state = 0; state < width; state++)
          values[state] = ((values[state] ?? 0) * (sums[state] ?? 0)) / highest;
      }
      later = values;
    }
    return later ?? new Float64Array(width).fill(1);
  };

  return {
    get words() {
      return dropped + emitted.length;
    },
    push(emissions) {
      const before = forward.at(-1);
      const probabilities = emissions.map((value) => Math.max(Math.exp(value), LEAST_PROBABILITY));
      const reached = probabilities.map((value, state) => value * reach(before, state));
      const total = reached.reduce((sum, value) => sum + value, 0);
      emitted.push(probabilities);
      forward.push(reached.map((value) => value / total));
      totals.push(total);
    },
    probability({ first, end, type }) {
      const ofType = states.flatMap((state, index) => (state.kind !== 'O' && state.type === type ? [index] : []));
      const inside = ofType.find((index) => states[index]?.kind === 'I');
      const before = at(forward, first - 1);
      let mass = 0;
      for (const state of ofType) {
        let opening = reach(before, state);
        // an I after a word of its type goes on with that mention
        if (state === inside) for (const each of ofType) opening -= before?.[each] ?? 0;
        mass += ((at(emitted, first)?.[state] ?? 0) * Math.max(0, opening)) / (at(totals, first) ?? 1);
      }
      for (let word = first + 1; word < end; word++) {
        mass *= (at(emitted, word)?.[inside ?? -1] ?? 0) / (at(totals, word) ?? 1);
      }
      if (end >= dropped + emitted.length) return Math.min(1, mass);
      const after = backward(end);
      const last = at(forward, end - 1);
      let going = 0;
      let all = 0;
      after.forEach((likelihood, state) => {
        all += likelihood * reach(last, state);
        if (state !== inside && ofType.some((each) => predecessors[state]?.includes(each))) going += likelihood;
      });
      return Math.min(1, (mass * going) / all);
    },
    forget(word) {
      const count = Math.min(word - 1 - dropped, emitted.length);
      if (count <= 0) return;
      dropped += count;
      emitted = emitted.slice(count);
      forward = forward.slice(count);
      totals = totals.slice(count);
    },
  };
}
