import { readDates } from '../dates/read-date.ts';
import { fold } from '../fold.ts';
import { type Act, urnOf } from '../laws/act.ts';
import { actOf, dotted, readYear } from '../laws/act-number.ts';
import { BODIES } from '../laws/bodies.ts';
import { CC, CC_1916, CPC_1973, CPC_2015 } from '../laws/codes.ts';
import { MINISTERIAL, readOwner } from '../laws/find-acts.ts';
import { lawEntities } from '../laws/law.ts';
import { type LawReading, readLaw } from '../laws/read-law.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { plain, tokenize } from '../tokens.ts';
import type { DocumentFacts, DocumentMention } from './document.ts';

/** The day on which the Code of Civil Procedure of 2015 came into force (its art. 1.045), and the Civil Code of 2002 (art. 2.044). */
const CPC_2015_SINCE = '2016-03-18';
const CC_2002_SINCE = '2003-01-11';
/** Characters after a mention in which its date, or that it is of a law named before, may stand. */
const AFTER = 80;
/** Characters after a citation in which the decision that is quoted may end with its own. */
const QUOTED = 1_500;
const CITED_ON =
  /(?:julgad[oa]|julg\.|dje|dejt|dj[eu]?|publicad[oa])[^0-9]{0,20}(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}o? de [a-z]{4,9} de \d{4})/;
/** Characters before a bare number in which its kind may stand. */
const BEFORE = 40;
const KIND_BEFORE =
  /\b(?:lei(?: complementar| federal| estadual| distrital| municipal)?|decreto(?:-lei)?|medida provisoria|resolucao|portaria)\s{1,3}n?[.os]{0,3}\s{0,3}$/i;
/** Kinds of acts at the end of a mention, folded, and the number with its date after it. */
const ENDS_IN_KIND =
  /\b(?:lei(?: complementar)?|decreto(?: lei)?|portaria(?: normativa| conjunta)?|resolucao(?: normativa| da diretoria colegiada)?|instrucao normativa|medida provisoria|emenda constitucional|deliberacao)$/;
