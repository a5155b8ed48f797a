import { NAMED_ACTS } from './codes.ts';
import { FEDERAL_ACT_DATES, REISSUES } from './federal-act-dates.ts';

/** What is known of a number: whether a federal act has it, and when it was made. */
export interface FederalAct {
  readonly federal: boolean;
  readonly year?: number;
  /** ISO date. */
  readonly date?: string;
}

interface Series {
  readonly kind: string;
  /** Ascending, as their dates nearly are. */
  readonly numbers: readonly number[];
  readonly dates: readonly string[];
}

const NONE: FederalAct = { federal: false };
/** Laws and decrees a year, at most, after the table ends. */
const MOST_ACTS_A_YEAR = 500;
/** Every kind of which there are federal acts only, or which is federal where nothing else is said. */
const FEDERAL_KINDS = new Set([
  'decreto.lei',
  'medida.provisoria',
  'emenda.constitucional',
  'lei.delegada',
  'decreto.legislativo',
  'ato.institucional',
]);
let loaded: { series: readonly Series[]; reissues: ReadonlyMap<string, string> } | undefined;

/** Looks up a number among the federal acts of a kind. With a year: federal when the table has both or when the number fits
 *  between its neighbours of that year. Without: only where the kind counts in one series (laws, complementary laws).
 *  @param years candidates (`64` may be 1964 or 2064), the first that fits wins */
export function findFederalAct(kind: string, number: string, years: readonly number[]): FederalAct {
  loaded ??= load();
  const reissued = kind === 'medida.provisoria' ? loaded.reissues.get(number) : undefined;
  if (reissued !== undefined) return { federal: true, year: Number(reissued.slice(0, 4)), date: reissued };
  const value = Number(number);
  const series = loaded.series.filter((one) => one.kind === kind);
  if (years.length === 0) return withoutYear(kind, value, series);
  for (const year of years) {
    for (const one of series) {
      const at = lowerBound(one.numbers, value);
      const date = one.numbers[at] === value ? one.dates[at] : undefined;
      if (date?.startsWith(String(year))) return { federal: true, year, date };
    }
  }
  for (const year of years) if (series.some((one) => fitsBetween(one, value, year))) return { federal: true, year };
  return FEDERAL_KINDS.has(kind) ? { federal: true, ...yearOf(years) } : { ...NONE, ...yearOf(years) };
}

function withoutYear(kind: string, value: number, series: readonly Series[]): FederalAct {
  const hits = series.flatMap(({ numbers, dates }) => {
    const at = lowerBound(numbers, value);
    return numbers[at] === value ? [dates[at] ?? ''] : [];
  });
  const [hit] = hits;
  if (FEDERAL_KINDS.has(kind) && series.length !== 1)
    return hit === undefined || hits.length > 1
      ? { federal: true }
      : { federal: true, year: Number(hit.slice(0, 4)), date: hit };
  const [only] = series;
  if (only === undefined || series.length > 1) return NONE;
  const at = lowerBound(only.numbers, value);
  const date = only.dates[at];
  if (only.numbers[at] === value && date !== undefined) return { federal: true, year: Number(date.slice(0, 4)), date };
  const before = only.dates[at - 1]?.slice(0, 4);
  if (before !== undefined && before === date?.slice(0, 4)) return { federal: true, year: Number(before) };
  return { federal: kind === 'lei' || FEDERAL_KINDS.has(kind) };
}

function fitsBetween({ numbers, dates }: Series, value: number, year: number): boolean {
  const at = lowerBound(numbers, value);
  const before = yearAt(dates, at - 1) ?? yearAt(dates, 0);
  const after = yearAt(dates, numbers[at] === value ? at + 1 : at);
  if (before === undefined || year < before) return false;
  if (after !== undefined) return year <= after && numbers[at] !== value;
  return value <= (numbers.at(-1) ?? 0) + MOST_ACTS_A_YEAR * (year - before + 1);
}

function yearAt(dates: readonly string[], at: number): number | undefined {
  const date = dates[at];
  return date === undefined ? undefined : Number(date.slice(0, 4));
}

function yearOf([year]: readonly number[]): { year?: number } {
  return year === undefined ? {} : { year };
}

function lowerBound(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function load(): NonNullable<typeof loaded> {
  const series = FEDERAL_ACT_DATES.map(([kind, acts]) => {
    const numbers: number[] = [];
    const dates: string[] = [];
    for (const act of acts.split(',')) {
      const [day = '', ...ranges] = act.split(' ');
      for (const range of ranges) {
        const [first = 0, last = first] = range.split('-').map(Number);
        for (let number = first; number <= last; number++) {
          numbers.push(number);
          dates.push(isoOf(day));
        }
      }
    }
    for (const { act } of NAMED_ACTS) {
      if (
        act.kind !== kind ||
        act.authority !== 'federal' ||
        act.date === undefined ||
        numbers.includes(Number(act.number))
      )
        continue;
      if (act.date < (dates[0] ?? '') || (act.date > (dates.at(-1) ?? '') && kind !== 'lei')) continue; // of another series
      numbers.push(Number(act.number));
      dates.push(act.date);
    }
    const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    return {
      kind,
      numbers: order.map((index) => numbers[index] ?? 0),
      dates: order.map((index) => dates[index] ?? ''),
    };
  });
  const reissues = REISSUES.split(',').flatMap((act) => {
    const [day = '', ...names] = act.split(' ');
    return names.map((name) => [name, isoOf(day)] as const);
  });
  return { series, reissues: new Map(reissues) };
}

function isoOf(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
