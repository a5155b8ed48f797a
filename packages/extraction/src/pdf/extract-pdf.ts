import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { listAttachments } from './attachments.ts';
import { composeDocument, textOf } from './compose-document.ts';
import { openPdf } from './open-pdf.ts';
import { readOutline } from './outline.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { readProperties } from './read-properties.ts';

/** Pages after which fonts and caches of the whole document are let go; pdf.js would keep them to the end. */
const CLEAN_UP_PAGES = 250;

/** Reads a PDF page by page, then makes a text of them. Only where text stands is kept of the pages read; what pdf.js builds up is released on the way.
 *  @throws {ExtractionFailure} `encrypted`, `corrupt`, `empty`, `too-large`. */
export async function* extractPdf(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const { passwords, maxTextUnits } = request;
  const pages: ReadPage[] = [];
  let holdsDocuments = false;
  {
    await using opened = await openPdf(bytes, passwords);
    const { pdf } = opened;
    yield { kind: 'properties', properties: await readProperties(pdf) };
    const entries = await readOutline(pdf);
    if (entries.length > 0) yield { kind: 'outline', entries };
    let units = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await readPage(pdf, number);
      pages.push(page);
      for (const { text } of textOf(page)) units += text.length + 1;
      if (units > maxTextUnits + 1) throw new ExtractionFailure('too-large', `text over ${maxTextUnits} units`);
      if (number % CLEAN_UP_PAGES === 0) await pdf.cleanup();
      yield { kind: 'progress' };
    }
    for await (const part of listAttachments(pdf)) {
      yield part;
      holdsDocuments ||= part.kind === 'attachment' && part.attachment.sha256 !== undefined;
    }
  }
  // the cover of a portfolio may be blank
  yield* composeDocument(pages, { ...request, mayBeBlank: holdsDocuments });
}
