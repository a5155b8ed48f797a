import type { RoleInCase } from '@acervo/db';
import { ROLE_WORDS } from '@acervo/legal';
import { folded } from './folded.ts';
import type { Language } from './language.ts';

/** What somebody is in a case, with a lawyer's registration; undefined where the text says nothing. */
export function describeRole({ role, registration }: RoleInCase, language: Language): string | undefined {
  if (role === null) return undefined;
  const word = ROLE_WORDS[role]?.[language] ?? role;
  return registration === null ? word : `${word}, ${registration}`;
}

/** The role that a word of either language names (`judge`, `juíza`, `ministério público`), as `mentions.role` has it. */
export function findRole(word: string): string | undefined {
  const asked = plain(word);
  return Object.entries(ROLE_WORDS).find(([role, { en, pt }]) =>
    [role, en, pt.replace('(a)', ''), pt.replace(/o?\(a\)/, 'a')].some((known) => plain(known) === asked),
  )?.[0];
}

/** The roles in words of a language, for who has to choose one. */
export function listRoles(language: Language): string {
  return Object.values(ROLE_WORDS)
    .map((words) => words[language].replace('(a)', ''))
    .join(', ');
}

/** A role as it is compared: `Ministério Público` is `ministerio-publico`. */
const plain = (role: string) => folded(role).replaceAll('-', ' ').trim();
