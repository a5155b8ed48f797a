import type { NormalizedEntity } from '../normalized-entity.ts';
import { CPF } from '../numbers/cpf.ts';
import { OAB } from '../numbers/oab.ts';
import { normalizePerson } from '../people/person.ts';
import { findRole } from '../people/roles.ts';
import type { DocumentMention, NormalizedMention } from './document.ts';

/** Characters after a name in which its registration may stand. */
const AFTER = 48;
const PARTICLES = new Set(['de', 'da', 'do', 'das', 'dos', 'e']);

/** People read in their document: initials joined with the one name of the document that they fit, roles from the words
 *  before the name, and identity where a CPF or an OAB registration follows it (a second entity; names alone never are
 *  one).
 *  @param mentions of people, in the order of the text */
export function* resolvePeople(
  text: string,
  mentions: readonly DocumentMention[],
): Generator<void, NormalizedMention[]> {
  const names = new Map<string, Map<string, NormalizedEntity>>();
  const people: NormalizedEntity[] = [];
  for (const mention of mentions) {
    const person = normalizePerson(mention.text);
    people.push(person);
    const words = significant(person.key);
    if (!words.some((word) => word.length === 1)) {
      const signature = signatureOf(words);
      names.set(signature, (names.get(signature) ?? new Map()).set(person.key, person));
    }
    yield;
  }
  const results: NormalizedMention[] = [];
  for (const [index, mention] of mentions.entries()) {
    const written = people[index] ?? normalizePerson(mention.text);
    const person = withoutInitials(written, names) ?? written;
    const after = text.slice(mention.end, mention.end + AFTER);
    const number = identityAfter(after, person.name);
    const role = number?.rule === 'person-oab' ? 'advogado' : findRole(text, mention.start, mention.end);
    results.push({
      entities: number === undefined ? [person] : [person, number],
      ...(role === undefined ? {} : { role }),
    });
    yield;
  }
  return results;
}

/** `J. S. Souza` is the document's `João da Silva Souza`, if it has no other name with these letters. */
function withoutInitials(
  person: NormalizedEntity,
  names: ReadonlyMap<string, ReadonlyMap<string, NormalizedEntity>>,
): NormalizedEntity | undefined {
  const words = significant(person.key);
  if (words.length < 2 || !words.some((word) => word.length === 1)) return undefined;
  const fitting = [...(names.get(signatureOf(words))?.values() ?? [])].filter(({ key }) => {
    const full = significant(key);
    return words.every((word, index) => word.length === 1 || word === full[index]);
  });
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? { ...only, rule: 'person-initials' } : undefined;
}

function significant(key: string): string[] {
  return key.split(' ').filter((word) => word !== '' && !PARTICLES.has(word));
}

function signatureOf(words: readonly string[]): string {
  return words.map(([letter = '']) => letter).join('');
}

/** The person that a CPF or an OAB registration right after the name identifies. */
function identityAfter(after: string, name: string): NormalizedEntity | undefined {
  for (const { pattern, read } of [CPF, OAB]) {
    const match = new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(after);
    if (
      match === null ||
      !/^[\s,;:(–-]{0,4}(?:inscrit[oa] n[oa] |portador[a]? do |CPF|OAB|n[º°.o]|MF|sob|o|\/|\s|:){0,12}$/i.test(
        after.slice(0, match.index),
      )
    )
      continue;
    const entity = read(match);
    if (entity !== undefined && entity.attributes['valid'] !== false)
      return { ...entity, name, rule: `person-${entity.rule}` };
  }
  return undefined;
}
