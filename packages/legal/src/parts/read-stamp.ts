import { parseCnj } from '../cases/cnj.ts';

/** What the stamp of a court's system says of the document that its page belongs to. */
export interface StampReading {
  /** The same on all pages of one document of the case file. */
  readonly key: string;
  readonly title?: string;
  readonly signer?: string;
  /** ISO date. */
  readonly date?: string;
  readonly caseNumber?: string;
}

/** How each system tells one document of a case file from the next: PJe, PJe of the labour courts, eproc, Projudi, e-SAJ.
 *  Formats as in the stamps that the extraction takes out. */
const KEYS: readonly (readonly [system: string, pattern: RegExp])[] = [
  ['Num.', /\bnum\.\s*(\d{5,})\s*-\s*p[áa]g\.?\s*\d+/i],
  ['ID', /\bid\.?\s*([0-9a-f]{6,8})\s*-\s*p[áa]g\.?\s*\d+/i],
  ['Evento', /\bevento\s+(\d+\s*,\s*[\p{L}_]+\d*)\s*,\s*p[áa]gina\s+\d+/iu],
  ['mov.', /\bref\.\s*mov\.\s*(\d+(?:\.\d+)?)/i],
  ['código', /para\s+conferir\s+o\s+original[\s\S]{0,200}?\bc[óo]digo\s+([0-9A-Za-z]{6,12})\b/i],
];
const SIGNED =
  /assinado\s+(?:eletronica|digital)mente\s+por:?\s+(?<name>[^\n,;:\d]{3,80}?)(?=\.\s+(?:Para|Este|Esta|O|A|Documento)\b|\s+-\s|\s+em\s|\s+\(|[,;:\n\d]|$)/i;
/** Dotted: the twenty digits of a stamp may be those of a document. */
const CASE_NUMBER = /(?<!\d)\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}(?!\d)/;
const DAY = /\b(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})\b/;
const FILED = /\bArq:\s*(?<title>[^\n]{2,80})/;

/** Reads all that was taken out of one page; undefined where no system's mark is in it. */
export function readStamps(texts: readonly string[]): StampReading | undefined {
  const all = texts.join('\n');
  const found = KEYS.flatMap(([system, pattern]) => {
    const id = pattern.exec(all)?.[1];
    return id === undefined ? [] : [`${system} ${id.replaceAll(/\s+/g, ' ').replace(' ,', ',')}`];
  })[0];
  if (found === undefined) return undefined;
  const signed = SIGNED.exec(all);
  const signer = signed?.groups?.['name']?.trim();
  // the moment of signing stands behind the name, elsewhere that of printing may be meant
  const date = readDay(signed === null ? all : all.slice(signed.index));
  const title = FILED.exec(all)?.groups?.['title']?.trim() ?? (/^(?:Evento|Num)/.test(found) ? found : undefined);
  const caseNumber = parseCnj(CASE_NUMBER.exec(all)?.[0] ?? '')?.number;
  return {
    key: found,
    ...(title === undefined ? {} : { title }),
    ...(signer === undefined ? {} : { signer }),
    ...(date === undefined ? {} : { date }),
    ...(caseNumber === undefined ? {} : { caseNumber }),
  };
}

/** The first day written in a text, where there is such a day. */
function readDay(text: string): string | undefined {
  const { year, month, day } = DAY.exec(text)?.groups ?? {};
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
