import { fold, foldedKey, tidy } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

/** Acronym → name as the Constitution or the founding law writes it (CF arts. 92, 103-B, 127, 71; Lei 8.029/1990 for
 *  INSS; Lei 8.906/1994 for OAB). */
const ACRONYMS: Readonly<Record<string, string>> = {
  STF: 'Supremo Tribunal Federal',
  STJ: 'Superior Tribunal de Justiça',
  TST: 'Tribunal Superior do Trabalho',
  TSE: 'Tribunal Superior Eleitoral',
  STM: 'Superior Tribunal Militar',
  TCU: 'Tribunal de Contas da União',
  CNJ: 'Conselho Nacional de Justiça',
  MPF: 'Ministério Público Federal',
  MPM: 'Ministério Público Militar',
  MPT: 'Ministério Público do Trabalho',
  AGU: 'Advocacia-Geral da União',
  DPU: 'Defensoria Pública da União',
  INSS: 'Instituto Nacional do Seguro Social',
  OAB: 'Ordem dos Advogados do Brasil',
};
const ACRONYM_OF = new Map<string, string>(
  Object.entries(ACRONYMS).flatMap(([acronym, name]) => [
    [acronym.toLowerCase(), acronym],
    [fold(name), acronym],
    [`${fold(name)} ${acronym.toLowerCase()}`, acronym],
    [`${fold(name)}-${acronym.toLowerCase()}`, acronym],
  ]),
);

/** An organization: a well-known court or body by name or acronym (with dots or without), else folded. */
export function normalizeOrganization(text: string): NormalizedEntity {
  const name = tidy(text);
  const folded = fold(name);
  const acronym =
    ACRONYM_OF.get(folded.replace(/^(?:[oae]|eg|egregio|colendo|col|c|excelso) /, '')) ??
    ACRONYM_OF.get(folded.replaceAll(' ', ''));
  if (acronym === undefined) return { key: foldedKey(name), name, rule: 'organization', attributes: {} };
  return {
    key: acronym.toLowerCase(),
    name: ACRONYMS[acronym] ?? name,
    rule: 'organization-alias',
    attributes: { acronym },
  };
}
