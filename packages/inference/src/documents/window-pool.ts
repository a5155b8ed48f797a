/** Windows of all documents in flight that wait for a call of the graph. */
export interface WindowPool<T> {
  readonly size: number;
  /** @param length tokens, special tokens included. */
  add(length: number, item: T): void;
  /** Removes and returns the next batch: the window that waited longest, and those nearest to its length,
   *  as long as the padded batch has at most `batchTokens` and at most {@link MAX_PADDING} of it is padding. */
  take(batchTokens: number): T[];
  /** Drops what no longer matters. */
  drop(condition: (item: T) => boolean): void;
}

/** The share of padding in a batch that is never passed. */
export const MAX_PADDING = 0.08;

interface Waiting<T> {
  readonly length: number;
  readonly item: T;
}

/** Opens an empty pool. The oldest window always goes first, so no document starves; its batch mates are those of similar
 *  length, so little is padded. */
export function openWindowPool<T>(): WindowPool<T> {
  let waiting: Waiting<T>[] = [];
  return {
    get size() {
      return waiting.length;
    },
    add(length, item) {
      waiting.push({ length, item });
    },
    take(batchTokens) {
      const [oldest] = waiting;
      if (oldest === undefined) return [];
      const batch = new Set(chooseMates(oldest, waiting, batchTokens));
      waiting = waiting.filter((each) => !batch.has(each));
      return [...batch].map((each) => each.item);
    },
    drop(condition) {
      waiting = waiting.filter((each) => !condition(each.item));
    },
  };
}

function chooseMates<T>(oldest: Waiting<T>, waiting: readonly Waiting<T>[], batchTokens: number): Waiting<T>[] {
  const byDistance = waiting.toSorted(
    (a, b) => Math.abs(a.length - oldest.length) - Math.abs(b.length - oldest.length),
  );
  const chosen = [oldest];
  let longest = oldest.length;
  let sum = oldest.length;
  for (const each of byDistance) {
    if (each === oldest) continue;
    const padded = Math.max(longest, each.length) * (chosen.length + 1);
    if (padded > batchTokens || 1 - (sum + each.length) / padded > MAX_PADDING) break;
    chosen.push(each);
    longest = Math.max(longest, each.length);
    sum += each.length;
  }
  return chosen;
}
