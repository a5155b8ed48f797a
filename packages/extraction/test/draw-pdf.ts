import PDFDocument from 'pdfkit';
import type { DocumentRequest, Part } from '../src/child/part.ts';
import type { ExtractedPage, Extraction, RemovedSpan } from '../src/extraction.ts';
import { extractPdf } from '../src/pdf/extract-pdf.ts';
import { expectSound } from './expect-sound.ts';

/** The bytes of an A4 PDF that `paint` has drawn. */
export async function draw(paint: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, ...options });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.once('end', resolve));
  paint(pdf);
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/** Ends an object of a PDF that is no stream. */
export function end(reference: { end(chunk: Buffer): void }): void {
  (reference.end as () => void).call(reference);
}

/** Extracts a PDF in this process and checks that what comes out is sound. */
export async function read(
  bytes: Uint8Array<ArrayBuffer>,
  request: Partial<DocumentRequest> = {},
): Promise<Extraction> {
  const pages: ExtractedPage[] = [];
  const removed: RemovedSpan[] = [];
  let text = '';
  let outline: Extraction['outline'] = [];
  let properties: Extraction['properties'] = {};
  const parts: AsyncGenerator<Part> = extractPdf(bytes, { passwords: [], maxTextUnits: 1_000_000, ...request });
  for await (const part of parts) {
    if (part.kind === 'page') {
      text += part.lead + part.text;
      pages.push(part.page);
    } else if (part.kind === 'removed') removed.push(...part.spans);
    else if (part.kind === 'outline') outline = part.entries;
    else if (part.kind === 'properties') properties = part.properties;
  }
  const extraction: Extraction = {
    mediaType: 'application/pdf',
    text,
    pages,
    removed,
    attachments: [],
    outline,
    properties,
    extractorVersion: 'test',
  };
  expectSound(extraction);
  return extraction;
}
