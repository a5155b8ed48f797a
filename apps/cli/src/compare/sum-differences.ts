import type { DifferenceCount } from '@acervo/db';
import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';

/** How two models compare in one type. `relabelled` and `moved` are under A's type. */
export interface TypeComparison {
  /** Mentions that both have: same span, same type. */
  readonly alike: number;
  readonly removed: number;
  readonly added: number;
  readonly relabelled: number;
  readonly moved: number;
  /** All mentions of each model. */
  readonly mentionsA: number;
  readonly mentionsB: number;
}

/** The differences of all compared documents in numbers. */
export interface DifferenceSums {
  readonly byType: Readonly<Partial<Record<EntityType, TypeComparison>>>;
  readonly total: TypeComparison;
  /** F1 of either model measured against the other one: 2 × alike / all mentions of both; null where there are none. */
  readonly agreement: number | null;
  /** Relabelled and moved mentions whose type changed, the most frequent change first. */
  readonly typeChanges: readonly { readonly typeA: EntityType; readonly typeB: EntityType; readonly count: number }[];
}

/** Adds up counts of any number of documents. */
export function openDifferenceSums(): { add(counts: readonly DifferenceCount[]): void; sums(): DifferenceSums } {
  const counted = new Map<string, DifferenceCount>();
  return {
    add(counts) {
      for (const { count, ...what } of counts) {
        const key = `${what.kind} ${what.typeA} ${what.typeB}`;
        counted.set(key, { ...what, count: count + (counted.get(key)?.count ?? 0) });
      }
    },
    sums: () => sumUp([...counted.values()]),
  };
}

function sumUp(counts: readonly DifferenceCount[]): DifferenceSums {
  const byType = Object.fromEntries(
    ENTITY_TYPES.map((type) => [type, compareType(counts, (each) => each === type)] as const).filter(
      ([, { mentionsA, mentionsB }]) => mentionsA + mentionsB > 0,
    ),
  );
  const total = compareType(counts, (type) => type !== null);
  const all = total.mentionsA + total.mentionsB;
  const typeChanges = ENTITY_TYPES.flatMap((typeA) =>
    ENTITY_TYPES.filter((typeB) => typeB !== typeA).map((typeB) => ({
      typeA,
      typeB,
      count: sum(counts, (each) => each.typeA === typeA && each.typeB === typeB),
    })),
  )
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return { byType, total, agreement: all === 0 ? null : (2 * total.alike) / all, typeChanges };
}

function compareType(counts: readonly DifferenceCount[], isType: (type: EntityType | null) => boolean): TypeComparison {
  const ofKind = (kind: DifferenceCount['kind'], side: 'typeA' | 'typeB' = 'typeA') =>
    sum(counts, (each) => each.kind === kind && isType(each[side]));
  const differences = {
    removed: ofKind('removed'),
    added: ofKind('added', 'typeB'),
    relabelled: ofKind('relabelled'),
    moved: ofKind('moved'),
  };
  const mentionsA = ofKind('mentions');
  const mentionsB = ofKind('mentions', 'typeB');
  const alike = mentionsA - differences.removed - differences.relabelled - differences.moved;
  return { alike, ...differences, mentionsA, mentionsB };
}

function sum(counts: readonly DifferenceCount[], isCounted: (each: DifferenceCount) => boolean): number {
  return counts.reduce((all, each) => (isCounted(each) ? all + each.count : all), 0);
}
