import { openPhrases, type Phrases } from '../phrases.ts';
import type { Token } from '../tokens.ts';
import { findCourt, listCourts } from './courts.ts';

/** Bodies that make precedents and are no courts of the unified number. */
const OTHERS: readonly (readonly [id: string, name: string])[] = [
  ['tcu', 'tribunal de contas da uniao'],
  ['tnu', 'turma nacional de uniformizacao'],
  ['carf', 'conselho administrativo de recursos fiscais'],
  ['stm', 'corte militar'],
];
const ACRONYMS = new Set(['tcu', 'tnu', 'carf']);
let names: Phrases<string> | undefined;

/** The court that is named at a token, by name or acronym (an acronym after a slash read as I or l included).
 *  @returns its id and the index after it */
export function findCourtAt(tokens: readonly Token[], at: number): { id: string; end: number } | undefined {
  names ??= openPhrases([
    ...listCourts().map(({ id, name }) => [folded(name), id] as const),
    ...OTHERS.map(([id, name]) => [name, id] as const),
  ]);
  const named = names.find(tokens, at);
  if (named) return { id: named.value, end: named.end };
  const text = tokens[at]?.text ?? '';
  if (text.length < 3 || text.length > 6) return undefined;
  for (const acronym of [text, text.replace(/^[il]/, '')]) {
    if (ACRONYMS.has(acronym)) return { id: acronym, end: at + 1 };
    const next = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
    if (/^tr[ft]$/.test(acronym) && tokens[next]?.kind === 'number') {
      const court = findCourt(acronym + tokens[next]?.text);
      if (court) return { id: court.id, end: next + 1 };
    }
    const court = findCourt(acronym);
    if (court) return { id: court.id, end: at + 1 };
  }
  return undefined;
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\d)a /g, ' ');
}
