import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import type { RemovedSpan } from '../extraction.ts';
import { assemble } from './assemble.ts';
import { listAttachments } from './attachments.ts';
import { composePage, type PageParagraphs, pageGoesOn, readParagraphs } from './compose-page.ts';
import { takeFootnoteMarks } from './footnote-marks.ts';
import { findNoise, type NoiseRule } from './noise/find-noise.ts';
import { openPdf } from './open-pdf.ts';
import { type PageFrame, type ReadPage, readPage } from './read-page.ts';
import { readProperties } from './read-properties.ts';
import { describeRemoved } from './removed-spans.ts';
import type { Segment } from './segments.ts';

/** Pages after which fonts and caches of the whole document are let go; pdf.js would keep them to the end. */
const CLEAN_UP_PAGES = 250;

/** Reads a PDF page by page, then decides over all pages what is noise, what goes on where, and how broken words are
 *  written. Only where text stands is kept of the pages read; what pdf.js builds up is released on the way.
 *  @throws {ExtractionFailure} `encrypted`, `corrupt`, `empty`, `too-large`. */
export async function* extractPdf(
  bytes: Uint8Array<ArrayBuffer>,
  { passwords, maxTextUnits, keepNoise = false }: DocumentRequest,
): AsyncGenerator<Part> {
  const pages: ReadPage[] = [];
  let holdsDocuments = false;
  {
    await using opened = await openPdf(bytes, passwords);
    const { pdf } = opened;
    yield { kind: 'properties', properties: await readProperties(pdf) };
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
  if (!holdsDocuments) refuseWithoutText(pages);
  const noise = keepNoise
    ? new Map<Segment, NoiseRule>()
    : findNoise(pages.map((page) => ({ ...page.frame, ...page })));
  // a document of nothing but stamps is its stamps
  if (!pages.some(({ segments, turned }) => [...segments, ...turned].some((segment) => !noise.has(segment))))
    noise.clear();
  const composed = composePages(pages, noise, keepNoise);
  for (const [index, page] of pages.entries()) {
    const spans = [...removedFrom(page, noise), ...(composed[index]?.marks ?? [])];
    if (spans.length > 0) yield { kind: 'removed', spans };
  }
  for (const placed of assemble(composed)) yield { kind: 'page', ...placed };
}

/** All text of a page that may be of the document. */
function textOf({ segments, turned, signatures }: ReadPage): Segment[] {
  return [...segments, ...turned, ...signatures];
}

function refuseWithoutText(pages: readonly ReadPage[]): void {
  // a scan that was signed is still a scan
  if (pages.some(({ segments, turned }) => segments.length + turned.length > 0)) return;
  const broken = pages.filter(({ frame }) => frame.reason === 'page-corrupt').length;
  if (broken === pages.length) throw new ExtractionFailure('corrupt', `none of ${pages.length} pages can be read`);
  throw new ExtractionFailure('empty', `no text on ${pages.length} pages`);
}

function removedFrom(page: ReadPage, noise: ReadonlyMap<Segment, NoiseRule>) {
  const { frame, overprinted } = page;
  const removed: [Segment, string][] = overprinted.map((segment) => [segment, 'overprint']);
  for (const segment of textOf(page)) {
    const rule = noise.get(segment);
    if (rule !== undefined) removed.push([segment, rule]);
  }
  return removed.length === 0 ? [] : (describeRemoved(frame.number, removed) satisfies RemovedSpan[]);
}

/** The pages as they are written, and the marks of footnotes that were taken out of each. */
function composePages(pages: readonly ReadPage[], noise: ReadonlyMap<Segment, NoiseRule>, keepsMarks: boolean) {
  const kept = (segments: readonly Segment[]) => segments.filter((segment) => !noise.has(segment));
  const read = pages.map(({ segments, turned, signatures }) =>
    readParagraphs(kept(segments), kept([...turned, ...signatures])),
  );
  const isContinued = continuations(read);
  return read.map((paragraphs, index) => {
    const { page, marks } = keepsMarks ? { page: paragraphs, marks: [] } : takeFootnoteMarks(paragraphs);
    const text = composePage(page, {
      isContinued: isContinued[index] ?? false,
      goesOn: isContinued[nextWithText(read, index)] ?? false,
    });
    const frame = frameOf(pages[index] as ReadPage, text.text);
    // one span each: what stands between two marks is text
    return { frame, text, marks: marks.flatMap((mark) => describeRemoved(frame.number, [[mark, 'footnote-mark']])) };
  });
}

/** A page of which only what a signature shows is left has text, too. */
function frameOf({ frame }: ReadPage, text: string): PageFrame {
  if (text === '' || frame.textSource === 'layer') return frame;
  const { reason: _, ...rest } = frame;
  return { ...rest, textSource: 'layer' };
}

const isEmpty = ({ body, footnotes, turned }: PageParagraphs) => body.length + footnotes.length + turned.length === 0;

function nextWithText(read: readonly PageParagraphs[], index: number): number {
  for (let next = index + 1; next < read.length; next++) if (!isEmpty(read[next] as PageParagraphs)) return next;
  return read.length;
}

/** For each page whether it goes on with the last one before it that has text. */
function continuations(read: readonly PageParagraphs[]): boolean[] {
  let last: PageParagraphs | undefined;
  return read.map((page) => {
    if (isEmpty(page)) return false;
    const goesOn = last !== undefined && pageGoesOn(last, page);
    last = page;
    return goesOn;
  });
}
