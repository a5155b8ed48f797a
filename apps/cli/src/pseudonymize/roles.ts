import { findRole } from '@acervo/legal';

/** Roles whose names `--keep` leaves as they are. */
export const ROLES = ['judge', 'lawyer', 'prosecutor'] as const;
export type Role = (typeof ROLES)[number];

/** The words by which people name roles, folded, in both languages. */
export const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  judge: ['judge', 'juiz', 'juiza', 'magistrado'],
  lawyer: ['lawyer', 'advogado', 'advogada'],
  prosecutor: ['prosecutor', 'promotor', 'promotora', 'procurador', 'procuradora'],
};

/** What `mentions.role` says of them. */
const MEANT: Readonly<Record<Role, readonly string[]>> = {
  judge: ['juiz', 'relator', 'redator', 'revisor'],
  lawyer: ['advogado', 'defensor'],
  prosecutor: ['ministerio-publico', 'procurador'],
};

/** Whether the text says that the name at `[start, end)` belongs to somebody in one of the roles: by the rule that
 *  `mentions.role` comes from, which holds for signatures that no model has marked, too. */
export function hasRole(text: string, start: number, end: number, roles: readonly Role[]): boolean {
  const role = findRole(text, start, end);
  return role !== undefined && roles.some((each) => MEANT[each].includes(role));
}
