import { STATES } from '../places/municipalities.ts';
import { plain } from '../tokens.ts';

let byName: readonly (readonly [folded: string, acronym: string])[] | undefined;

/** Courts of accounts, by their folded names, the longest first. Source: CF/1988, arts. 71, 75 and 31, §§ 1º and 4º, and their own sites. */
function auditCourts(): readonly (readonly [folded: string, acronym: string])[] {
  byName ??= [
    ['tribunal de contas da uniao', 'TCU'] as const,
    ['tribunal de contas do distrito federal', 'TCDF'] as const,
    ['tribunal de contas dos municipios do estado de goias', 'TCM-GO'] as const,
    ['tribunal de contas dos municipios do estado da bahia', 'TCM-BA'] as const,
    ['tribunal de contas dos municipios do estado do para', 'TCM-PA'] as const,
    ['tribunal de contas do municipio de sao paulo', 'TCM-SP'] as const,
    ['tribunal de contas do municipio do rio de janeiro', 'TCM-RJ'] as const,
    ...STATES.filter(([uf]) => uf !== 'DF').flatMap(([uf, , name]) =>
      ['do', 'da', 'de'].map(
        (its) => [`tribunal de contas do estado ${its} ${plain(name).toLowerCase()}`, `TCE-${uf}`] as const,
      ),
    ),
  ].sort(([a], [b]) => b.length - a.length);
  return byName;
}

/** The court of accounts whose name the folded text begins with. */
export function auditCourtAt(folded: string): { acronym: string; length: number } | undefined {
  const found = auditCourts().find(([name]) => folded.startsWith(name) && !/^[a-z]/.test(folded.slice(name.length)));
  return found === undefined ? undefined : { acronym: found[1], length: found[0].length };
}