const NUMBER_AFTER =
  /^(?:\s[dD][aA] D(?:iretoria C|IRETORIA C)(?:olegiada|OLEGIADA))?\s?[-(]?\s?(?:[A-Z]{2,10}\s?)?[nN][oOrR]?[.o]?\s?-?\s?\d{1,6}(?:\.\d{3})?(?:\/\d{4}|\/\d{2}|,?\s?[dD][eE]\s?\d{1,2}o?\s[dD][eE]\s\p{L}{4,9}\s[dD][eE]\s\d{4})?/u;
/** What stands between an act and its provisions: a dash, a comma, the end of the parentheses about it, its date. */
const BESIDE =
  /^\)?(?:,? ?de (?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}o? de \p{L}{4,9} de \d{4}|\d{4}))?(?: ?, ?| - ?| ?\()$/iu;
const ANTERIOR = /^\W{0,3}(?:anterior|revogado|antigo)\b/i;
const LISTED = /^[\s,;]*(?:e|E|c\/c|e o|e a)?[\s,]*$/;
const OF_THE_SAME =
  /^[\s,]*(?:todos |ambos )?d[aeo]s? ((?:mesm[oa]|referid[oa]|citad[oa]|mencionad[oa]|aludid[oa]|dit[oa]) (?:instrumento|diploma|lei(?: complementar)?|codigo|estatuto|norma|decreto)(?: legal)?)/;
/** Kinds of acts that states and municipalities make as well. */
const SHARED_KINDS = new Set(['lei', 'lei.complementar', 'decreto', 'emenda.lei.organica']);

interface Item {
  readonly mention: DocumentMention;
  readings: LawReading[];
  /** Whether its number stands after the mention. */
  numberFollows?: boolean;
}

/** Laws read in their document: a date that follows the mention, a number that goes on with the list before it, the year and the state that the
 *  document gives elsewhere, antecedents (`a referida lei`), names explained in parentheses, codes by the date of the decision.
 *  Passes over the mentions, each linear.
 *  @param mentions of legislation, in the order of the text */
export function* resolveLaws(
  text: string,
  mentions: readonly DocumentMention[],
  facts: DocumentFacts,
): Generator<void, NormalizedEntity[][]> {
  const items: Item[] = [];
  for (const mention of mentions) {
    items.push({ mention, readings: readLaw(mention.text) });
    yield;
  }
  readKinds(text, items);
  readNumbers(text, items);
  readYears(text, items);
  readBodies(text, items);
  continueLists(items);
  shareYears(text, items);
  shareKnowledge(items);
  explainNames(text, items);
  followPointers(text, items);
  readActBefore(text, items);
  chooseCodes(text, items, facts);
  const entities: NormalizedEntity[][] = [];
  for (const { mention, readings } of items) {
    entities.push(lawEntities(readings, mention.text));
    yield;
  }
  return entities;
}

/** `8.245/1991` after `a Lei n.`, which the mention leaves out. */
function readKinds(text: string, items: Item[]): void {
  for (const item of items) {
    if (item.readings[0]?.bare === undefined) continue;
    const { start, text: written } = item.mention;
    const kind = KIND_BEFORE.exec(plain(text.slice(Math.max(0, start - BEFORE), start)))?.[0];
    const [reading] = kind === undefined ? [] : readLaw(kind + written);
    if (reading?.act !== undefined) item.readings = [reading];
  }
}

/** `Portaria`, then in the text ` - SMMA nº 9/2020`: the number that the mention leaves out. */
function readNumbers(text: string, items: Item[]): void {
  for (const [index, item] of items.entries()) {
    const { end, text: written } = item.mention;
    if (item.readings.some(({ act, bare }) => act !== undefined || bare !== undefined)) continue;
    if (!ENDS_IN_KIND.test(fold(written))) continue;
    const following = items[index + 1]?.mention.start ?? text.length;
    const number = NUMBER_AFTER.exec(plain(text.slice(end, Math.min(following, end + AFTER))))?.[0];
    const readings = number === undefined ? [] : readLaw(written + number);
    if (readings.at(-1)?.act?.number === undefined) continue;
    item.readings = readings;
    item.numberFollows = true;
  }
}

/** `LEI 8616/03 - `, then a mention `ART. 15, § 1º`: provisions alone are of an act right before them that has none. */
function readActBefore(text: string, items: Item[]): void {
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    const [only, ...more] = item.readings;
    const last = before?.readings.at(-1);
    if (!before || !only || more.length > 0 || only.act || only.bare || only.refersTo !== undefined) continue;
    if (last?.act === undefined || last.provisions.length > 0) continue;
    const { start } = item.mention;
    if (start - before.mention.end > AFTER) continue;
    if (BESIDE.test(plain(text.slice(before.mention.end, start)))) item.readings = [{ ...only, act: last.act }];
  }
}

/** `Portaria nº 314/1992`, then in the text `, do Instituto …`. */
function readBodies(text: string, items: Item[]): void {
  for (const item of items) {
    const last = item.readings.at(-1);
    if (item.numberFollows || last?.act === undefined || last.act.authority !== '' || !MINISTERIAL.test(last.act.kind))
      continue;
    const tokens = tokenize(plain(text.slice(item.mention.end, item.mention.end + AFTER)));
    const year = readYear(tokens, 0);
    const body = readOwner(tokens, year?.to ?? 0, last.act.kind)?.body;
    if (body !== undefined) replaceLast(item, { ...last, act: { ...last.act, authority: body } });
  }
}

/** `Lei nº 8.443`, then in the text `, de 16 de julho de 1992`. */
function readYears(text: string, items: Item[]): void {
  for (const item of items) {
    const last = item.readings.at(-1);
    if (last?.open !== true) continue;
    const tokens = tokenize(plain(text.slice(item.mention.end, item.mention.end + AFTER)));
    const year = readYear(tokens, 0);
    if (year === undefined || year.years.length === 0) continue;
    const digits = String(year.years[0]);
    if (last.bare) replaceLast(item, { ...last, bare: { ...last.bare, digits }, open: false, dated: true });
    else if (last.act !== undefined)
      replaceLast(item, {
        ...last,
        act: ownedBy(withYears(last.act, year.years), readOwner(tokens, year.to, 'lei')?.place),
        open: false,
        dated: true,
      });
  }
}

/** `…, de 30 de junho de 2006, do Estado do Paraná`. */
function ownedBy(act: Act, place: { place: string; authority: string } | undefined): Act {
  return place === undefined || act.authority === 'federal' ? act : { ...act, ...place };
}

