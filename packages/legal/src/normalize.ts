import { normalizeCase } from './cases/case.ts';
import { normalizeDate } from './dates/date.ts';
import { foldedKey, tidy } from './fold.ts';
import { normalizeLaw } from './laws/law.ts';
import { neverEmpty } from './never-empty.ts';
import type { NormalizedEntity } from './normalized-entity.ts';
import { normalizeOrganization } from './organizations/organization.ts';
import { normalizePerson } from './people/person.ts';
import { normalizePlace } from './places/place.ts';

/** Grows whenever a rule changes what it yields, so that stored entities can be normalized again. */
export const NORMALIZER_VERSION = 5;

/** Longer mentions are wrong ones: their beginning says what they are. In UTF-16 units. */
const LONGEST_TEXT = 2_000;

const RULES: Readonly<Record<string, (text: string) => NormalizedEntity[]>> = {
  PESSOA: (text) => [normalizePerson(text)],
  ORGANIZACAO: (text) => [normalizeOrganization(text)],
  LOCAL: (text) => [normalizePlace(text)],
  TEMPO: normalizeDate,
  LEGISLACAO: normalizeLaw,
  JURISPRUDENCIA: normalizeCase,
};

/** The entity types that models recognize. */
export const MODEL_TYPES: readonly string[] = Object.keys(RULES);

/** What a mention of this entity type refers to, as far as its text alone says. Pure; time linear in the text.
 *  @param type an entity type of LeNER-Br; of another one, the folded text is the key
 *  @returns at least one entity, the first is the main one; keys and names are never empty. */
export function normalize(type: string, text: string): NormalizedEntity[] {
  const start = text.slice(0, LONGEST_TEXT);
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  const entities = rule?.(start) ?? [
    { key: foldedKey(tidy(start)), name: tidy(start), rule: 'folded', attributes: {} },
  ];
  return entities.map((entity) => neverEmpty(entity, start));
}
