import { type Db, listEntityTypes } from '@acervo/db';
import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import { folded } from './folded.ts';
import type { Language } from './language.ts';

/** The words people use for entity types, folded (lower case, no accents), in both languages, and LeNER-Br's own names. */
const WORDS: Readonly<Record<EntityType, readonly string[]>> = {
  ORGANIZACAO: ['organization', 'organizations', 'organisation', 'org', 'organizacao', 'organizacoes'],
  PESSOA: ['person', 'persons', 'people', 'name', 'pessoa', 'pessoas', 'nome'],
  TEMPO: ['date', 'dates', 'time', 'data', 'datas', 'tempo'],
  LOCAL: ['place', 'places', 'location', 'local', 'locais', 'lugar'],
  LEGISLACAO: ['law', 'laws', 'statute', 'legislation', 'lei', 'leis', 'legislacao'],
  JURISPRUDENCIA: ['precedent', 'precedents', 'case', 'cases', 'jurisprudencia', 'precedente', 'precedentes'],
};
const RULE_WORDS: Readonly<Record<string, string>> = {
  money: 'DINHEIRO',
  amount: 'DINHEIRO',
  valor: 'DINHEIRO',
  'e-mail': 'EMAIL',
};
/** The rules' types that are words, not abbreviations. */
const RULE_NAMES: Readonly<Record<string, string>> = { dinheiro: 'DINHEIRO', email: 'EMAIL' };
const ANY = ['any', 'all', 'qualquer', 'todos', 'tudo'];

/** What stands in help texts and messages: one word for each type in each language. */
export const TYPE_WORDS = {
  en: ['person', 'law', 'organization', 'place', 'date', 'precedent', 'any', 'cpf', 'cnpj', 'oab', 'money', 'email'],
  pt: [
    'pessoa',
    'lei',
    'organização',
    'local',
    'data',
    'jurisprudência',
    'qualquer',
    'cpf',
    'cnpj',
    'oab',
    'dinheiro',
    'email',
  ],
} as const;

/** The type that a word names: also one that rules find, as the archive calls it (`cpf`, `OAB`, `PROCESSO_SEI`). `any`
 *  for all of them, undefined where it names none. */
export async function findStoredType(db: Db, word: string): Promise<string | undefined> {
  const type = findType(word);
  if (type !== undefined) return type;
  const name = RULE_WORDS[word.toLowerCase()] ?? word.toUpperCase();
  return (await listEntityTypes(db)).find((stored) => stored.name === name)?.name;
}

/** The entity type of models that a word names, `any` for all of them, undefined where it names none. */
export function findType(word: string): EntityType | 'any' | undefined {
  const asked = folded(word);
  if (ANY.includes(asked)) return 'any';
  return ENTITY_TYPES.find((type) => WORDS[type].includes(asked));
}

/** The word for a type that a person reads in a summary; abbreviations and types of a user's own rules stay as they are. */
export function typeWord(type: string, language: Language): string {
  const at = TYPE_WORDS.pt.findIndex((word) => (findType(word) ?? RULE_NAMES[word]) === type);
  return TYPE_WORDS[language][at] ?? type;
}
