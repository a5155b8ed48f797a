import { spanKey, type TypedSpan } from './entity-scores.ts';

/** Kinds of {@link Disagreement}. */
export const DISAGREEMENT_KINDS = ['missed', 'spurious', 'wrong-type', 'wrong-boundary'] as const;

/** One thing that gold data and prediction see differently:
 *  - `wrong-type`: the same span, another type;
 *  - `wrong-boundary`: the same type, spans that overlap (for single labels: `B-` against `I-`);
 *  - `missed`: a gold entity that is neither of these; `spurious`: a predicted one. */
export type Disagreement =
  | { readonly kind: 'missed'; readonly gold: TypedSpan }
  | { readonly kind: 'spurious'; readonly predicted: TypedSpan }
  | { readonly kind: 'wrong-type' | 'wrong-boundary'; readonly gold: TypedSpan; readonly predicted: TypedSpan };

/** Everything that keeps one document from being perfect, by place. Each gold and each predicted entity that is not right
 *  is in exactly one disagreement: where one overlaps several, the first of them is its partner and the others are missed
 *  or spurious.
 *  @param gold disjoint, as are `predicted`; both ascending, in the same unit. */
export function findDisagreements(gold: readonly TypedSpan[], predicted: readonly TypedSpan[]): Disagreement[] {
  const missing = without(gold, predicted);
  const wrong = without(predicted, gold);
  const paired = new Set<TypedSpan>();
  let from = 0;
  const found = missing.map((entity): Disagreement => {
    while ((wrong[from]?.end ?? Infinity) <= entity.start) from += 1;
    for (let at = from; at < wrong.length; at += 1) {
      const candidate = wrong[at];
      if (candidate === undefined || candidate.start >= entity.end) break;
      const kind = paired.has(candidate) ? undefined : compare(entity, candidate);
      if (kind === undefined) continue;
      paired.add(candidate);
      return { kind, gold: entity, predicted: candidate };
    }
    return { kind: 'missed', gold: entity };
  });
  for (const entity of wrong) if (!paired.has(entity)) found.push({ kind: 'spurious', predicted: entity });
  return found.sort((a, b) => placeOf(a) - placeOf(b));
}

function without(spans: readonly TypedSpan[], others: readonly TypedSpan[]): TypedSpan[] {
  const keys = new Set(others.map(spanKey));
  return spans.filter((span) => !keys.has(spanKey(span)));
}

/** What is wrong between two spans that overlap and are not the same. */
function compare(gold: TypedSpan, predicted: TypedSpan): 'wrong-type' | 'wrong-boundary' | undefined {
  if (gold.type === predicted.type) return 'wrong-boundary';
  return gold.start === predicted.start && gold.end === predicted.end ? 'wrong-type' : undefined;
}

function placeOf(disagreement: Disagreement): number {
  return disagreement.kind === 'spurious' ? disagreement.predicted.start : disagreement.gold.start;
}
