import { findMonth, yearsOf } from '../dates/months.ts';
import type { Token } from '../tokens.ts';
import type { Act } from './act.ts';
import { findFederalAct } from './federal-acts.ts';
import type { LEVELS } from './kinds.ts';

/** A number with its year, from the number's token on. */
export function readNumber(
  tokens: readonly Token[],
  at: number,
  kind: string,
): { number: string; years: number[]; to: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number') return undefined;
  const blurred = /^(\d{1,3}\.\d{3})1((?:19|20)\d{2}|\d{2})$/.exec(token.text); // OCR: the slash read as 1
  const digits = (blurred?.[1] ?? token.text).replaceAll('.', '');
  if (digits.length > 6) return undefined;
  let number = String(Number(digits));
  let to = at + 1;
  if (/^\d{1,3}$/.test(token.text) && /^\d{3}$/.test(tokens[to]?.text ?? '') && tokens[to + 1]?.text === '/') {
    number = String(Number(digits + tokens[to]?.text)); // `23 376/2012`
    to++;
  }
  if (kind === 'medida.provisoria' && tokens[to]?.text === '-' && /^\d{1,2}$/.test(tokens[to + 1]?.text ?? '')) {
    number += `-${tokens[to + 1]?.text}`;
    to += 2;
  }
  if (kind !== 'medida.provisoria' && digits.length > 3 && isShortYear(tokens, to))
    return { number, years: yearsOf(tokens[to + 1]?.text ?? ''), to: to + 2 };
  if (blurred) return { number, years: yearsOf(blurred[2] ?? ''), to };
  const year = readYear(tokens, to);
  const repeated = tokens[to]?.text === '/' && year !== undefined ? readYear(tokens, year.to) : undefined;
  return { number, years: year?.years ?? [], to: repeated?.to ?? year?.to ?? to }; // `2.200-2/2001, de 24 de agosto de 2001`
}

/** `9.882-99`, all in one piece. */
function isShortYear(tokens: readonly Token[], at: number): boolean {
  const [hyphen, year] = [tokens[at], tokens[at + 1]];
  return hyphen?.text === '-' && hyphen.glued && year?.glued === true && /^\d\d$/.test(year.text);
}

/** `/74`, `, de 19 de dezembro de 1974`, `de 19/12/74`, `de 1974`; from the token after the number. */
export function readYear(tokens: readonly Token[], at: number): { years: number[]; to: number } | undefined {
  const next = tokens[at];
  if (next?.text === '/' || (next?.text === '-' && /^\d{4}$/.test(tokens[at + 1]?.text ?? ''))) {
    const digits = tokens[at + 1]?.text ?? '';
    const years = yearsOf(/^\d{5}$/.test(digits) ? digits.slice(0, 4) : digits); // five: a footnote's number runs into it
    return years.length > 0 ? { years, to: at + 2 } : digits.length === 3 ? { years, to: at + 2 } : undefined;
  }
  let to = next?.text === ',' ? at + 1 : at;
  if (tokens[to]?.text !== 'de') return undefined;
  to++;
  while (tokens[to]?.text === '.') to++;
  const [first, second] = [tokens[to], tokens[to + 1]];
  if (first?.kind !== 'number') return undefined;
  const dotted = /^\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})$/.exec(first.text);
  if (dotted) return { years: yearsOf(dotted[1] ?? ''), to: to + 1 };
  if ((second?.text === '/' || second?.text === '-') && tokens[to + 3]?.text === second.text)
    return { years: yearsOf(tokens[to + 4]?.text ?? ''), to: to + 5 };
  if (second?.text === 'de' && findMonth(tokens[to + 2]?.text ?? '') !== undefined) {
    const yearAt = tokens[to + 3]?.text === 'de' ? to + 4 : to + 3;
    const years = yearsOf((tokens[yearAt]?.text ?? '').replace('.', ''));
    return years.length > 0 ? { years, to: yearAt + 1 } : undefined;
  }
  const years = first.text.length === 4 ? yearsOf(first.text) : [];
  return years.length > 0 ? { years, to: to + 1 } : undefined;
}

/** A name as an element of a URN: folded, without articles and prepositions, dots for blanks. */
export function dotted(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^(?:[aoe]|d[aeo]s?|[nl][ao])$/.test(word))
    .join('.');
}

/** The act that a kind and a number name: federal where nothing else is said and a federal act has that number and year. */
export function actOf(written: {
  kind: string;
  number: string;
  years: readonly number[];
  level?: (typeof LEVELS)[string] | undefined;
  body?: string | undefined;
  place?: { place: string; authority: string } | undefined;
}): Act {
  const { kind, number, years, level, body, place } = written;
  const year = years[0] === undefined ? {} : { year: years[0] };
  if (place) return { ...place, kind, number, ...year };
  if (level === 'distrital') return { place: 'br;distrito.federal', authority: 'distrital', kind, number, ...year };
  if (level === 'estadual' || level === 'municipal')
    return { place: level === 'estadual' ? 'br;' : 'br;;', authority: level, kind, number, ...year };
  if (body !== undefined) return { place: 'br', authority: body, kind, number, ...year };
  const federal = findFederalAct(kind, number, years);
  const when = {
    ...(federal.year === undefined ? year : { year: federal.year }),
    ...(federal.date === undefined ? {} : { date: federal.date }),
  };
  return { place: 'br', authority: federal.federal || level === 'federal' ? 'federal' : '', kind, number, ...when };
}
