import { tidy } from '../fold.ts';
import { findActs } from '../laws/find-acts.ts';
import { lawEntities } from '../laws/law.ts';
import { readLaw } from '../laws/read-law.ts';
import { plain, type Token, tokenize } from '../tokens.ts';
import type { CaseReading } from './case-reading.ts';
import { findCourt } from './courts.ts';
import { readClasses } from './read-classes.ts';
import { readSeries } from './read-series.ts';
import { readSumulas } from './read-sumulas.ts';
import { readTcu } from './read-tcu.ts';

const SERIES_FIRST = /\d.*\d/;
const SUMULA = /(?:^|[^a-z])(?:sumula|enunciado|verbete|orientac|precedente normativo|oj|sv|temas?|s\.)/;
const TCU = /(?:^|[^a-z])(?:acordaos?|decis(?:ao|oes))[^a-z]/;
const BARE = /^(?:n[.o ]{0,4})?\d/i;
const LAW = /(?:^|[^a-z])(?:lei|leis|emenda|medida|decreto|mp|mpv|resolucao|constituicao)[^a-z]/;

/** Reads a mention of cases or precedents. Empty when nothing in it is known.
 *  @param before the last case that the document named, for a number that goes on where it left off (`REsp 1.583.083, 1.597.380`) */
export function readCase(text: string, before?: CaseReading): CaseReading[] {
  const clean = plain(tidy(text)).trim();
  const folded = clean.toLowerCase();
  const tokens = tokenize(clean);
  if (SUMULA.test(folded)) {
    const sumulas = readSumulas(tokens);
    if (sumulas.length > 0) return sumulas;
  }
  const series = SERIES_FIRST.test(clean) ? readSeries(clean) : undefined;
  if (series !== undefined) return [series];
  if (BARE.test(folded)) return readBare(tokens, before);
  if (LAW.test(folded)) {
    const laws = findActs(tokens).some(({ act }) => act.number !== undefined || act.name !== undefined)
      ? lawEntities(readLaw(text), text)
      : [];
    if (laws.length > 0)
      return laws.map(({ key, name }) => ({ rule: 'law-as-precedent', court: '', kind: name, number: key }));
  }
  const classes = readClasses(tokens);
  const isDecision = TCU.test(folded) && (classes.length === 0 || /^(?:acordao|decis)/.test(classes[0]?.kind ?? ''));
  const decisions = isDecision ? readTcu(tokens) : [];
  return decisions.length > 0 ? decisions : classes;
}

/** A number alone: `7/STJ` is how súmulas are listed; else it goes on with what stands before it. */
function readBare(tokens: readonly Token[], before: CaseReading | undefined): CaseReading[] {
  const [number, slash, court] = tokens;
  if (number?.kind === 'number' && slash?.text === '/' && court?.kind === 'word' && tokens.length === 3) {
    const its = findCourt(court.text);
    if (its !== undefined)
      return [
        { rule: 'sumula', kind: 'sumula', number: String(Number(number.text.replaceAll('.', ''))), court: its.id },
      ];
  }
  if (before === undefined) return [];
  if (before.rule === 'tcu')
    return readTcu(tokens, before.kind).map((reading) => ({ ...reading, court: reading.court || before.court }));
  if (before.rule === 'sumula') return readSumulas(tokens).length > 0 ? [] : [];
  return before.rule === 'class-number' ? readClasses(tokens, before) : [];
}
