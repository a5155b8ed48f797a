/** Roles whose names `--keep` leaves as they are. */
export const ROLES = ['judge', 'lawyer', 'prosecutor'] as const;
export type Role = (typeof ROLES)[number];

/** The words by which people name roles, folded, in both languages. */
export const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  judge: ['judge', 'juiz', 'juiza', 'magistrado'],
  lawyer: ['lawyer', 'advogado', 'advogada'],
  prosecutor: ['prosecutor', 'promotor', 'promotora', 'procurador', 'procuradora'],
};

/** What says that a person acts in a role in this document: right before the name (with its title), or right after it.
 *  Usage of Brazilian decisions; titles that other people bear, too (Dr., presidente), say nothing. */
const CUES: Readonly<Record<Role, readonly [before: RegExp, after: RegExp]>> = {
  judge: [
    /(?<!\p{L})(?:Min(?:\.|istr[oa])|Des(?:\.|a\.|embargador[a]?)|Ju[íi]z[a]?|Relator[a]?|Rel\.|Revisor[a]?|Conselheir[oa]|Cons\.|Redator[a]?)(?:\([ao]\))?(?:\s(?:Federal|de Direito|do Trabalho|Substitut[oa]|Relator[a]?|Convocad[oa]|p\/\s?(?:o\s)?acórdão))*\s?[:,]?\s*(?:(?:o|a|Exm[oa]\.?|Sr[a]?\.?|Dr[a]?\.?|Min(?:\.|istr[oa])|Des(?:\.|a\.|embargador[a]?)|Ju[íi]z[a]?|Federal|Conselheir[oa]|:)\s*)*$/iu,
    /^\s*(?:[,\n–-]\s*)(?:Ju[íi]z[a]? (?:de Direito|Federal|do Trabalho|Substitut[oa]|Eleitoral)|Ministr[oa]|Desembargador[a]?|Relator[a]?)(?!\p{L})(?!\s*:)(?! \p{Lu})/u,
  ],
  lawyer: [
    /(?<!\p{L})(?:ADV(?:OGAD[OA])?S?|Adv(?:ogad[oa])?s?|advogad[oa]s?|Defensor[a]? Públic[oa])(?:\(?(?:A\/S|[ao]s?|S)\)?)?\.?\s?:?\s*(?:(?:o|a|Dr[a]?\.?)\s*)*$/u,
    /^\s*[,(–-]?\s*\(?OAB(?!\p{L})/u,
  ],
  prosecutor: [
    /(?<!\p{L})(?:Promotor[a]?|Procurador[a]?)(?:\([ao]\))?(?:[\s-](?:d[aeo] (?:Justiça|República|Trabalho)|Geral|Regional|Eleitoral|Federal|da))*\s?[:,]?\s*(?:(?:o|a|Dr[a]?\.?)\s*)*$/iu,
    /^\s*[,\n–-]\s*(?:Promotor[a]?|Procurador[a]?) (?:d[aeo] )?(?:Justiça|República|Trabalho)(?!\p{L})/u,
  ],
};

/** Whether the text says that the name at `[start, end)` belongs to somebody in one of the roles. */
export function hasRole(text: string, start: number, end: number, roles: readonly Role[]): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(end, end + 40);
  return roles.some((role) => CUES[role][0].test(before) || CUES[role][1].test(after));
}
