import { findNumbers } from '@acervo/legal';
import { FAMILY_NAMES, GIVEN_NAMES, MONTHS, rareWord } from './words.ts';

/** An entity of the invented archive, as it is stored and as texts name it. */
export interface WorldEntity {
  readonly typeId: number;
  readonly key: string;
  readonly name: string;
  readonly rule: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** Entities of a type: how many there are, their share of all mentions, and the one of a rank (0: named most). */
export interface WorldType {
  readonly typeId: number;
  readonly share: number;
  readonly count: number;
  readonly entity: (rank: number) => WorldEntity;
  readonly written: (rank: number, provision: number) => string;
}

/** Provisions that each law has. */
export const PROVISIONS = 8;

/** The laws that are cited most are those of the samples, with an article of each; so are some other entities at the ranks
 *  given here. The queries of docs/sql.md find them in both. */
const KNOWN_LAWS = [
  ['constituicao:1988-10-05;1988', 'Constituição Federal', 5],
  ['lei:2015-03-16;13105', 'Código de Processo Civil de 2015 (Lei 13.105/2015)', 85],
  ['lei:2002-01-10;10406', 'Código Civil (Lei 10.406/2002)', 186],
  ['lei:1990-09-11;8078', 'Código de Defesa do Consumidor (Lei 8.078/1990)', 14],
  ['lei:1974-12-19;6194', 'Lei 6.194/1974', 5],
] as const;
const KNOWN_ORGANIZATION = { rank: 0, name: 'Supremo Tribunal Federal', key: 'stf' };
const KNOWN_PERSON = { rank: 50, name: 'Clotário Sertório Jequitimar' };
const KNOWN_RAPPORTEUR = { rank: 60, name: 'Eleutério Quaresmeira Camboatá' };
const KNOWN_PLACE = { rank: 20, name: 'Vila Bambual' };
const KNOWN_PRECEDENT = { rank: 1, name: 'Súmula 297 do STJ', key: 'sumula:stj:297' };
const DAY_MS = 86_400_000;

/** The world of an archive of so many documents. Shares, numbers of distinct entities and lengths follow the 50 annotated
 *  documents of LeNER-Br train, read by `packages/legal`: 3,231 distinct entities in 9,894 mentions, growing with about the
 *  0.7th power of the mentions. */
export function openWorld(documents: number): { types: readonly WorldType[] } {
  // for 300,000 documents with 33 mentions each: half a million entities
  const grown = (count: number) => Math.max(20, Math.round(count * (documents / 300_000) ** 0.7));
  const laws = grown(10_000);
  const law: WorldType = {
    typeId: 5,
    share: 0.19,
    count: laws,
    entity: (rank) => {
      const { name, key, year } = lawOf(rank);
      return { typeId: 5, key: `urn:lex:br:federal:${key}`, name, rule: 'law-number', attributes: { year } };
    },
    written: (rank, provision) => {
      const { name } = lawOf(rank);
      return provision < 0 ? name : `art. ${article(rank, provision)} da ${name}`;
    },
  };
  const types: WorldType[] = [
    named(1, 0.24, grown(60_000), organization, 'folded'),
    named(2, 0.16, grown(200_000), person, 'folded'),
    {
      typeId: 3,
      share: 0.14,
      count: grown(15_000),
      entity: (rank) => ({
        typeId: 3,
        key: dayOf(rank),
        name: dayOf(rank),
        rule: 'date',
        attributes: { precision: 'day' },
      }),
      written: (rank) => longDate(dayOf(rank)),
    },
    named(4, 0.06, grown(8_000), place, 'folded'),
    law,
    {
      typeId: 6,
      share: 0.21,
      count: grown(120_000),
      entity: (rank) => precedent(rank, documents),
      written: (rank) => precedent(rank, documents).name,
    },
  ];
  return { types };
}

/** What rules find in every document, and in every third. */
export const AMOUNT: WorldType = foundByRule(
  10,
  50_000,
  (rank) => `R$ ${dotted(100 + ((rank * 7_919) % 900_000))},${10 + (rank % 90)}`,
);
export const CPF: WorldType = foundByRule(7, 90_000, cpf);

function foundByRule(typeId: number, count: number, written: (rank: number) => string): WorldType {
  return {
    typeId,
    share: 0,
    count,
    entity: (rank) => {
      const [found] = findNumbers(written(rank));
      if (found === undefined) throw new Error('no rule finds it');
      return { ...found.entity, typeId };
    },
    written,
  };
}

/** With check digits that agree, but for every tenth. */
function cpf(rank: number): string {
  const digits = [...String(100_000_000 + rank * 8_317)].map(Number);
  for (const _ of [1, 2]) {
    const sum = digits.reduce((total, digit, at) => total + digit * (digits.length + 1 - at), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  if (rank % 10 === 9) digits.push((Number(digits.pop()) + 1) % 10);
  return digits.join('').replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4');
}

/** The article of a law's provision. */
export function provisionOf(rank: number, provision: number, law: WorldEntity): WorldEntity {
  const number = article(rank, provision);
  return {
    ...law,
    key: `${law.key}!art${number}`,
    name: `art. ${number}, ${law.name}`,
    rule: 'law-number-provision',
    attributes: { ...law.attributes, fragment: `art${number}`, article: String(number) },
  };
}

/** The unified number of a document's own case, with right check digits (Resolução CNJ 65/2008). */
export function caseOf(document: number): { number: string; year: number; court: number } {
  const year = 2000 + (document % 24);
  const court = 1 + (document % 27);
  const sequence = String(document).padStart(7, '0');
  const rest = `${year}8${String(court).padStart(2, '0')}0001`;
  const check = 98 - Number(BigInt(`${sequence}${rest}00`) % 97n);
  const number = `${sequence}-${String(check).padStart(2, '0')}.${year}.8.${String(court).padStart(2, '0')}.0001`;
  return { number, year, court };
}

function named(
  typeId: number,
  share: number,
  count: number,
  nameOf: (rank: number) => string,
  rule: string,
): WorldType {
  return {
    typeId,
    share,
    count,
    entity: (rank) => {
      const name = nameOf(rank);
      const known = name === KNOWN_ORGANIZATION.name ? KNOWN_ORGANIZATION.key : undefined;
      return { typeId, key: known ?? folded(name), name, rule, attributes: {} };
    },
    written: nameOf,
  };
}

function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function person(rank: number): string {
  for (const known of [KNOWN_PERSON, KNOWN_RAPPORTEUR]) if (rank === known.rank) return known.name;
  const [given, families] = [GIVEN_NAMES.length, FAMILY_NAMES.length];
  const names = given * families * families;
  const mixed = (rank * 40_507) % names; // neighbouring ranks share nothing
  const first = GIVEN_NAMES[mixed % given];
  const middle = FAMILY_NAMES[Math.floor(mixed / given) % families];
  const last = FAMILY_NAMES[Math.floor(mixed / given / families)];
  return `${first} ${middle} ${last}${rank < names ? '' : ` ${capital(rareWord(rank))}`}`;
}

const ORGANIZATIONS = 'Banco,Companhia,Instituto,Associação,Sindicato dos,Município de,Transportes,Construtora'.split(
  ',',
);
const PLACES = 'Nova,Santa,São,Porto,Vila,Serra do,Campo,Rio'.split(',');

function organization(rank: number): string {
  if (rank === KNOWN_ORGANIZATION.rank) return KNOWN_ORGANIZATION.name;
  return `${ORGANIZATIONS[rank % ORGANIZATIONS.length]} ${capital(rareWord(100_000 + rank))}`;
}

function place(rank: number): string {
  if (rank === KNOWN_PLACE.rank) return KNOWN_PLACE.name;
  return `${PLACES[rank % PLACES.length]} ${capital(rareWord(1_000_000 + rank))}`;
}

/** The document whose case a precedent of an even rank is. */
export function documentOfPrecedent(rank: number, documents: number): number {
  return 1 + (((rank / 2) * 7_919) % documents);
}

/** Every other one is the case of a document of the archive. */
function precedent(rank: number, documents: number): WorldEntity {
  if (rank % 2 === 0 && rank / 2 < documents) {
    const { number } = caseOf(documentOfPrecedent(rank, documents));
    return { typeId: 6, key: `cnj:${number}`, name: number, rule: 'cnj', attributes: { number, valid: true } };
  }
  if (rank === KNOWN_PRECEDENT.rank) {
    const { name, key } = KNOWN_PRECEDENT;
    return { typeId: 6, key, name, rule: 'sumula', attributes: { number: '297', court: 'stj' } };
  }
  const number = 100_000 + rank;
  return {
    typeId: 6,
    key: `stj:resp:${number}`,
    name: `REsp ${dotted(number)}`,
    rule: 'class-number',
    attributes: { class: 'resp', court: 'stj', number: String(number) },
  };
}

function lawOf(rank: number): { name: string; key: string; year: number } {
  const known = KNOWN_LAWS[rank];
  const number = 20_000 + rank;
  const date = isoDay(rank - 7_000);
  const [key, name] = known ?? [`lei:${date};${number}`, `Lei ${dotted(number)}/${date.slice(0, 4)}`];
  return { name, key, year: Number(/\d{4}/.exec(key)?.[0]) };
}

function article(rank: number, provision: number): number {
  const known = provision === 0 ? KNOWN_LAWS[rank]?.[2] : undefined;
  return known ?? 1 + ((rank * 31 + provision * 17 + 90) % 400);
}

function dayOf(rank: number): string {
  return isoDay((rank * 7_907) % 20_000);
}

/** The day so many days after (or before) 1 January 1990. */
export function isoDay(days: number): string {
  return new Date(Date.UTC(1990, 0, 1) + days * DAY_MS).toISOString().slice(0, 10);
}

function longDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${Number(day)} de ${MONTHS[Number(month) - 1]} de ${year}`;
}

function dotted(number: number): string {
  return number < 1_000 ? String(number) : `${Math.floor(number / 1_000)}.${String(number % 1_000).padStart(3, '0')}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
