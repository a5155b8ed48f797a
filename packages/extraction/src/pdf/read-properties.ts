import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Properties } from '../child/part.ts';

const MAX_UNITS = 200;

/** What a PDF says about itself and is cheap to read; never its title or author. Broken metadata gives less. */
export async function readProperties(pdf: PDFDocumentProxy): Promise<Properties> {
  const metadata = await pdf.getMetadata().catch(() => undefined);
  const info: Record<string, unknown> = { ...metadata?.info };
  const created = parseDate(info['CreationDate']);
  const producer = describe(info['Producer']);
  return {
    pageCount: pdf.numPages,
    encrypted: typeof info['EncryptFilterName'] === 'string',
    signed: info['IsSignaturesPresent'] === true,
    ...(producer === '' ? {} : { producer }),
    ...(created === undefined ? {} : { createdAt: created }),
  };
}

function describe(value: unknown): string {
  return typeof value === 'string'
    ? value
        .toWellFormed()
        .replaceAll(/\p{Cc}/gu, '')
        .trim()
        .slice(0, MAX_UNITS)
        .toWellFormed()
    : '';
}

const DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/;

/** A PDF date (ISO 32000-1, 7.9.4) as ISO 8601 in UTC; without an offset it is taken for UTC. */
function parseDate(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? DATE.exec(value) : null;
  if (parts === null) return undefined;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, hours, minutes] =
    parts;
  const offset = sign === undefined ? 'Z' : `${sign}${hours ?? '00'}:${minutes ?? '00'}`;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
