import { caseEntities } from '../cases/case.ts';
import { type CaseReading, keyOf } from '../cases/case-reading.ts';
import { cnjOf } from '../cases/cnj.ts';
import { findCourtAt } from '../cases/find-court.ts';
import { readCase } from '../cases/read-case.ts';
import { readingOfCnj } from '../cases/read-series.ts';
import { chamberAt } from '../cases/read-tcu.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { plain, tokenize } from '../tokens.ts';
import type { DocumentFacts, DocumentMention } from './document.ts';

/** Characters between members of a list, and after one in which its chamber may stand. */
const LIST_GAP = 120;
const AFTER = 160;
/** Courts that cite their own súmulas without saying so. */
const SUPERIOR = new Set(['stf', 'stj', 'tst', 'tse', 'stm', 'tcu', 'tnu']);
const REST_OF_CNJ = /^[\s.]{0,3}(\d{4})\.(\d)\.(\d{2})\.(\d{4})(?!\d)/;
const ALL_OF = /(?:todos|todas|ambos|ambas),? d[ao] /;

/** Cases and precedents read in their document: lists that go on, numbers that the text completes, chambers of the TCU, `desta Corte`; and one
 *  case under two notations joined where the text shows both (`REsp 1.583.083/RS (2016/0037260-9)`). Passes, each linear.
 *  @param mentions of cases and precedents, in the order of the text */
export function* resolveCases(
  text: string,
  mentions: readonly DocumentMention[],
  facts: DocumentFacts,
): Generator<void, NormalizedEntity[][]> {
  const own = courtOf(facts.court);
  let before: { reading: CaseReading; end: number } | undefined;
  const items: { mention: DocumentMention; readings: CaseReading[] }[] = [];
  for (const mention of mentions) {
    const near = before !== undefined && mention.start - before.end <= LIST_GAP ? before.reading : undefined;
    const after = text.slice(mention.end, mention.end + AFTER);
    const readings = readCase(mention.text, near).map((reading) => completed(reading, after, own));
    const last = readings.at(-1);
    if (last !== undefined) before = { reading: last, end: mention.end };
    items.push({ mention, readings });
    yield;
  }
  const aliases = findAliases(text, items);
  const entities: NormalizedEntity[][] = [];
  for (const { mention, readings } of items) {
    entities.push(
      caseEntities(
        readings.map((reading) => aliases(reading)),
        mention.text,
      ),
    );
    yield;
  }
  return entities;
}

function completed(reading: CaseReading, after: string, own: string | undefined): CaseReading {
  if (reading.rule === 'class-number') {
    const rest = REST_OF_CNJ.exec(after);
    const short = /^(\d{1,7})-(\d{2})$/.exec(reading.number);
    if (rest === null || short === null) return reading;
    const [, year = '', branch = '', court = '', origin = ''] = rest;
    return readingOfCnj(cnjOf({ sequence: short[1] ?? '', check: short[2] ?? '', year, branch, court, origin }));
  }
  if (reading.rule === 'sumula' && reading.court === '' && own !== undefined && SUPERIOR.has(own))
    return { ...reading, court: own };
  if (reading.rule !== 'tcu') return reading;
  const tcu = own === 'tcu' ? { ...reading, court: 'tcu' } : reading;
  const chamber = tcu.chamber ?? (reading.number.includes('/') ? chamberAfter(after) : undefined);
  return chamber === undefined ? tcu : { ...tcu, chamber };
}

/** ` - TCU - Plenário`, ` – 1ª Câmara`, `…, todos do Plenário`. */
function chamberAfter(after: string): string | undefined {
  const tokens = tokenize(plain(after.slice(0, 40)));
  let at = 0;
  while (tokens[at]?.text === '-' || tokens[at]?.text === 'tcu' || tokens[at]?.text === '/') at++;
  const next = at > 0 ? chamberAt(tokens, at) : undefined;
  if (next !== undefined) return next;
  const folded = plain(after.split(';')[0] ?? '');
  const all = ALL_OF.exec(folded);
  return all === null ? undefined : chamberAt(tokenize(folded.slice(all.index + all[0].length, all.index + 60)), 0);
}

/** Notations of one case: of a pair whose second stands in parentheses after the first, the better; a class and number with its state or court, where the
 *  document gives exactly one, for the same without. */
function findAliases(
  text: string,
  items: readonly { mention: DocumentMention; readings: CaseReading[] }[],
): (reading: CaseReading) => CaseReading {
  const better = new Map<string, CaseReading>();
  const known = new Map<string, Map<string, CaseReading>>();
  for (const [index, { mention, readings }] of items.entries()) {
    const next = items[index + 1];
    const [one, other] = [readings.at(-1), next?.readings[0]];
    if (
      next &&
      one &&
      other &&
      readings.length === 1 &&
      /^\s{0,3}\(\s{0,3}$/.test(text.slice(mention.end, next.mention.start)) &&
      isPair(one, other)
    ) {
      const [best, worse] = worth(one) >= worth(other) ? [one, other] : [other, one];
      better.set(wholeKey(worse), best);
    }
    for (const reading of readings) {
      if (reading.rule !== 'class-number' && reading.rule !== 'sumula') continue;
      if (reading.court === '' && reading.uf === undefined) continue;
      const key = `${reading.kind} ${reading.number}`;
      const full = { ...reading, incidents: [] };
      known.set(key, (known.get(key) ?? new Map()).set(wholeKey(full), full));
    }
  }
  return (reading) => {
    let its = reading;
    if (its.court === '' && (its.rule === 'class-number' || its.rule === 'sumula')) {
      const candidates = [...(known.get(`${its.kind} ${its.number}`)?.values() ?? [])].filter(
        (one) => its.uf === undefined || one.uf === its.uf,
      );
      const courts = new Set(candidates.filter(({ court }) => court !== '').map(({ court }) => court));
      const [court] = courts;
      if (courts.size === 1 && court !== undefined) its = { ...its, court };
      else if (courts.size === 0 && its.uf === undefined && candidates.length === 1 && candidates[0]?.uf !== undefined)
        its = { ...its, uf: candidates[0].uf };
    }
    const joined = better.get(wholeKey(its));
    if (joined === undefined) return its;
    return joined.rule === 'class-number' && its.incidents?.length ? { ...joined, incidents: its.incidents } : joined;
  };
}

function wholeKey(reading: CaseReading): string {
  const { key, whole } = keyOf(reading);
  return whole ?? key;
}

function isPair(one: CaseReading, other: CaseReading): boolean {
  return wholeKey(one) !== wholeKey(other) && worth(one) > 0 && worth(other) > 0 && one.rule !== other.rule;
}

/** The unified number names a case best, then class and number, then a registration. */
function worth({ rule, kind }: CaseReading): number {
  if (rule === 'cnj') return 3;
  if (rule === 'class-number') return 2;
  return rule === 'series' && kind !== 'tc' ? 1 : 0;
}

/** The id of a court given by acronym or name. */
function courtOf(court: string | undefined): string | undefined {
  return court === undefined ? undefined : findCourtAt(tokenize(plain(court)), 0)?.id;
}
