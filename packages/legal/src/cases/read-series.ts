import type { CaseReading } from './case-reading.ts';
import { type CnjNumber, parseCnj } from './cnj.ts';
import { findCourtByCnj } from './courts.ts';

/** Numbers whose form alone says what they are, first match wins. */
const SERIES: readonly {
  pattern: RegExp;
  read: (match: RegExpExecArray) => Pick<CaseReading, 'court' | 'kind' | 'number'> & { incidents?: string[] };
}[] = [
  // TJMG: Resolução TJMG 319/1996, "1.ORIGIN.YY.NNNNNN-D/SEQ"
  {
    pattern: /(?<!\d)(\d\.\d{4}\.\d{2}\.\d{6}-\d\/\d{3})(?!\d)/,
    read: ([, number = '']) => ({ court: 'tjmg', kind: '', number }),
  },
  // TJDFT: "YYYY.PP.I.NNNNNN-D", as the court's own portal writes it; with or without signs, its class attached
  {
    pattern: /(?<!\d)((?:19|20)\d{2})\.?(\d{2})\.?([1-3])\.?(\d{6})-?(\d)(?![\d/])/,
    read: (match) => ({ court: 'tjdft', kind: '', number: match.slice(1).join('') }),
  },
  // Justiça Federal before Resolução CNJ 65/2008: "YYYY.SS.VV.NNNNNN-D"
  {
    pattern: /(?<!\d)((?:19|20)\d{2}\.\d{2}\.\d{2}\.\d{6}-\d)(?!\d)/,
    read: ([, number = '']) => ({ court: 'jf', kind: '', number }),
  },
  // STJ's registration: "YYYY/NNNNNNN-D"
  {
    pattern: /(?<!\d)((?:19|20)\d{2}\/\d{7}-\d)(?!\d)/,
    read: ([, number = '']) => ({ court: 'stj', kind: 'registro', number }),
  },
  // TCU: "NNN.NNN/YYYY-D"
  {
    pattern: /(?<!\d)(\d{3})\.(\d{3}\/(?:19|20)\d{2}-\d)(?!\d)/,
    read: ([, first = '', rest = '']) => ({ court: 'tcu', kind: 'tc', number: first + rest }),
  },
  // administrative: "OOOO-NNNNNN/YYYY"
  {
    pattern: /(?<!\d)(\d{3,5}-\d{6,7}\/(?:19|20)\d{2})(?!\d)/,
    read: ([, number = '']) => ({ court: '', kind: 'processo', number }),
  },
  // TST before 2010: "RR-297.751/96.2", "RR-1234/2003-001-04-00.5"; the digit after the last dot is a check digit
  {
    pattern:
      /(iuj-?|e-)?(airr|roar|rr)[ -]{1,3}(\d{1,3}(?:\.\d{3}){0,2}|\d{1,7})\/((?:19|20)?\d{2})(-\d{3}-\d{2}-\d{2})?\.\d(?!\d)/i,
    read: ([, prefix, kind = '', digits = '', year = '', unit = '']) => ({
      court: 'tst',
      kind: kind.toLowerCase(),
      number: `${digits.replaceAll('.', '')}/${year.length === 2 ? `19${year}` : year}${unit}`,
      ...(prefix?.toLowerCase().startsWith('iuj') ? { incidents: ['iuj'] } : {}),
    }),
  },
  // law reviews: volume and page
  {
    pattern: /(?<![a-z])(rtj|rstj|rjtjesp|rjdtacrim|jtacrim|jtj|lex|rdr|rt)\b[^\d]{0,12}(\d{1,4}\/\d{1,4})(?!\d)/i,
    read: ([, kind = '', number = '']) => ({ court: 'revista', kind: kind.toLowerCase(), number }),
  },
];
const REVIEW = 'revista';

/** A number whose form alone identifies the case: the unified one, or that of a court's own series. */
export function readSeries(text: string): CaseReading | undefined {
  const cnj = parseCnj(text);
  if (cnj !== undefined) return readingOfCnj(cnj);
  const compact = text.replace(/(?<=[\d.-]) (?=[\d.-])/g, '');
  for (const { pattern, read } of SERIES) {
    const match = pattern.exec(compact);
    if (match === null) continue;
    if (/^[ .]?jsp/i.test(compact.slice(match.index + 2)) && match[1]?.toLowerCase() === 'rt') continue;
    const reading = read(match);
    const rule =
      reading.incidents !== undefined || reading.court === 'tst'
        ? 'class-number'
        : reading.court === REVIEW
          ? 'review'
          : 'series';
    return { rule, ...reading };
  }
  return undefined;
}

/** The reading of a unified number, with what its digits say. */
export function readingOfCnj({ number, valid, year, branch, court }: CnjNumber): CaseReading {
  const its = findCourtByCnj(branch, court);
  return {
    rule: 'cnj',
    court: its?.id ?? '',
    kind: '',
    number,
    attributes: {
      cnjValid: valid,
      year,
      branch,
      court,
      ...(its ? { courtId: its.id, courtName: its.name } : {}),
      ...(its?.uf ? { state: its.uf } : {}),
    },
  };
}
