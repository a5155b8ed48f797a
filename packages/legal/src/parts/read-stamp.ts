import { parseCnj } from '../cases/cnj.ts';

/** What the stamp of a court's system says of the document that its page belongs to. */
export interface StampReading {
  /** Which system's it is. */
  readonly system: string;
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

/** Reads the first stamp of each system among what was taken out of one page; `texts` are blocks of lines. What is in no block of its own may stand in one that is no stamp itself: a signer at the side of the page. */
export function readStamps(texts: readonly string[]): StampReading[] {
  const blocks = texts.map((text) => ({ text, keys: findKeys(text) }));
  const loose = blocks.filter(({ keys }) => keys.length === 0).map(({ text }) => `\n${text}`);
  const around = loose.join('');
  const readings = new Map<string, StampReading>();
  for (const { text, keys } of blocks)
    for (const { system, id } of keys)
      if (!readings.has(system)) readings.set(system, readStamp(system, id, text + around));
  return KEYS.flatMap(([system]) => readings.get(system) ?? []);
}

function findKeys(text: string): { system: string; id: string }[] {
  return KEYS.flatMap(([system, pattern]) => {
    const id = pattern.exec(text)?.[1];
    return id === undefined ? [] : [{ system, id: id.replaceAll(/\s+/g, ' ').replace(' ,', ',') }];
  });
}

function readStamp(system: string, id: string, text: string): StampReading {
  const key = `${system} ${id}`;
  const signed = SIGNED.exec(text);
  const signer = signed?.groups?.['name']?.trim();
  // the moment of signing stands behind the name, elsewhere that of printing may be meant
  const date = readDay(signed === null ? text : text.slice(signed.index));
  const title = FILED.exec(text)?.groups?.['title']?.trim() ?? (/^(?:Evento|Num)/.test(key) ? key : undefined);
  const caseNumber = parseCnj(CASE_NUMBER.exec(text)?.[0] ?? '')?.number;
  return {
    system,
    key,
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
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return isDay && year !== '0000' ? iso : undefined; // there was no year 0
}
