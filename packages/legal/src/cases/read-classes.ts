import { openPhrases, type Phrases } from '../phrases.ts';
import { findState } from '../places/states.ts';
import type { Token } from '../tokens.ts';
import type { CaseReading } from './case-reading.ts';
import { CASE_CLASSES, INCIDENTS, NOTATION_OF } from './classes.ts';
import { findCourt } from './courts.ts';

type CaseClass = (typeof CASE_CLASSES)[number];

const SIGNS = new Set(['n', 'no', 'nos', 'nr', 'num', 'numero', 'ns', 'o', '.', ':', '-', '/']);
/** TSE numbered its appeals up to here before the unified number; what is greater is number and check digits without their hyphen. */
const LAST_TSE_NUMBER = 40_000;
let phrases: { classes: Phrases<CaseClass>; incidents: Phrases<{ id: string; words: string }> } | undefined;

/** Cases by class, number and state: `HC 84.078/MG`, `EDcl no AgRg no REsp 1.234`, `RE 497339 ED-AgR-ED`, several of a class included.
 *  @param inherited the class that the mention before has, for a list that goes on */
export function readClasses(tokens: readonly Token[], inherited?: CaseReading): CaseReading[] {
  phrases ??= {
    classes: openPhrases(CASE_CLASSES.flatMap((one) => one.words.map((word) => [word, one] as const))),
    incidents: openPhrases(INCIDENTS.map(([words, id]) => [words, { id, words }] as const)),
  };
  const hint = courtBefore(tokens);
  if (inherited !== undefined)
    return readNumbers(
      tokens,
      firstNumber(tokens),
      { id: inherited.kind, ...(inherited.court === '' ? {} : { court: inherited.court }), words: [] },
      [],
      hint,
    ).readings;
  const readings: CaseReading[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    const match = phrases.classes.find(tokens, at);
    if (match === undefined) continue;
    const attached: { id: string; words: string }[] = []; // `RE-RG`, `AI-AgR`, as STF writes
    let next = match.end;
    while (SIGNS.has(tokens[next]?.text ?? '')) {
      next++;
      const incident = tokens[next - 1]?.text === '-' ? phrases.incidents.find(tokens, next) : undefined;
      if (incident) {
        attached.push(incident.value);
        next = incident.end;
      }
    }
    if (tokens[next]?.kind !== 'number') continue;
    const incidents = [...incidentsBefore(tokens.slice(from, at)), ...attached];
    const read = readNumbers(tokens, next, match.value, incidents, attached.length > 0 ? 'stf' : hint);
    readings.push(...read.readings);
    from = read.to;
    at = read.to - 1;
  }
  return readings.length > 0 ? readings : readUnknownClass(tokens);
}

function firstNumber(tokens: readonly Token[]): number {
  const at = tokens.findIndex(({ kind }) => kind === 'number');
  return at < 0 ? tokens.length : at;
}

/** Incidents that stand before the class, innermost last: `EDcl no AgRg no` → agr, ed. */
function incidentsBefore(tokens: readonly Token[]): { id: string; words: string }[] {
  const found: { id: string; words: string }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const match = phrases?.incidents.find(tokens, at);
    if (match === undefined) continue;
    found.unshift(match.value);
    at = match.end - 1;
  }
  return found;
}

function courtBefore([first, second]: readonly Token[]): string | undefined {
  return second?.text === '-' && /^(?:stf|stj|tst|tse|stm)$/.test(first?.text ?? '') ? first?.text : undefined;
}

function readNumbers(
  tokens: readonly Token[],
  from: number,
  its: CaseClass,
  before: { id: string; words: string }[],
  hint: string | undefined,
): { readings: CaseReading[]; to: number } {
  const readings: CaseReading[] = [];
  let at = from;
  while (tokens[at]?.kind === 'number') {
    const read = readNumber(tokens, at);
    const tail = readTail(tokens, read.to);
    const notation = before.map(({ words }) => NOTATION_OF[words]).find((court) => court !== undefined);
    const short = /^\d+-\d\d$/.test(read.number);
    const electoral = short && /^(?:ai|ro|rcl|pet|ac|ms|hc|respe|pc)$/.test(its.id) ? 'tse' : undefined;
    const plainNumber = /^\d+(?:-\d)?$/.test(read.number);
    const court =
      (plainNumber || short ? its.court : undefined) ??
      hint ??
      electoral ??
      notation ??
      (tail.incidents.length > 0 ? 'stf' : '');
    const uf = read.uf ?? tail.uf;
    readings.push({
      rule: 'class-number',
      court,
      kind: its.id,
      number:
        court === 'stf' || court === 'stj'
          ? read.number.replace(/-\d$/, '')
          : court === 'tse' && its.id === 'respe'
            ? electoralNumber(read.number)
            : read.number,
      incidents: [...before.map(({ id }) => id), ...tail.incidents],
      ...(uf === undefined ? {} : { uf }),
    });
    at = tail.to;
    while (tokens[at]?.text === ',' || tokens[at]?.text === 'e' || tokens[at]?.text === ';') at++;
    if (at === tail.to || tokens[at]?.ordinal) break; // `, 1ª Turma`
  }
  return { readings, to: Math.max(at, from + 1) };
}

