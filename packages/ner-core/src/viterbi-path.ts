import type { LabelScheme } from './label-scheme.ts';
import type { Path } from './path.ts';

const CHECK_AFTER_WORDS = 64;

/** The most probable legal sequence of states (Viterbi, transitions cost nothing or are forbidden), identical to that
 *  of the whole document at once: choices come out as soon as all paths still alive agree on them, so that what waits
 *  does not grow with the document.
 *  Source: online Viterbi by path convergence, Šrámek, Brejová, Vinař, "On-line Viterbi Algorithm for Analysis of Long
 *  Biological Sequences", WABI 2007. */
export function openViterbiPath(scheme: LabelScheme): Path {
  const width = scheme.states.length;
  let capacity = 2 * CHECK_AFTER_WORDS;
  let came = new Uint8Array(capacity * width); // [word, state] → best state before it
  let scores = new Float64Array(width);
  let next = new Float64Array(width);
  let waiting = 0;
  let started = false;
  let checkAt = CHECK_AFTER_WORDS;

  const release = (words: number, lastState: number): number[] => {
    const choices: number[] = new Array(words);
    let state = lastState;
    for (let word = words - 1; word >= 0; word--) {
      choices[word] = state;
      state = came[word * width + state] ?? 0;
    }
    came.copyWithin(0, words * width, waiting * width);
    waiting -= words;
    return choices;
  };

  return {
    push(emissions) {
      if (waiting === capacity) {
        capacity *= 2;
        const larger = new Uint8Array(capacity * width);
        larger.set(came);
        came = larger;
      }
      const row = waiting * width;
      for (let state = 0; state < width; state++) {
        let best = 0;
        let bestScore = Number.NEGATIVE_INFINITY;
        if (!started) {
          if (scheme.initial[state]) bestScore = 0;
        } else {
          for (const before of scheme.predecessors[state] ?? []) {
            const score = scores[before] ?? 0;
            if (score > bestScore) {
              bestScore = score;
              best = before;
            }
          }
        }
        came[row + state] = best;
        next[state] = bestScore + (emissions[state] ?? 0);
      }
      [scores, next] = [next, scores];
      started = true;
      waiting++;
      if (waiting < checkAt) return [];
      const agreed = agreement(came, scores, waiting, width);
      const choices = agreed === undefined ? [] : release(agreed.words, agreed.state);
      checkAt = Math.max(CHECK_AFTER_WORDS, 2 * waiting);
      return choices;
    },
    finish() {
      let best = 0;
      for (let state = 1; state < width; state++) if ((scores[state] ?? 0) > (scores[best] ?? 0)) best = state;
      const choices = waiting === 0 ? [] : release(waiting, best);
      started = false;
      checkAt = CHECK_AFTER_WORDS;
      return choices;
    },
  };
}

/** The longest prefix of the waiting words on which all paths alive agree, and its last state. */
function agreement(
  came: Uint8Array,
  scores: Float64Array,
  waiting: number,
  width: number,
): { words: number; state: number } | undefined {
  let alive = new Set<number>();
  scores.forEach((score, state) => {
    if (score > Number.NEGATIVE_INFINITY) alive.add(state);
  });
  for (let word = waiting - 1; word >= 0; word--) {
    if (alive.size === 1) for (const state of alive) return { words: word + 1, state };
    const before = new Set<number>();
    for (const state of alive) before.add(came[word * width + state] ?? 0);
    alive = before;
  }
  return undefined;
}
