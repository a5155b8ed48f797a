import { fold, foldedKey, tidy } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

const MONTHS = 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ');
const MONTH = `(${MONTHS.map((month) => `${month}|${month.slice(0, 3)}`).join('|')})`;
const NUMERIC = /^(\d{1,2})o?[/. -](\d{1,2})[/. -](\d{4}|\d{2})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const LONG = new RegExp(
  `^(?:dia |em )?(\\d{1,2})[oa°]?(?: dias?)?(?: do mes)?(?: de|/)? ?${MONTH}(?: de|/)? ?(?:do ano de )?(\\d{4}|\\d{2})$`,
);
const MONTH_YEAR = new RegExp(`^(?:mes de |em )?${MONTH}(?: de |/| )(\\d{4}|\\d{2})$`);
const NUMERIC_MONTH_YEAR = /^(\d{1,2})\/(\d{4})$/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})o? de ${MONTH}$`);
const YEAR = /^(?:ano (?:de )?)?(1[5-9]\d\d|20\d\d)$/;

/** A date as ISO 8601, in the precision the text has: `1974-12-19`, `2019-03`, `2015`; else folded. Two-digit years
 *  are read as 1930..2029 (window of POSIX-like pivots, as no decision of a court before 1930 is in digital archives).
 *  Impossible dates keep their folded text and are flagged. */
export function normalizeDate(text: string): NormalizedEntity {
  const name = tidy(text);
  const folded = fold(name).replaceAll('-de-', ' de ');
  const found = readDate(folded);
  if (found === undefined) return { key: foldedKey(name), name, rule: 'date-text', attributes: {} };
  const [year, month, day] = found;
  if (!isPossible(year, month, day))
    return { key: foldedKey(name), name, rule: 'date-impossible', attributes: { impossible: true } };
  const parts = [String(year).padStart(4, '0'), month, day].filter((part) => part !== undefined);
  const key = parts.map((part) => String(part).padStart(2, '0')).join('-');
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  return { key, name: key, rule: `date-${precision}`, attributes: { iso: key, precision } };
}

type DateParts = readonly [year: number, month?: number, day?: number];

function readDate(folded: string): DateParts | undefined {
  const numeric = NUMERIC.exec(folded);
  if (numeric) return [fullYear(numeric[3]), Number(numeric[2]), Number(numeric[1])];
  const iso = ISO.exec(folded);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const long = LONG.exec(folded);
  if (long && !DAY_MONTH.test(folded)) return [fullYear(long[3]), monthNumber(long[2]), Number(long[1])];
  const month = MONTH_YEAR.exec(folded);
  if (month) return [fullYear(month[2]), monthNumber(month[1])];
  const numericMonth = NUMERIC_MONTH_YEAR.exec(folded);
  if (numericMonth) return [Number(numericMonth[2]), Number(numericMonth[1])];
  const year = YEAR.exec(folded);
  return year ? [Number(year[1])] : undefined;
}

function monthNumber(name = ''): number {
  return MONTHS.findIndex((month) => month.startsWith(name)) + 1;
}

/** A year as written: four digits as they are, two digits within 1930..2029. */
export function fullYear(digits = ''): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function isPossible(year: number, month = 1, day = 1): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
