import { finish } from '../finish.ts';
import { neverEmpty } from '../never-empty.ts';
import { normalize } from '../normalize.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import type { Document, DocumentMention, NormalizedMention } from './document.ts';
import { resolveCases } from './resolve-cases.ts';
import { findLastDay, resolveDates } from './resolve-dates.ts';
import { resolveLaws } from './resolve-laws.ts';
import { resolvePeople } from './resolve-people.ts';

/** Longer mentions are wrong ones, which their beginning identifies. In UTF-16 units. */
const LONGEST_TEXT = 2_000;

/** What the mentions of a document refer to, read together with its text: dates that follow laws, lists, antecedents, cases under two notations,
 *  initials and roles of people. Pure; time linear in the mentions.
 *  @returns one for each mention, in order; its first entity is the main one */
export function normalizeDocument(document: Document): NormalizedMention[] {
  return finish(normalizeInSteps(document));
}

/** {@link normalizeDocument} for who must not be kept long: yields after every small piece of work. */
export function* normalizeInSteps({ text, mentions, facts = {} }: Document): Generator<void, NormalizedMention[]> {
  const byType = new Map<string, { mentions: DocumentMention[]; places: number[] }>();
  for (const [place, mention] of mentions.entries()) {
    const its = byType.get(mention.type) ?? { mentions: [], places: [] };
    its.mentions.push(
      mention.text.length > LONGEST_TEXT ? { ...mention, text: mention.text.slice(0, LONGEST_TEXT) } : mention,
    );
    its.places.push(place);
    byType.set(mention.type, its);
  }
  const dates = byType.get('TEMPO')?.mentions ?? [];
  const judgedOn = facts.judgedOn ?? findLastDay(text, dates);
  const dated = judgedOn === undefined ? facts : { ...facts, judgedOn };
  const results: NormalizedMention[] = mentions.map(() => ({ entities: [] }));
  for (const [type, { mentions: its, places }] of byType) {
    const resolved = yield* resolve(type, text, its, dated);
    for (const [order, place] of places.entries()) {
      const { entities, ...rest } = resolved[order] ?? { entities: [] };
      results[place] = { entities: entities.map((entity) => neverEmpty(entity, its[order]?.text ?? '')), ...rest };
    }
  }
  return results;
}

function* resolve(
  type: string,
  text: string,
  mentions: readonly DocumentMention[],
  facts: NonNullable<Document['facts']>,
): Generator<void, NormalizedMention[]> {
  if (type === 'PESSOA') return yield* resolvePeople(text, mentions);
  if (type === 'LEGISLACAO') return named(yield* resolveLaws(text, mentions, facts));
  if (type === 'JURISPRUDENCIA') return named(yield* resolveCases(text, mentions, facts));
  if (type === 'TEMPO') return named(resolveDates(text, mentions));
  const entities: NormalizedEntity[][] = [];
  for (const mention of mentions) {
    entities.push(normalize(type, mention.text));
    yield;
  }
  return named(entities);
}

function named(entities: readonly NormalizedEntity[][]): NormalizedMention[] {
  return entities.map((its) => ({ entities: its }));
}
