/** A half-open stretch of a text in UTF-16. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Stretches joined where they overlap, each question answered in logarithmic time. */
export interface SpanSet {
  /** Whether any of the stretches overlaps with this one. */
  overlaps(span: Stretch): boolean;
  /** Whether this one lies within what the stretches cover without a gap. */
  covers(span: Stretch): boolean;
}

export function spanSet(spans: readonly Stretch[]): SpanSet {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  /** The first joined stretch that ends behind `offset`. */
  const endingAfter = (offset: number) => {
    let [low, high] = [0, joined.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((joined[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return joined[low];
  };
  return {
    overlaps: ({ start, end }) => (endingAfter(start)?.start ?? Infinity) < end,
    covers({ start, end }) {
      const around = endingAfter(start);
      return around !== undefined && around.start <= start && end <= around.end;
    },
  };
}
