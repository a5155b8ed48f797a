import { findCourt } from '../cases/courts.ts';
import { findCourtAt } from '../cases/find-court.ts';
import { yearsOf } from '../dates/months.ts';
import { openPhrases, type Phrases } from '../phrases.ts';
import { findState } from '../places/states.ts';
import type { Token } from '../tokens.ts';
import type { Act } from './act.ts';
import { actOf, dotted, readNumber, readYear } from './act-number.ts';
import { BODIES, BODY_NAMES } from './bodies.ts';
import { CC, CC_1916, CC_2002, CONSTITUTION, CPC, CPC_1973, CPC_2015, NAMED_ACTS } from './codes.ts';
import { ACT_KINDS, type ActKind, LEVELS } from './kinds.ts';

/** An act in a text: its tokens `[from, to)`. */
export interface FoundAct {
  readonly from: number;
  readonly to: number;
  readonly act: Act;
  /** `a referida lei`, `o mesmo diploma`: the act named before it, of this kind (`any`, whatever its kind). */
  readonly refersTo?: string;
  /** Whether the text gives the year, or the name says which text of a code is meant. */
  readonly dated: boolean;
}

const NUMBER_SIGNS = new Set([
  'n',
  'no',
  'nos',
  'nr',
  'nro',
  'num',
  'numero',
  'numeros',
  'ns',
  'o',
  'os',
  '.',
  ':',
  '-',
  's',
]);
/** Kinds that bodies below the President make, whose acronym stands beside the number. */
export const MINISTERIAL =
  /^(?:portaria|resolucao|instrucao|orientacao|provimento|deliberacao|ato|circular|despacho|parecer)/;
const INSTITUTIONS = new Set(
  'instituto agencia ministerio secretaria conselho comissao departamento superintendencia diretoria fundacao universidade'.split(
    ' ',
  ),
);
const LONGEST_INSTITUTION = 14;
const HONORIFICS = new Set(['c', 'col', 'colendo', 'e', 'eg', 'egregio', 'excelso']);
/** How agencies abbreviate their resolutions: `Resolução da Diretoria Colegiada - RDC nº 61`, `Resolução - RE nº 2.566`. */
const RESOLUTIONS = new Set(['rdc', 're']);
const EARLIER_CONSTITUTIONS = new Set([1824, 1891, 1934, 1937, 1946, 1967]);
const ACRONYM = /^[A-Z][A-Za-z]{0,6}[A-Z]$/;
const POINTERS = new Set(
  'referida referido referidas referidos mencionada mencionado citada citado aludida aludido mesma mesmo supracitada supracitado dita dito sobredita predita indigitada indigitado supramencionada supramencionado'.split(
    ' ',
  ),
);
const POINTED: Readonly<Record<string, string>> = {
  lei: 'lei',
  leis: 'lei',
  decreto: 'decreto',
  resolucao: 'resolucao',
  portaria: 'portaria',
  medida: 'medida.provisoria',
  codigo: 'any',
  diploma: 'any',
  estatuto: 'any',
  norma: 'any',
  legislacao: 'any',
  texto: 'any',
};
let phrases: { named: Phrases<Act>; kinds: Phrases<ActKind>; bodies: Phrases<string> } | undefined;

/** The acts that tokens name, in order. One pass. */
export function findActs(tokens: readonly Token[]): FoundAct[] {
  phrases ??= {
    named: openPhrases(NAMED_ACTS.flatMap(({ act, words }) => words.map((word) => [word, act] as const))),
    kinds: openPhrases(ACT_KINDS.flatMap((kind) => kind.words.map((word) => [word, kind] as const))),
    bodies: openPhrases(BODY_NAMES),
  };
  const found: FoundAct[] = [];
  for (let at = 0; at < tokens.length; ) {
    const act =
      tokens[at]?.kind === 'word'
        ? (findPointer(tokens, at) ?? findNumbered(tokens, at) ?? findNamed(tokens, at))
        : undefined;
    if (act) found.push(act);
    at = act?.to ?? at + 1;
  }
  return found;
}

