import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import type { ExtractedPage } from '../extraction.ts';
import { assemble } from './assemble.ts';
import { listAttachments } from './attachments.ts';
import { openPdf } from './open-pdf.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { readProperties } from './read-properties.ts';

/** Pages after which fonts and caches of the whole document are let go; pdf.js would keep them to the end. */
const CLEAN_UP_PAGES = 250;

/** Reads a PDF page by page. Only text and layout of the pages read so far are kept, since a broken word is decided by
 *  how the whole document writes it; what pdf.js builds up is released on the way.
 *  @throws {ExtractionFailure} `encrypted`, `corrupt`, `empty`, `too-large`. */
export async function* extractPdf(
  bytes: Uint8Array<ArrayBuffer>,
  { passwords, maxTextUnits }: DocumentRequest,
): AsyncGenerator<Part> {
  const pages: ReadPage['page'][] = [];
  let holdsDocuments = false;
  {
    await using opened = await openPdf(bytes, passwords);
    const { pdf } = opened;
    yield { kind: 'properties', properties: await readProperties(pdf) };
    let units = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const { page, removed } = await readPage(pdf, number);
      for (const span of removed) yield { kind: 'removed', span };
      pages.push(page);
      units += page.text.length + 1;
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
  if (!holdsDocuments) refuseWithoutText(pages.map(({ frame, text }) => ({ ...frame, isEmpty: text === '' })));
  for (const placed of assemble(pages)) yield { kind: 'page', ...placed };
}

function refuseWithoutText(pages: readonly (Pick<ExtractedPage, 'reason'> & { isEmpty: boolean })[]): void {
  if (pages.some(({ isEmpty }) => !isEmpty)) return;
  const broken = pages.filter(({ reason }) => reason === 'page-corrupt').length;
  if (broken === pages.length) throw new ExtractionFailure('corrupt', `none of ${pages.length} pages can be read`);
  throw new ExtractionFailure('empty', `no text on ${pages.length} pages`);
}
