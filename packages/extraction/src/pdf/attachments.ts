import { createHash } from 'node:crypto';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { Part } from '../child/part.ts';
import { openPdf } from './open-pdf.ts';

/** Attachments that are documents by their names: others are not inflated to be looked at. */
const DOCUMENT = /\.(?:pdf|docx|odt|rtf|html?|txt|p7[ms])$/i;
const MAX_ATTACHMENTS = 1000;
const MAX_NAME_UNITS = 200;

/** The files embedded in a PDF (ISO 32000-1, 7.11.4; a portfolio is nothing else), with the hash of those whose names are
 *  those of documents. */
export async function* listAttachments(pdf: PDFDocumentProxy): AsyncGenerator<Part> {
  for (const [name, id] of await nameAttachments(pdf)) {
    const content = DOCUMENT.test(name) ? await readContent(pdf, id) : undefined;
    const sha256 = content && createHash('sha256').update(content).digest('hex');
    yield {
      kind: 'attachment',
      attachment: { name, sizeBytes: content?.byteLength ?? 0, ...(sha256 === undefined ? {} : { sha256 }) },
    };
  }
}

/** The bytes of one of them. Takes `bytes` over.
 *  @throws {ExtractionFailure} `corrupt` where it is not there (any more), and what opening a PDF throws. */
export async function readAttachment(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  passwords: readonly string[],
): Promise<Uint8Array> {
  await using opened = await openPdf(bytes, passwords);
  const id = (await nameAttachments(opened.pdf)).get(name);
  const content = id === undefined ? undefined : await readContent(opened.pdf, id);
  if (content === undefined) throw new ExtractionFailure('corrupt', 'no such attachment');
  return content;
}

/** Ids by names that are one word of a path, each once. */
async function nameAttachments(pdf: PDFDocumentProxy): Promise<Map<string, string>> {
  const attachments = await pdf.getAttachments().catch(() => null);
  const names = new Map<string, string>();
  for (const [id, { filename }] of attachments ?? []) {
    if (names.size === MAX_ATTACHMENTS) break;
    const clean = filename
      .toWellFormed()
      .replaceAll(/[\p{Cc}/\\]/gu, '_')
      .slice(-MAX_NAME_UNITS)
      .toWellFormed();
    let name = clean;
    for (let count = 2; names.has(name); count++) name = clean.replace(/(?=\.[^.]*$)|$/, ` (${count})`);
    names.set(name, id);
  }
  return names;
}

async function readContent(pdf: PDFDocumentProxy, id: string): Promise<Uint8Array | undefined> {
  const content: unknown = await pdf.getAttachmentContent(id).catch(() => undefined);
  return content instanceof Uint8Array ? content : undefined;
}