/** `Leis Complementares nºs 27/97, 30/97`: a bare number is of the kind of the mention before it. */
function continueLists(items: Item[]): void {
  let before: Item | undefined;
  for (const item of items) {
    const [first] = item.readings;
    const act = before?.readings.at(-1)?.act;
    if (first?.bare && before && act?.number !== undefined && item.mention.start - before.mention.end <= AFTER) {
      const { number, digits } = first.bare;
      const years =
        digits === ''
          ? []
          : digits.length === 4
            ? [Number(digits)]
            : [Number(digits) < 30 ? 2000 + Number(digits) : 1900 + Number(digits)];
      item.readings = [{ ...first, act: withYears({ ...act, number }, years), dated: years.length > 0 }];
    }
    before = item;
  }
}

/** `nº 656 e 660, de 29/11/2002`: the date is that of the whole list. */
function shareYears(text: string, items: Item[]): void {
  for (let index = items.length - 2; index >= 0; index--) {
    const [item, next] = [items[index], items[index + 1]];
    const last = item?.readings.at(-1);
    const following = next?.readings[0];
    if (
      !item ||
      !next ||
      last?.act?.number === undefined ||
      last.dated ||
      !following?.bare ||
      following.act?.year === undefined
    )
      continue;
    if (LISTED.test(text.slice(item.mention.end, next.mention.start)))
      replaceLast(item, { ...last, act: withYears(last.act, [following.act.year]), dated: true });
  }
}

/** What the document says of an act in one place holds for its other mentions: year, state; and where it names one state or municipality only, acts
 *  that are not federal are of it. */
function shareKnowledge(items: Item[]): void {
  const known = new Map<string, Act[]>();
  const places = new Map<string, Act>();
  for (const { readings } of items)
    for (const { act, dated } of readings) {
      if (act === undefined) continue;
      if (/^br;[^;]/.test(act.place)) places.set(act.place, act);
      if (act.number === undefined || !(dated || act.place !== 'br')) continue;
      const key = `${act.kind} ${act.number}`;
      known.set(key, [...(known.get(key) ?? []).slice(0, 20), act]);
    }
  const [only] = places.size === 1 ? [...places.values()] : [];
  for (const item of items) item.readings = item.readings.map((reading) => informed(reading, known, only));
}

function informed(reading: LawReading, known: ReadonlyMap<string, readonly Act[]>, only: Act | undefined): LawReading {
  const { act, dated } = reading;
  if (act === undefined || act.name !== undefined)
    return act === undefined || only === undefined ? reading : { ...reading, act: placed(act, only) };
  const others = (known.get(`${act.kind} ${act.number}`) ?? []).filter(
    (other) => !dated || other.year === undefined || other.year === act.year,
  );
  let best = act;
  for (const other of others) {
    if (!dated && other.year !== undefined && (best === act || best.year === undefined || best.year === act.year))
      best = { ...best, year: other.year, ...(other.date === undefined ? {} : { date: other.date }) };
    if (other.place !== 'br' || (best.authority === '' && other.authority !== '')) {
      const { date: _, ...undatedAct } = best;
      best = { ...(other.date === undefined ? undatedAct : best), place: other.place, authority: other.authority };
    }
  }
  const { date, ...withoutDate } = best;
  const consistent =
    date !== undefined && best.year !== undefined && !date.startsWith(String(best.year)) ? withoutDate : best;
  return { ...reading, act: only === undefined ? consistent : placed(consistent, only) };
}

function placed(act: Act, only: Act): Act {
  const { place, authority } = only;
  if (act.kind === 'lei.organica' && act.number === undefined)
    return only.kind === 'lei.organica' ? only : { ...act, place, authority };
  if (act.place === 'br;' && authority === 'estadual') return { ...act, place };
  return act.authority === '' && act.place === 'br' && act.number !== undefined && SHARED_KINDS.has(act.kind)
    ? { ...act, place, authority }
    : act;
}

