import { ROLE_WORDS } from '@acervo/legal';
import { isEntityType } from '@acervo/ner-core';
import { ARCHIVE_MESSAGES } from './messages/archive.ts';
import { COMMON_MESSAGES } from './messages/common.ts';
import { DOCUMENT_MESSAGES } from './messages/document.ts';
import { ENTITY_MESSAGES } from './messages/entity.ts';
import { ERROR_MESSAGES } from './messages/errors.ts';
import { SEARCH_MESSAGES } from './messages/search.ts';
import { TRY_MESSAGES } from './messages/try.ts';
import type { Language } from './pair.ts';

/** Everything the pages say, apart from the hints of failure codes (packages/runtime). */
const CATALOGUE = {
  ...COMMON_MESSAGES,
  ...ERROR_MESSAGES,
  ...DOCUMENT_MESSAGES,
  ...ENTITY_MESSAGES,
  ...ARCHIVE_MESSAGES,
  ...SEARCH_MESSAGES,
  ...TRY_MESSAGES,
} as const;

type Catalogue = typeof CATALOGUE;

/** The messages of one language, by name. */
export type Messages = { readonly [Name in keyof Catalogue]: Catalogue[Name]['pt'] };

/** The messages of a language. */
export function messagesIn(language: Language): Messages {
  const entries = Object.entries(CATALOGUE).map(([name, pair]) => [name, pair[language]]);
  return Object.fromEntries(entries) as Messages; // the shape is that of CATALOGUE, name by name
}

/** The word for what somebody is in a case. */
export function roleName(language: Language, role: string): string {
  return ROLE_WORDS[role]?.[language] ?? role;
}

const RULE_TYPES = ['CPF', 'CNPJ', 'OAB', 'DINHEIRO', 'EMAIL'] as const;

/** The word for an entity type; what users' rules find is called by its type's name. */
export function typeName(say: Messages, type: string): string {
  const rule = RULE_TYPES.find((each) => each === type);
  if (rule !== undefined) return say[rule];
  return isEntityType(type) ? say[type] : type;
}
