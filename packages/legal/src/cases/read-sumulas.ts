import { readRoman } from '../laws/roman.ts';
import type { Token } from '../tokens.ts';
import type { CaseReading } from './case-reading.ts';
import { findCourtAt } from './find-court.ts';

const KINDS: Readonly<Record<string, string>> = {
  sumula: 'sumula',
  sumulas: 'sumula',
  sumular: 'sumula',
  sumulares: 'sumula',
  enunciado: 'sumula',
  enunciados: 'sumula',
  verbete: 'sumula',
  verbetes: 'sumula',
  sv: 'sumula.vinculante',
  oj: 'oj',
  ojs: 'oj',
  tema: 'tema',
  temas: 'tema',
  prejulgado: 'prejulgado',
  precedente: 'precedente.normativo',
};
/** No court has more súmulas: a footnote's number runs into a longer one. */
const MOST = 999;

/** Súmulas (of any court, binding or not), orientações jurisprudenciais, temas and administrative statements: each number of the mention, with its
 *  item and the court that follows. Empty when the mention is of none. */
export function readSumulas(tokens: readonly Token[]): CaseReading[] {
  const found: { kind: string; number: string; court?: string; item?: string; section?: string; own?: boolean }[] = [];
  let kind: string | undefined;
  let pendingItem: string | undefined;
  let itemNext = false;
  let leading = findCourtAt(tokens, 0)?.id; // `STJ, Enunciado Administrativo 2`
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const { text } = token;
    if (text === 's' && tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'number' && at === 0) kind = 'sumula';
    else if (text === 'orientacao' || text === 'orientacoes')
      kind = tokens[at + 1]?.text.startsWith('jurisprudencia') ? 'oj' : kind;
    else if (text === 'precedente' && tokens[at + 1]?.text !== 'normativo') continue;
    else if (KINDS[text] !== undefined)
      kind = found.length > 0 || kind !== 'enunciado.administrativo' ? KINDS[text] : kind;
    else if (kind === undefined && text !== 'item' && !itemNext) continue;
    else if (text.startsWith('vinculante')) kind = 'sumula.vinculante';
    else if (text.startsWith('administrativo')) kind = 'enunciado.administrativo';
    else if (text === 'item' || text === 'itens' || text === 'inciso') itemNext = true;
    else if (/^s?b?di$/.test(text) || text === 'sbdi' || text === 'sdi') {
      const next = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
      const number = tokens[next]?.text ?? '';
      const section = /^(?:1|i)$/.test(number) ? 'sdi1' : /^(?:2|ii)$/.test(number) ? 'sdi2' : undefined;
      if (section !== undefined) at = next;
      for (const one of found) if (one.kind === 'oj' && one.section === undefined) one.section = section ?? 'sdi';
    } else if (text === 'sdc') {
      for (const one of found) one.section ??= 'sdc';
    } else if (token.kind === 'number' && kind !== undefined && /^[\d.]+$/.test(text)) {
      const value = Number(text.replaceAll('.', ''));
      const number = kind.startsWith('sumula') && value > MOST ? Math.trunc(value / 10) : value;
      const before = found.at(-1);
      if (itemNext && before !== undefined) before.item = String(number);
      else if (
        tokens[at - 1]?.text === 'a' &&
        before &&
        number - Number(before.number) > 0 &&
        number - Number(before.number) <= 20
      )
        for (let one = Number(before.number) + 1; one <= number; one++) found.push({ kind, number: String(one) });
      else found.push({ kind, number: String(number), ...(pendingItem === undefined ? {} : { item: pendingItem }) });
      pendingItem = undefined;
      itemNext = false;
    } else {
      const court = findCourtAt(tokens, at);
      if (court !== undefined) {
        for (const one of found) one.court ??= court.id;
        if (found.length === 0) leading ??= court.id; // `Súmula TNU 42`
        at = court.end - 1;
      } else if (text === 'repercussao' || text.startsWith('repetitivo')) {
        if (kind === 'tema') leading ??= text === 'repercussao' ? 'stf' : 'stj'; // CPC/2015, arts. 1.035 and 1.036
      } else if (/^dest[ea]$/.test(text)) for (const one of found) one.own = true;
      else {
        const roman = token.raw === token.raw.toUpperCase() ? readRoman(text) : undefined;
        const last = found.at(-1);
        if (roman !== undefined && last !== undefined && (itemNext || /^(?:,|e)$/.test(tokens[at - 1]?.text ?? ''))) {
          if (last.item === undefined) last.item = String(roman);
          else found.push({ ...last, item: String(roman) }); // `331, IV e V`
        } else if (roman !== undefined && itemNext && last === undefined) pendingItem = String(roman);
        if (roman !== undefined) itemNext = false;
      }
    }
  }
  return found.map(({ kind: its, number, court, item, section, own }) => ({
    rule: its === 'tema' ? 'tema' : 'sumula',
    kind: its,
    number,
    court: its === 'sumula.vinculante' ? 'stf' : (court ?? leading ?? (section ? 'tst' : '')),
    ...(item === undefined ? {} : { item }),
    ...(section === undefined ? {} : { section }),
    ...(own ? { own } : {}),
  }));
}