/** `Estatuto dos Ferroviários (Decreto Estadual nº 35.530/59)`: the name is that act, here and wherever it stands again. */
function explainNames(text: string, items: Item[]): void {
  const names = new Map<string, LawReading>();
  for (const [index, item] of items.entries()) {
    if (item.readings.length > 0) continue;
    const next = items[index + 1];
    const reading = next?.readings[0];
    const gap = next === undefined ? '' : text.slice(item.mention.end, next.mention.start);
    if (reading?.act !== undefined && /^\s{0,3}\(\s{0,3}(?:[oa]\s)?$/.test(gap))
      names.set(fold(item.mention.text), { ...reading, provisions: [] });
  }
  for (const item of items) {
    const named = item.readings.length === 0 ? names.get(fold(item.mention.text)) : undefined;
    if (named) item.readings = [named];
  }
}

/** `a referida lei`: the last act of its kind; articles alone: the act of the list that they stand in, or of `do mesmo diploma`. */
function followPointers(text: string, items: Item[]): void {
  const last = new Map<string, Act>();
  const remember = (act: Act | undefined) => {
    if (act === undefined) return;
    last.set(act.kind, act);
    last.set('any', act);
  };
  for (const [index, item] of items.entries()) {
    item.readings = item.readings.map((reading) => {
      if (reading.refersTo !== undefined) {
        const act = last.get(reading.refersTo);
        remember(act); // `o mesmo diploma` after it is the same
        return act === undefined ? reading : { ...reading, act };
      }
      if (reading.act !== undefined || reading.bare) {
        remember(reading.act);
        return reading;
      }
      const after = plain(text.slice(item.mention.end, item.mention.end + AFTER)).toLowerCase();
      const next = items[index + 1];
      const listed =
        next !== undefined && LISTED.test(text.slice(item.mention.end, next.mention.start))
          ? next.readings[0]
          : undefined;
      const pointer = OF_THE_SAME.exec(after)?.[1];
      const act =
        pointer !== undefined
          ? last.get(readLaw(pointer)[0]?.refersTo ?? 'any')
          : listed !== undefined && listed.provisions.length > 0
            ? listed.act
            : undefined;
      return act === undefined ? reading : { ...reading, act };
    });
  }
}

/** Codes that replaced one another, by the date of the decision; rules of procedure, by its court. */
function chooseCodes(text: string, items: Item[], { judgedOn, court }: DocumentFacts): void {
  const citesOld = items.some(({ readings }) =>
    readings.some(({ act }) => act !== undefined && urnOf(act) === urnOf(CPC_1973)),
  );
  const body = court === undefined ? undefined : (BODIES[court.toLowerCase()] ?? dotted(court));
  for (const item of items)
    item.readings = item.readings.map((reading) => {
      const { act } = reading;
      if (
        (act === CC || act?.kind === 'codigo.processo.civil') &&
        ANTERIOR.test(text.slice(item.mention.end, item.mention.end + AFTER))
      )
        return { ...reading, act: act === CC ? CC_1916 : CPC_1973 };
      if (act?.kind === 'codigo.processo.civil' && judgedOn !== undefined) {
        if (isBefore(judgedOn, CPC_2015_SINCE)) return { ...reading, act: CPC_1973 };
        const sure = isBefore(CPC_2015_SINCE, judgedOn) && !citesOld && !isQuotedFromBefore(text, item.mention.end);
        return sure ? { ...reading, act: CPC_2015 } : reading;
      }
      if (act === CC && judgedOn !== undefined && isBefore(judgedOn, CC_2002_SINCE))
        return { ...reading, act: CC_1916 };
      return act?.kind === 'regimento.interno' && act.authority === '' && body !== undefined
        ? { ...reading, act: { ...act, authority: body } }
        : reading;
    });
}

/** Whether the next decision that the text names the day of is older than the Code of 2015: an old decision may be quoted here. */
function isQuotedFromBefore(text: string, end: number): boolean {
  const cited = CITED_ON.exec(plain(text.slice(end, end + QUOTED)).toLowerCase());
  const [day] = cited === null ? [] : readDates(cited[1] ?? '');
  return day !== undefined && isBefore(day.iso, CPC_2015_SINCE);
}

/** Whether all of one ISO date, which may be shortened, lies before another. */
function isBefore(date: string, other: string): boolean {
  return date < other && !other.startsWith(date);
}

function withYears(act: Act, years: readonly number[]): Act {
  const { kind, number = '', place, authority } = act;
  if (place !== 'br' || (authority !== 'federal' && authority !== '')) {
    const [year] = years;
    const { date: _date, year: _year, ...rest } = act;
    return year === undefined ? rest : { ...rest, year };
  }
  return actOf({ kind, number, years });
}

function replaceLast(item: Item, reading: LawReading): void {
  item.readings = [...item.readings.slice(0, -1), reading];
}
