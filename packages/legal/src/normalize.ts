import { normalizeDate } from './date.ts';
import { foldedKey, tidy } from './fold.ts';
import { normalizeLaw } from './law.ts';
import type { NormalizedEntity } from './normalized-entity.ts';
import { normalizeOrganization } from './organization.ts';
import { normalizePerson } from './person.ts';
import { normalizePrecedent } from './precedent.ts';

/** Grows whenever a rule changes what it yields, so that stored entities can be normalized again. */
export const NORMALIZER_VERSION = 1;

/** Longer mentions are wrong ones: their beginning says what they are. In UTF-16 units. */
const LONGEST_TEXT = 2_000;

const RULES: Readonly<Record<string, (text: string) => NormalizedEntity>> = {
  PESSOA: normalizePerson,
  ORGANIZACAO: normalizeOrganization,
  TEMPO: normalizeDate,
  LEGISLACAO: normalizeLaw,
  JURISPRUDENCIA: normalizePrecedent,
};

/** What a mention of this entity type refers to. Pure; time linear in the text.
 *  @param type an entity type of LeNER-Br; of another one, the folded text is the key
 *  @returns at least one entity, the first is the main one; keys and names are never empty. */
export function normalize(type: string, text: string): NormalizedEntity[] {
  const start = text.slice(0, LONGEST_TEXT);
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  const entity = rule?.(start) ?? { key: foldedKey(tidy(start)), name: tidy(start), rule: 'folded', attributes: {} };
  return [entity.name === '' || entity.key === '' ? { ...entity, ...unnamed(start) } : entity];
}

function unnamed(text: string): { key: string; name: string } {
  return { key: foldedKey(text), name: text.trim() || '—' };
}