function electoralNumber(number: string): string {
  return /^\d+$/.test(number) && Number(number) > LAST_TSE_NUMBER
    ? `${number.slice(0, -2)}-${number.slice(-2)}`
    : number;
}

/** `84.078`, `1405-6`, `2129-70`, `21. 026`, `26-38.2016`; a state that a misread slash ties to it. */
function readNumber(tokens: readonly Token[], at: number): { number: string; to: number; uf?: string } {
  const digits = tokens[at]?.text ?? '';
  let to = at + 1;
  let number = /^\d{1,3}(?:\.\d{3})*$/.test(digits) ? digits.replaceAll('.', '') : digits;
  if (
    /^\d{1,3}$/.test(digits) &&
    tokens[to]?.text === '.' &&
    tokens[to]?.glued &&
    /^\d{3}$/.test(tokens[to + 1]?.text ?? '')
  ) {
    number += tokens[to + 1]?.text;
    to += 2;
  }
  if (tokens[to]?.text === '-' && tokens[to]?.glued && tokens[to + 1]?.kind === 'number') {
    const tail = tokens[to + 1]?.text ?? '';
    const uf = ufOf(tokens[to + 2]);
    const misread = /^\d{2}1$/.test(tail) && tokens[to + 2]?.glued === true && uf !== undefined;
    return {
      number: `${number}-${misread ? tail.slice(0, 2) : tail}`,
      to: misread ? to + 3 : to + 2,
      ...(misread ? { uf } : {}),
    };
  }
  if (tokens[to]?.text === '/' && /^(?:\d{2}|(?:19|20)\d{2})$/.test(tokens[to + 1]?.text ?? '')) {
    const year = tokens[to + 1]?.text ?? '';
    return {
      number: `${number}/${year.length === 2 ? (Number(year) < 30 ? `20${year}` : `19${year}`) : year}`,
      to: to + 2,
    };
  }
  return { number, to };
}

/** State and incidents after a number: `/MG`, ` - SP`, ` AgR / ES`, `/SPAgR`, `-MC/RS`. */
function readTail(tokens: readonly Token[], from: number): { uf?: string; incidents: string[]; to: number } {
  const incidents: string[] = [];
  let uf: string | undefined;
  let at = from;
  for (;;) {
    const sign = /^[/-]$/.test(tokens[at]?.text ?? '');
    const next = sign ? at + 1 : at;
    const token = tokens[next];
    if (token?.kind !== 'word') break;
    const joined = /^([A-Z]{2})(AgR|ED|MC|QO)$/.exec(token.raw);
    if (joined) {
      uf ??= ufOf({ ...token, text: (joined[1] ?? '').toLowerCase() });
      incidents.push(INCIDENTS.find(([words]) => words === joined[2]?.toLowerCase())?.[1] ?? '');
      at = next + 1;
      continue;
    }
    const incident = phrases?.incidents.find(tokens, next);
    if (incident) {
      incidents.push(incident.value.id);
      at = incident.end;
      continue;
    }
    const state = uf === undefined && (sign || token.glued) ? ufOf(token) : undefined;
    if (state === undefined) break;
    uf = state;
    at = next + 1;
  }
  return { incidents, to: at, ...(uf === undefined ? {} : { uf }) };
}

function ufOf(token: Token | undefined): string | undefined {
  const text = token?.text.length === 3 ? token.text.replace(/^[il]/, '') : token?.text;
  return text?.length === 2 ? findState(text)?.uf.toLowerCase() : undefined;
}

/** A class that we don't know: up to four words, then a number. */
function readUnknownClass(tokens: readonly Token[]): CaseReading[] {
  const at = firstNumber(tokens);
  if (at === 0 || at > 8) return [];
  const words = tokens
    .slice(0, at)
    .filter(({ text, kind }) => kind === 'word' || text === '/')
    .map(({ text }) => text);
  while (SIGNS.has(words.at(-1) ?? '')) words.pop();
  if (words.length === 0 || words.length > 6) return [];
  const id = words
    .filter((word) => !/^(?:d[aeo]s?|e|em|n[ao])$/.test(word))
    .join('.')
    .replaceAll('./.', '/');
  const first = findCourt(id);
  if (id === '' || first !== undefined) return [];
  return readNumbers(tokens, at, { id, words: [] }, [], undefined).readings;
}