function findPointer(tokens: readonly Token[], at: number): FoundAct | undefined {
  const [first, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (!POINTERS.has(first)) return undefined;
  const complementary = second === 'lei' && tokens[at + 2]?.text === 'complementar';
  const kind = complementary ? 'lei.complementar' : POINTED[second];
  if (kind === undefined) return undefined;
  const legal = new Set(['legal', 'complementar', 'normativo', 'normativa', 'provisoria', 'ministerial']).has(
    tokens[at + 2]?.text ?? '',
  );
  const to = at + (legal ? 3 : 2);
  let number = to;
  while (NUMBER_SIGNS.has(tokens[number]?.text ?? '') && number < to + 5) number++;
  const numbered =
    tokens[number]?.kind === 'number' || tokens.slice(to, to + 3).some(({ kind: its }) => its === 'number');
  if (numbered && second !== 'diploma') return undefined; // it has its number
  return {
    from: at,
    to,
    act: { place: 'br', authority: '', kind: kind === 'any' ? 'norma' : kind },
    refersTo: kind,
    dated: false,
  };
}

function findNumbered(tokens: readonly Token[], at: number): FoundAct | undefined {
  const match = phrases?.kinds.find(tokens, at);
  if (match === undefined) return undefined;
  const { kind } = match.value;
  let level: (typeof LEVELS)[string] | undefined;
  let body: string | undefined;
  let state: ReturnType<typeof findState>;
  let next = subjectEnd(tokens, match.end);
  for (const last = next + 8; next < last; next++) {
    const token = tokens[next];
    if (token === undefined || token.kind === 'number') break;
    if (kind === 'resolucao' && RESOLUTIONS.has(token.text)) continue;
    const named = phrases?.bodies.find(tokens, next);
    if (LEVELS[token.text] !== undefined) level = LEVELS[token.text];
    else if (named) {
      body = BODIES[named.value];
      next = named.end - 1;
    } else if (BODIES[token.text] !== undefined) body = BODIES[token.text];
    else if (tokens[next - 1]?.text === '/' && findState(token.text)) state = findState(token.text);
    else if (MINISTERIAL.test(kind) && next <= match.end + 3 && ACRONYM.test(token.raw))
      body = body === undefined ? token.text : `${body}.${token.text}`; // `Portaria MPS nº 204`, `IN-SLTI/MPOG 5/2014`
    else if (!NUMBER_SIGNS.has(token.text) && token.text !== '/' && token.text !== 'do' && token.text !== 'da')
      return undefined;
  }
  const written = readNumber(tokens, next, kind);
  if (
    written === undefined ||
    (match.end === at + 1 && match.value.words.includes('l') && tokens[at]?.text === 'l' && next === at + 1)
  )
    return undefined;
  let to = written.to;
  const after = readOwner(tokens, to, kind);
  if (after !== undefined && (after.place !== undefined || body === undefined)) to = after.to;
  return {
    from: at,
    to,
    act: actOf({ kind, ...written, level, body: body ?? after?.body, place: after?.place ?? placeOf(state) }),
    dated: written.years.length > 0,
  };
}

/** Past what an act is about, where its number follows: `Lei de Diretrizes Orçamentárias nº 5.950`. */
function subjectEnd(tokens: readonly Token[], at: number): number {
  if (!/^d[aeo]s?$|^que$/.test(tokens[at]?.text ?? '')) return at;
  for (let next = at; next < at + 8; next++) {
    const token = tokens[next];
    if (token?.kind !== 'word') return at;
    if (/^(?:n|no|nos)$/.test(token.text) && tokens.slice(next + 1, next + 4).some(({ kind }) => kind === 'number'))
      return next;
  }
  return at;
}

function placeOf(state: ReturnType<typeof findState>): { place: string; authority: string } | undefined {
  if (state === undefined) return undefined;
  return { place: `br;${dotted(state.name)}`, authority: state.uf === 'DF' ? 'distrital' : 'estadual' };
}

/** `do CNJ`, `SLTI/MPOG`, `do Estado de São Paulo` after the number or the date. */
export function readOwner(
  tokens: readonly Token[],
  at: number,
  kind: string,
): { to: number; body?: string; place?: { place: string; authority: string } } | undefined {
  let to = tokens[at]?.text === ',' || tokens[at]?.text === '-' || tokens[at]?.text === '/' ? at + 1 : at;
  const preposition = /^d[aeo]$/.test(tokens[to]?.text ?? '');
  if (preposition) to++;
  while (preposition && HONORIFICS.has(tokens[to]?.text ?? '')) to += tokens[to + 1]?.text === '.' ? 2 : 1; // `do C. TST`
  const named = phrases?.bodies.find(tokens, to);
  if (named) return { to: named.end, body: BODIES[named.value] ?? named.value };
  const word = tokens[to];
  if (word === undefined) return undefined;
  if (BODIES[word.text] !== undefined) return { to: to + 1, body: BODIES[word.text] ?? '' };
  if (word.text === 'estado' && /^d[aeo]$/.test(tokens[to + 1]?.text ?? '')) return stateAt(tokens, to + 2, 'estadual');
  if (word.text === 'distrito' && tokens[to + 1]?.text === 'federal')
    return { to: to + 2, place: { place: 'br;distrito.federal', authority: 'distrital' } };
  if (MINISTERIAL.test(kind) && preposition && INSTITUTIONS.has(word.text)) return institutionAt(tokens, to);
  if (
    MINISTERIAL.test(kind) &&
    /^[A-Z]{3,8}$/.test(word.raw) &&
    !RESOLUTIONS.has(word.text) &&
    !/^(?:ART|ARTS|INC|CAPUT|QUE|COM|DOU|DODF|DJE)$/.test(word.raw) &&
    findState(word.text) === undefined
  ) {
    const more = tokens[to + 1]?.text === '/' && /^[A-Z]{2,8}$/.test(tokens[to + 2]?.raw ?? '');
    if (!more && at === to && word.glued) return undefined;
    return { to: more ? to + 3 : to + 1, body: more ? `${word.text}.${tokens[to + 2]?.text}` : word.text };
  }
  return undefined;
}

/** An institution that we have no acronym for, by its capitalized words. */
function institutionAt(tokens: readonly Token[], at: number): { to: number; body: string } {
  let to = at + 1;
  const inCapitals = /^[A-Z]+$/.test(tokens[at]?.raw ?? '');
  for (let next = to; next < Math.min(tokens.length, at + LONGEST_INSTITUTION); next++) {
    const word = tokens[next];
    if (/^[A-Z]{3,}$/.test(word?.raw ?? '') && !inCapitals) break; // its acronym
    if (word?.kind === 'word' && /^[A-Z]/.test(word.raw)) to = next + 1;
    else if (!/^(?:e|d[aeo]s?)$/.test(word?.text ?? '')) break;
  }
  const name = tokens.slice(at, to).map(({ text }) => text);
  return { to, body: dotted(name.join(' ')) };
}

function stateAt(tokens: readonly Token[], at: number, authority: string) {
  for (let to = Math.min(tokens.length, at + 4); to > at; to--) {
    const state = findState(
      tokens
        .slice(at, to)
        .map(({ text }) => text)
        .join(' '),
    );
    if (state) return { to, place: { place: `br;${dotted(state.name)}`, authority } };
  }
  return undefined;
}

function findNamed(tokens: readonly Token[], at: number): FoundAct | undefined {
  const match = phrases?.named.find(tokens, at);
  if (match === undefined) return undefined;
  const { value: act } = match;
  let to = match.end;
  const digit = tokens[to]; // a footnote's number runs into an abbreviation: CPC3
  if (digit?.kind === 'number' && digit.glued && digit.text.length === 1) to++;
  if (
    act.authority === 'estadual' ||
    (act === CONSTITUTION && tokens[to]?.text === 'do' && tokens[to + 1]?.text === 'estado')
  ) {
    const state = stateAt(tokens, act.authority === 'estadual' ? to + 1 : to + 3, 'estadual');
    if (state)
      return {
        from: at,
        to: state.to,
        act: { ...state.place, kind: 'constituicao', name: 'Constituição estadual' },
        dated: true,
      };
    return { from: at, to, act, dated: true };
  }
  if (act.kind === 'regimento.interno' && act.authority === '') {
    const owner =
      /^d[aeo]$/.test(tokens[to]?.text ?? '') || tokens[to]?.text === '/' ? rulesOf(tokens, to + 1) : undefined;
    return {
      from: at,
      to: owner?.to ?? to,
      act: owner === undefined ? act : { ...act, authority: owner.body, name: `Regimento Interno do ${owner.name}` },
      dated: true,
    };
  }
  const year = /^(?:\/|-|de|,)$/.test(tokens[to]?.text ?? '') ? readYear(tokens, to) : bareYear(tokens, to);
  const [first] = year?.years ?? [];
  if (year === undefined || first === undefined)
    return { from: at, to: year?.to ?? to, act, dated: act.kind !== 'codigo.processo.civil' };
  const chosen = byYear(act, first);
  return { from: at, to: chosen === undefined ? to : year.to, act: chosen ?? act, dated: chosen !== undefined };
}

/** Whose rules of procedure: a body by name or acronym, a court. */
function rulesOf(tokens: readonly Token[], at: number): { to: number; body: string; name: string } | undefined {
  const named = phrases?.bodies.find(tokens, at);
  const acronym = named?.value ?? tokens[at]?.text ?? '';
  const body = BODIES[acronym];
  if (body !== undefined) return { to: named?.end ?? at + 1, body, name: acronym.toUpperCase() };
  const court = findCourtAt(tokens, at);
  const name = court === undefined ? undefined : findCourt(court.id)?.name;
  return court === undefined || name === undefined
    ? undefined
    : { to: court.end, body: dotted(name), name: court.id.toUpperCase() };
}

function bareYear(tokens: readonly Token[], at: number) {
  const digits = tokens[at]?.text ?? '';
  if (/^(?:19|20)\d\d$/.test(digits)) return { years: [Number(digits)], to: at + 1 };
  return /^\d\d$/.test(digits) && tokens[at]?.glued ? { years: yearsOf(digits), to: at + 1 } : undefined; // `CF88`
}

function byYear(act: Act, year: number): Act | undefined {
  if (act === CPC || act === CPC_1973 || act === CPC_2015)
    return year === 2015 ? CPC_2015 : year === 1973 ? CPC_1973 : undefined;
  if (act === CC || act === CC_2002 || act === CC_1916)
    return year === 1916 ? CC_1916 : year === 2002 ? CC_2002 : undefined;
  if (act === CONSTITUTION && EARLIER_CONSTITUTIONS.has(year))
    return NAMED_ACTS.find(({ act: { kind, number } }) => kind === 'constituicao' && number === String(year))?.act;
  return act.year === year || act === CONSTITUTION ? act : undefined;
}
