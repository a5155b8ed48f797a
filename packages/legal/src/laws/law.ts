import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { type Act, urnOf } from './act.ts';
import { nameOfAct, nameOfProvision } from './law-names.ts';
import { fragmentOf } from './provision.ts';
import { type LawReading, readLaw } from './read-law.ts';

/** A mention of legislation: LexML URNs down to the item (Projeto LexML, "Parte 2 – LexML URN"), one for each provision; an act
 *  named as a whole is one. Nothing known: the folded text. */
export function normalizeLaw(text: string): NormalizedEntity[] {
  return lawEntities(readLaw(text), text);
}

/** The entities of what was read of a mention, after the document has had its say. */
export function lawEntities(readings: readonly LawReading[], text: string): NormalizedEntity[] {
  const entities = readings.flatMap((reading) =>
    reading.bare && reading.act === undefined ? [] : entitiesOf(reading),
  );
  if (entities.length === 0) return [unknownLaw(text)];
  const wholes = new Set(entities.map(({ within }) => within?.key)); // a law beside its own articles says nothing more
  return [...new Map(entities.map((entity) => [entity.key, entity])).values()].filter(({ key }) => !wholes.has(key));
}

/** A mention that no rule reads, by its folded text. */
function unknownLaw(text: string): NormalizedEntity {
  const name = tidy(text);
  return { key: `text:${fold(name) || foldedKey(name)}`, name, rule: 'law-text', attributes: {} };
}

function entitiesOf({ act, refersTo, provisions }: LawReading): NormalizedEntity[] {
  const law = act === undefined ? undefined : actEntity(act, refersTo !== undefined);
  if (law !== undefined && provisions.length === 0) return [law];
  return provisions.map((provision) => {
    const fragment = fragmentOf(provision);
    const name = nameOfProvision(provision);
    const article = provision.find(({ level }) => level === 'art')?.value;
    const attributes = { ...law?.attributes, fragment, ...(article === undefined ? {} : { article }) };
    if (law === undefined)
      return {
        key: `urn:lex:br!${fragment}`,
        name: `${name} (norma não identificada)`,
        rule: 'law-provision-alone',
        attributes,
      };
    return {
      key: `${law.key}!${fragment}`,
      name: `${name}, ${law.name}`,
      rule: `${law.rule}-provision`,
      attributes,
      within: law,
    };
  });
}

function actEntity(act: Act, pointed: boolean): NormalizedEntity {
  const { kind, number, year, date, authority } = act;
  return {
    key: urnOf(act),
    name: nameOfAct(act),
    rule: pointed ? 'law-reference' : act.name === undefined ? 'law-number' : 'law-name',
    attributes: {
      kind,
      ...(authority === '' ? {} : { authority }),
      ...(number === undefined ? {} : { number }),
      ...(year === undefined ? {} : { year }),
      ...(date === undefined ? {} : { date }),
    },
  };
}
