/** Pairs of equal words that stand in the same order in both lists, as many as possible (longest common subsequence).
 *  @returns for each word of `truth` the index of its partner in `found`, or -1. */
export function alignWords(truth: readonly string[], found: readonly string[]): Int32Array {
  const partners = new Int32Array(truth.length).fill(-1);
  let head = 0;
  while (head < truth.length && head < found.length && truth[head] === found[head]) partners[head] = head++;
  let tail = 0;
  const [lastTrue, lastFound] = [truth.length - 1, found.length - 1];
  while (lastTrue - tail >= head && lastFound - tail >= head && truth[lastTrue - tail] === found[lastFound - tail]) {
    partners[lastTrue - tail] = lastFound - tail;
    tail++;
  }
  const rows = truth.length - head - tail;
  const columns = found.length - head - tail;
  // lengths of the best subsequence of what follows, row by row; the steps taken are kept for the way back
  const steps = new Uint8Array(rows * columns);
  let below = new Int32Array(columns + 1);
  for (let row = rows - 1; row >= 0; row--) {
    const here = new Int32Array(columns + 1);
    for (let column = columns - 1; column >= 0; column--) {
      const [down = 0, right = 0] = [below[column], here[column + 1]];
      if (truth[head + row] === found[head + column]) {
        here[column] = 1 + (below[column + 1] ?? 0);
        steps[row * columns + column] = 1;
      } else {
        here[column] = Math.max(down, right);
        steps[row * columns + column] = down >= right ? 2 : 3;
      }
    }
    below = here;
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const step = steps[row * columns + column];
    if (step === 1) partners[head + row++] = head + column++;
    else if (step === 2) row++;
    else column++;
  }
  return partners;
}

/** Words with how often they stand there. */
export function countWords(words: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many words two bags share. */
export function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [word, count] of a) sum += Math.min(count, b.get(word) ?? 0);
  return sum;
}

/** What `a` has more of than `b`. */
export function without(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> {
  const rest = new Map<string, number>();
  for (const [word, count] of a) if (count > (b.get(word) ?? 0)) rest.set(word, count - (b.get(word) ?? 0));
  return rest;
}

/** The white-space separated words of a text, NFC. */
export function splitWords(text: string): string[] {
  return text.normalize('NFC').split(/\s+/u).filter(Boolean);
}
