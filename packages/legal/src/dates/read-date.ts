import { findMonth, yearsOf } from './months.ts';
import { withDigits } from './written-numbers.ts';

/** A date or a period: ISO 8601 in the precision that the text has. */
export interface DateReading {
  /** `2015-10-22`, `2017-07`, `2015`, `--08-31`, or `from/to`. */
  readonly iso: string;
  readonly precision: 'day' | 'month' | 'year' | 'day-of-year' | 'interval';
  /** Set when there is no such day: 31/02. */
  readonly impossible?: true;
}

const MONTH =
  '(janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)';
const YEAR = '(\\d{4}|\\d{2}|\\d\\.\\d{3})';
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const NUMERIC = /^(\d{1,2})o? ?([/.-]) ?(\d{1,2}) ?[/.-] ?(\d\.\d{3}|\d{4}|\d{2})$/;
/** A slash that was read as 1, l or I: `10/0812016`, `21312013`. */
const BLURRED = /^(\d{1,2})[/1il](\d{1,2})[/1il]((?:19|20)\d{2})$/;
const LONG = new RegExp(
  `^(\\d{1,2})[oa]? ?(?:dias? )?(?:do mes )?(?:de |do |[/-] ?)?${MONTH},?(?: de | do ano de | do ano | ?[/-] ?| )${YEAR}$`,
);
const MONTH_YEAR = new RegExp(`^${MONTH}(?: de | do ano de | ?[/-] ?|, | )${YEAR}$`);
const NUMERIC_MONTH_YEAR = /^(\d{1,2}) ?[/.-] ?(\d{4})$/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})[oa]? (?:de |do mes de )?${MONTH}(?: de)?$`);
const NUMERIC_DAY_MONTH = /^(\d{1,2})o?[/.](\d{1,2})$/;
const MONTH_ALONE = new RegExp(`^${MONTH}$`);
const ONLY_YEAR = /^(?:ano |exercicio (?:financeiro )?|safra )?(?:de |do ano de )?(1[5-9]\d\d|20\d\d)$/;
const LEAD =
  /^(?:(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?|sabado|domingo)?,? ?(?:(?:periodo|interregno|entre|desde|em|no|aos|nos|ao|a|na|data|dias?|mes(?:es)?|anos?|de|do|os|o) ){0,6}/;
const LIST = /^((?:\d{1,2}o?(?: ?, ?| e )){1,10})(\d{1,2}.{0,40})$/;
const YEARS = /^((?:(?:19|20)\d\d(?: ?, ?| e )){1,10})((?:19|20)\d\d)$/;
const PART =
  /^((?:\d{1,2}o? ?(?:, ?|e |a )?){1,4})(semestre|trimestre|bimestre|quadrimestre)s? (?:de |do ano de )?((?:19|20)\d\d)$/;
const PART_MONTHS: Readonly<Record<string, number>> = { semestre: 6, trimestre: 3, bimestre: 2, quadrimestre: 4 };
const DECADE = /^(?:a )?(?:decada de|anos) (19|20)?(\d)0$/;
const CENTURY = /^seculo (xviii|xix|xx|xxi)$/;
const CENTURIES: Readonly<Record<string, number>> = { xviii: 18, xix: 19, xx: 20, xxi: 21 };
const PERIOD = / (?:a|ate|ao|e) (?:o dia |dia |final de |fim de )?/;
const TWO_MONTHS = new RegExp(`^(${MONTH} de \\d{4}) (${MONTH} de \\d{4})$`);
/** The year is all that is left of a blurred date. */
const YEAR_AT_END = /^\d{1,2} .{0,12}?((?:19|20)\d\d)$/;

/** Reads a date as court documents write them; several in a list. Two-digit years as in {@link yearsOf}.
 *  @param folded without accents, in lower case, `º` as `o`
 *  @returns empty for what is none */
export function readDates(folded: string): DateReading[] {
  const plain = folded
    .replace(/ ?\([^()]{0,60}\)/g, '')
    .trim()
    .replace(/[.,;]$/, '')
    .replace(/(?<=\d)o(?=\d)/g, '0')
    .replace(/(?<=\d)\.o(?![a-z])/g, 'o');
  const text = /[a-z]{3}/.test(plain) ? withDigits(plain) : plain;
  const one = readOne(text) ?? readOne(text.replace(LEAD, ''));
  if (one !== undefined) return [one];
  const bare = text.replace(LEAD, '');
  const list = LIST.exec(bare);
  const last = list === null ? undefined : readOne(list[2] ?? '');
  if (list !== null && last?.precision.startsWith('day')) {
    const days = (list[1] ?? '').match(/\d{1,2}/g) ?? [];
    const others = days.map((day) =>
      last.precision === 'day'
        ? dayOf(last.iso.slice(0, 4), last.iso.slice(5, 7), day)
        : dayOfYear(last.iso.slice(2, 4), day),
    );
    return [...others, last];
  }
  const years = /^entre /.test(text) ? null : YEARS.exec(bare);
  if (years !== null)
    return `${years[1]}${years[2]}`.match(/\d{4}/g)?.map((year) => ({ iso: year, precision: 'year' })) ?? [];
  const period = readPeriod(bare) ?? readPeriod(text) ?? readPart(bare);
  if (period !== undefined) return [period];
  const year = YEAR_AT_END.exec(bare);
  return year === null ? [] : [{ iso: year[1] ?? '', precision: 'year' }];
}

function readOne(text: string): DateReading | undefined {
  const iso = ISO.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const numeric = NUMERIC.exec(text);
  if (numeric) return dayOf(yearOf(numeric[4]), numeric[3], numeric[1]);
  const blurred = BLURRED.exec(text);
  const unblurred = blurred === null ? undefined : dayOf(blurred[3], blurred[2], blurred[1]);
  if (unblurred !== undefined && !unblurred.impossible) return unblurred;
  const long = LONG.exec(text);
  if (long) return dayOf(yearOf(long[3]), String(findMonth(long[2] ?? '')), long[1]);
  const month = MONTH_YEAR.exec(text);
  if (month) return monthOf(yearOf(month[2]), String(findMonth(month[1] ?? '')));
  const numericMonth = NUMERIC_MONTH_YEAR.exec(text);
  if (numericMonth) return monthOf(numericMonth[2], numericMonth[1]);
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth) return dayOfYear(String(findMonth(dayMonth[2] ?? '')), dayMonth[1]);
  const numericDay = NUMERIC_DAY_MONTH.exec(text);
  if (numericDay) return dayOfYear(numericDay[2], numericDay[1]);
  const year = ONLY_YEAR.exec(text);
  if (year) return { iso: year[1] ?? '', precision: 'year' };
  const alone = MONTH_ALONE.exec(text);
  return alone ? { iso: `--${two(String(findMonth(alone[1] ?? '')))}`, precision: 'day-of-year' } : undefined;
}

function readPeriod(text: string): DateReading | undefined {
  const adjacent = TWO_MONTHS.exec(text);
  if (adjacent) return between(adjacent[1] ?? '', adjacent[3] ?? '');
  const at = PERIOD.exec(text);
  if (at !== null) return between(text.slice(0, at.index), text.slice(at.index + at[0].length));
  const span = /^((?:19|20)\d\d) ?[-/] ?((?:19|20)\d\d)$/.exec(text);
  if (span) return interval(span[1] ?? '', span[2] ?? '');
  const century = CENTURIES[CENTURY.exec(text)?.[1] ?? ''];
  if (century !== undefined) return interval(`${century - 1}01`, `${century}00`);
  const decade = DECADE.exec(text);
  if (decade) return interval(`${decade[1] ?? '19'}${decade[2]}0`, `${decade[1] ?? '19'}${decade[2]}9`);
  return undefined;
}

/** The beginning lacks what the end says: `1 a 5 de maio de 2010`, `março a maio de 2015`. */
function between(first: string, last: string): DateReading | undefined {
  const end = readOne(last);
  if (end === undefined) return undefined;
  const bare = first.replace(LEAD, '').trim();
  const year = end.iso.slice(0, 4);
  const day = /^(\d{1,2})o?$/.exec(bare);
  if (day && end.precision === 'day') return joined(dayOf(year, end.iso.slice(5, 7), day[1]), end);
  const begin = readOne(bare);
  if (begin === undefined) return undefined;
  if (begin.precision === 'day-of-year' && end.precision !== 'day-of-year')
    return joined({ ...begin, iso: `${year}${begin.iso.slice(1)}` }, end);
  return joined(begin, end);
}

function joined(begin: DateReading, end: DateReading): DateReading {
  return {
    iso: `${begin.iso}/${end.iso}`,
    precision: 'interval',
    ...(begin.impossible || end.impossible ? { impossible: true as const } : {}),
  };
}

function readPart(text: string): DateReading | undefined {
  const part = PART.exec(text);
  if (part === null) return undefined;
  const months = PART_MONTHS[part[2] ?? ''] ?? 12;
  const numbers =
    (part[1] ?? '')
      .match(/\d{1,2}/g)
      ?.map(Number)
      .map((number) => (number > 9 && number % 10 === 0 ? number / 10 : number)) ?? [];
  const [first = 1] = numbers;
  const last = numbers.at(-1) ?? first;
  if (last * months > 12 || first > last) return undefined;
  const year = part[3] ?? '';
  return interval(`${year}-${two(String((first - 1) * months + 1))}`, `${year}-${two(String(last * months))}`);
}

function interval(from: string, to: string): DateReading {
  return { iso: `${from}/${to}`, precision: 'interval' };
}

function yearOf(digits = ''): string {
  const [year] = yearsOf(digits.replace('.', ''));
  return year === undefined ? digits : String(year);
}

function dayOf(year = '', month = '', day = ''): DateReading {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const possible =
    Number(year) >= 1000 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return {
    iso: `${year}-${two(month)}-${two(day)}`,
    precision: 'day',
    ...(possible ? {} : { impossible: true as const }),
  };
}

function monthOf(year = '', month = ''): DateReading | undefined {
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  return { iso: `${year}-${two(month)}`, precision: 'month' };
}

function dayOfYear(month = '', day = ''): DateReading {
  const reading = dayOf('2000', month, day); // a leap year
  return {
    iso: `-${reading.iso.slice(4)}`,
    precision: 'day-of-year',
    ...(reading.impossible ? { impossible: true as const } : {}),
  };
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
