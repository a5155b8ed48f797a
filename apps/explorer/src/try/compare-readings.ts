import type { Mention } from '@acervo/ner-core';

/** What one model says of a stretch of text and the other does not: `removed`: only the first names it, `added`: only the
 *  second; `relabelled`: the same span, another type; `moved`: spans that overlap. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'relabelled' | 'moved';
  readonly a?: Mention;
  readonly b?: Mention;
}

/** Where two readings of one text differ, by place: the definition of the database's `mention_diff`, which a test compares
 *  with this one. What both name alike is left out; of the rest, spans that overlap become pairs, one to one, the largest
 *  overlap first, among equals one of the same type, then the earlier one.
 *  @param a disjoint, as are `b`; both ascending. */
export function compareReadings(a: readonly Mention[], b: readonly Mention[]): Difference[] {
  const onlyA = without(a, b);
  const onlyB = without(b, a);
  const partners = new Map<Mention, Mention>();
  for (const { left, right } of overlaps(onlyA, onlyB).sort(firstPair)) {
    if (partners.has(left) || partners.has(right)) continue;
    partners.set(left, right).set(right, left);
  }
  const differences = onlyA.map((left): Difference => {
    const right = partners.get(left);
    if (right === undefined) return { kind: 'removed', a: left };
    const isSameSpan = left.start === right.start && left.end === right.end;
    return { kind: isSameSpan ? 'relabelled' : 'moved', a: left, b: right };
  });
  for (const right of onlyB) if (!partners.has(right)) differences.push({ kind: 'added', b: right });
  return differences.sort((x, y) => placeOf(x) - placeOf(y));
}

interface Overlap {
  readonly left: Mention;
  readonly right: Mention;
  readonly shared: number;
}

function overlaps(a: readonly Mention[], b: readonly Mention[]): Overlap[] {
  const found: Overlap[] = [];
  let from = 0;
  for (const left of a) {
    while ((b[from]?.end ?? Infinity) <= left.start) from += 1;
    for (let at = from; at < b.length; at += 1) {
      const right = b[at];
      if (right === undefined || right.start >= left.end) break;
      found.push({ left, right, shared: Math.min(left.end, right.end) - Math.max(left.start, right.start) });
    }
  }
  return found;
}

function firstPair(x: Overlap, y: Overlap): number {
  const isSameType = ({ left, right }: Overlap) => Number(left.type === right.type);
  return (
    y.shared - x.shared || isSameType(y) - isSameType(x) || x.left.start - y.left.start || x.right.start - y.right.start
  );
}

function without(mentions: readonly Mention[], others: readonly Mention[]): Mention[] {
  const key = ({ start, end, type }: Mention) => `${start} ${end} ${type}`;
  const keys = new Set(others.map(key));
  return mentions.filter((mention) => !keys.has(key(mention)));
}

function placeOf({ a, b }: Difference): number {
  return Math.min(a?.start ?? Infinity, b?.start ?? Infinity);
}
