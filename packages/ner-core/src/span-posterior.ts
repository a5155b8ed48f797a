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
  /** Begins another sequence, whose first word is word 0. */
  clear(): void;
}

/** What comes later than this changes a probability by no more than the chance of one mention that long. */
export const LOOKAHEAD_WORDS = 32;

/** No state is impossible by itself, so that a sequence whose every word breaks a rule still has a most probable reading. */
const LEAST_PROBABILITY = 1e-12;
const INITIAL_WORDS = 256;

/** Opens a sequence. Source: Rabiner, "A Tutorial on Hidden Markov Models", 1989, section III.A, with scaling (V.A).
 *  Most states may follow any other; only the few that may not cost more than one step a word. */
export function openSpanPosterior(scheme: LabelScheme): SpanPosterior {
  const { initial, predecessors } = scheme;
  const width = scheme.states.length;
  /** The states that may not follow any other, with those that they may follow. */
  const bound = predecessors.flatMap((from, state) => (from.length === width ? [] : [{ state, from }]));
  const free = predecessors.flatMap((from, state) => (from.length === width ? [state] : []));
  const rolesOf = new Map<EntityType, TypeRoles>();
  let capacity = INITIAL_WORDS;
  let emitted = new Float64Array(capacity * width); // [word, state] → probability
  let forward = new Float64Array(capacity * width); // [word, state] → probability of the state, given the words up to it
  let totals = new Float64Array(capacity); // [word] → what the forward probabilities were divided by
  let dropped = 0;
  let kept = 0;
  const reached = new Float64Array(width);
  const later = new Float64Array(width);
  const sums = new Float64Array(width);

  const grow = (): void => {
    capacity *= 2;
    emitted = copied(emitted, capacity * width);
    forward = copied(forward, capacity * width);
    totals = copied(totals, capacity);
  };

  /** Fills `reached`: of each state, the part of the word before (`row`, -1 for none) from which it may follow. */
  const reach = (row: number): void => {
    for (let state = 0; state < width; state++) reached[state] = row >= 0 || initial[state] ? 1 : 0;
    if (row < 0) return;
    for (const { state, from } of bound) {
      let sum = 0;
      for (const before of from) sum += forward[row * width + before] ?? 0;
      reached[state] = sum;
    }
  };

  /** Fills `later`: of each state, the likelihood of the words from `row` on if that word has it; up to one factor. */
  const backward = (row: number): void => {
    const last = Math.min(kept, row + LOOKAHEAD_WORDS) - 1;
    for (let state = 0; state < width; state++) later[state] = emitted[last * width + state] ?? 0;
    for (let current = last - 1; current >= row; current--) {
      let anyway = 0;
      for (const state of free) anyway += later[state] ?? 0;
      sums.fill(anyway);
      for (const { state, from } of bound) {
        for (const before of from) sums[before] = (sums[before] ?? 0) + (later[state] ?? 0);
      }
      let highest = 0;
      for (const sum of sums) if (sum > highest) highest = sum;
      for (let state = 0; state < width; state++) {
        later[state] = ((emitted[current * width + state] ?? 0) * (sums[state] ?? 0)) / highest;
      }
    }
  };

  const roles = (type: EntityType): TypeRoles => {
    const known = rolesOf.get(type);
    if (known !== undefined) return known;
    const made = typeRoles(scheme, type);
    rolesOf.set(type, made);
    return made;
  };

  return {
    get words() {
      return dropped + kept;
    },
    push(emissions) {
      if (kept === capacity) grow();
      reach(kept - 1);
      const row = kept * width;
      let total = 0;
      for (let state = 0; state < width; state++) {
        const probability = Math.max(Math.exp(emissions[state] ?? 0), LEAST_PROBABILITY);
        emitted[row + state] = probability;
        forward[row + state] = probability * (reached[state] ?? 0);
        total += forward[row + state] ?? 0;
      }
      for (let state = 0; state < width; state++) forward[row + state] = (forward[row + state] ?? 0) / total;
      totals[kept++] = total;
    },
    probability({ first, end, type }) {
      const { ofType, inside, afterwards } = roles(type);
      const row = first - dropped;
      const endRow = end - dropped;
      reach(row - 1);
      let mass = 0;
      for (const state of ofType) {
        let opening = reached[state] ?? 0;
        // an I after a word of its type goes on with that mention
        if (state === inside && row > 0) for (const each of ofType) opening -= forward[(row - 1) * width + each] ?? 0;
        mass += ((emitted[row * width + state] ?? 0) * Math.max(0, opening)) / (totals[row] ?? 1);
      }
      for (let word = row + 1; word < endRow; word++) {
        mass *= inside === undefined ? 0 : (emitted[word * width + inside] ?? 0) / (totals[word] ?? 1);
      }
      if (endRow >= kept) return Math.min(1, mass);
      backward(endRow);
      reach(endRow - 1);
      let all = 0;
      for (let state = 0; state < width; state++) all += (later[state] ?? 0) * (reached[state] ?? 0);
      let going = 0;
      for (const state of afterwards) going += later[state] ?? 0;
      return Math.min(1, (mass * going) / all);
    },
    forget(word) {
      const count = Math.min(word - 1 - dropped, kept);
      if (count <= 0) return;
      emitted.copyWithin(0, count * width, kept * width);
      forward.copyWithin(0, count * width, kept * width);
      totals.copyWithin(0, count, kept);
      dropped += count;
      kept -= count;
    },
    clear() {
      dropped = 0;
      kept = 0;
    },
  };
}

/** What the states are to mentions of one type. */
interface TypeRoles {
  /** Those of the type. */
  readonly ofType: readonly number[];
  /** The one that goes on with a mention. */
  readonly inside: number | undefined;
  /** Those that may follow its last word and don't go on with it. */
  readonly afterwards: readonly number[];
}

function typeRoles({ states, predecessors }: LabelScheme, type: EntityType): TypeRoles {
  const ofType = states.flatMap((state, index) => (state.kind !== 'O' && state.type === type ? [index] : []));
  const inside = ofType.find((index) => states[index]?.kind === 'I');
  const afterwards = predecessors.flatMap((from, state) =>
    state !== inside && ofType.some((each) => from.includes(each)) ? [state] : [],
  );
  return { ofType, inside, afterwards };
}

function copied(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}
