import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import type { RemovedSpan } from '../extraction.ts';
import { mergeOcr } from '../ocr/merge-ocr.ts';
import { wantsOcr } from '../ocr/ocr-page.ts';
import { findOcrReason } from '../ocr/ocr-reason.ts';
import { assemble } from './assemble.ts';
import { composePage, type PageParagraphs, pageGoesOn, readParagraphs } from './compose-page.ts';
import { takeFootnoteMarks } from './footnote-marks.ts';
import { findNoise, type NoiseRule } from './noise/find-noise.ts';
import type { PageFrame, ReadPage } from './read-page.ts';
import { describeRemoved } from './removed-spans.ts';
import type { Segment } from './segments.ts';

/** Decides over all pages what OCR is better at, what is noise, what goes on where, and how broken words are written.
 *  @throws {ExtractionFailure} `corrupt`, `empty` (where OCR won't change that) */
export async function* composeDocument(
  layers: readonly ReadPage[],
  { keepNoise = false, ocr, mayBeBlank }: DocumentRequest & { readonly mayBeBlank: boolean },
): AsyncGenerator<Part> {
  const pages = await takeOcr(layers, ocr);
  const awaitsOcr = ocr !== undefined && pages.some(({ frame }) => isAwaiting(frame, ocr));
  if (!mayBeBlank && !awaitsOcr) refuseWithoutText(pages);
  const noise = keepNoise ? new Map<Segment, NoiseRule>() : noiseOf(pages);
  // a document of nothing but stamps is its stamps
  if (
    !awaitsOcr &&
    !pages.some(({ segments, turned }) => [...segments, ...turned].some((segment) => !noise.has(segment)))
  )
    noise.clear();
  const composed = composePages(pages, noise, keepNoise);
  for (const [index, page] of pages.entries()) {
    const spans = [...removedFrom(page, noise), ...(composed[index]?.marks ?? [])];
    if (spans.length > 0) yield { kind: 'removed', spans };
  }
  for (const placed of assemble(composed)) yield { kind: 'page', ...placed };
}

function noiseOf(pages: readonly ReadPage[]) {
  return findNoise(pages.map((page) => ({ ...page.frame, ...page })));
}

/** The pages with what OCR has read, and each with the reason why it should, if there is one. */
async function takeOcr(layers: readonly ReadPage[], ocr: DocumentRequest['ocr']): Promise<ReadPage[]> {
  const noise = noiseOf(layers);
  const read = new Set(ocr?.pages);
  const pages: ReadPage[] = [];
  for (const page of layers) {
    const { number } = page.frame;
    const reason = findOcrReason(page, noise);
    if (ocr !== undefined && read.has(number) && (reason !== undefined || ocr.force))
      pages.push(mergeOcr(page, await ocr.read(number), { reason: reason ?? 'forced', noise }));
    else pages.push(reason === undefined ? page : { ...page, frame: { ...page.frame, reason } });
  }
  return pages;
}

function isAwaiting(frame: PageFrame, { pages, force }: NonNullable<DocumentRequest['ocr']>): boolean {
  return !pages.includes(frame.number) && wantsOcr(frame, force);
}

/** All text of a page that may be of the document. */
export function textOf({ segments, turned, signatures }: ReadPage): Segment[] {
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
  if (text === '' || frame.textSource !== 'none') return frame;
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
