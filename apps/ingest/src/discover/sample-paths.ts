import { hash } from 'node:crypto';

/** The `size` paths whose hashes with the seed are smallest: the same sample whatever the order in which they are offered,
 *  in memory bounded by the sample, and a larger sample of the same seed contains the smaller one. */
export function openSample(size: number, seed: number): { offer(path: string): void; paths(): string[] } {
  const kept: { rank: string; path: string }[] = [];
  return {
    offer(path) {
      const rank = hash('sha256', `${seed}\n${path}`);
      const last = kept.at(-1);
      if (size === 0 || (kept.length === size && last !== undefined && rank >= last.rank)) return;
      kept.splice(findPlace(kept, rank), 0, { rank, path });
      if (kept.length > size) kept.pop();
    },
    paths: () => kept.map(({ path }) => path),
  };
}

function findPlace(kept: readonly { rank: string }[], rank: string): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.rank ?? '') < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
