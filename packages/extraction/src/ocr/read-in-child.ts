import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import { CHILD_FAILURE_CODES } from '../child/extraction-failure.ts';
import type { Frame } from '../child/frames.ts';
import type { SupervisedChild } from '../pool/supervised-child.ts';
import type { PageTesseract } from './native-tesseract.ts';
import type { OcrPage } from './ocr-page.ts';
import type { PageResult, ReadPagesOptions } from './open-page-reader.ts';
import { ocrPage } from './parse-ocr-page.ts';
import { type PlacedPgm, POOR_CONFIDENCE, readImages } from './read-images.ts';
import type { ImageHead, PageAnswer, PagesRequest } from './serve-pages.ts';

const imageHead = z.object({
  page: z.number().int().positive(),
  isTurned: z.boolean(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  images: z.array(
    z.object({
      scale: z.number().positive(),
      turn: z.number(),
      left: z.number(),
      top: z.number(),
      bytes: z.number().int().positive(),
    }),
  ),
}) satisfies z.ZodType<ImageHead>;
const readingOfPage = ocrPage.omit({ number: true });
const failedPage = z.object({ page: z.number().int().positive(), failed: z.literal(true) });
const failedHead = z.object({ code: z.enum(CHILD_FAILURE_CODES), message: z.string().max(500) });

/** `signal` fires when the child is no longer there to listen. */
type Conversation = ReadPagesOptions & {
  readonly signal: AbortSignal;
  /** Reads in place of the child. */
  readonly tesseract: PageTesseract | undefined;
};

/** Has a child draw pages of a document and read them, or read by `tesseract`.
 *  @throws {PipelineError} see PageReader */
export async function readInChild(child: SupervisedChild, bytes: Uint8Array, options: Conversation): Promise<void> {
  const { pages, passwords = [], tesseract, signal } = options;
  const request: PagesRequest = { passwords, pages, sendsImages: tesseract !== undefined };
  const over = new AbortController();
  let left = pages.length;
  const onPage = async (result: PageResult) => {
    await options.onPage(result);
    left -= 1;
  };
  const talk = openConversation(child, { ...options, onPage, signal: AbortSignal.any([signal, over.signal]) });
  const take = (frame: Frame): true | Promise<undefined> => {
    if (frame.kind === 'done') return left === 0 || child.misbehaved();
    if (frame.kind !== 'failed') return talk(frame);
    const { code, message } = failedHead.parse(frame.head);
    throw new PipelineError(code, message);
  };
  try {
    await child.exchange(request, bytes, take, signal);
  } finally {
    over.abort();
  }
}

/** Answers a child that shows pages. */
function openConversation(child: SupervisedChild, options: Conversation): (frame: Frame) => Promise<undefined> {
  const { findReading, onPage, tesseract, signal } = options;
  let startedAt = performance.now();
  let shown: ImageHead | undefined;
  let first: { reading: OcrPage; imageHash: string } | undefined;
  const answer = (said: PageAnswer) => {
    child.send('answer', said);
    return undefined;
  };

  const finish = async (result: Omit<PageResult, 'ocrMs'>) => {
    const ocrMs = Math.round(performance.now() - startedAt);
    first = undefined;
    await child.unhurried(() => onPage({ ...result, ocrMs }));
    startedAt = performance.now();
    child.prolong();
    return answer('next');
  };
  const takeReading = (given: unknown) => {
    if (shown === undefined) throw new PipelineError('crashed', 'a reading of no page');
    const { page, hash: imageHash } = shown;
    const reading = { ...readingOfPage.parse(given), number: page };
    if (first !== undefined) {
      const better = weight(reading) > weight(first.reading) ? { reading, imageHash } : first;
      return finish({ page, ...better });
    }
    if (reading.confidence >= POOR_CONFIDENCE && !isUpended(reading)) return finish({ page, reading, imageHash });
    first = { reading, imageHash };
    return answer('turn');
  };
  return async ({ kind, head, body }) => {
    if (kind === 'reading') return takeReading(head);
    const broken = failedPage.safeParse(head);
    if (broken.success) return finish({ page: broken.data.page, errorCode: 'corrupt' });
    shown = imageHead.parse(head);
    const { page, hash: imageHash, isTurned } = shown;
    if (first !== undefined && !isTurned) return finish({ page, ...first });
    const askedAt = performance.now();
    const known = await child.unhurried(() => findReading(imageHash));
    startedAt += performance.now() - askedAt;
    if (known !== undefined) return finish({ page, imageHash, reading: { ...known, number: page } });
    if (tesseract === undefined) return answer('read');
    return takeReading(await readImages(splitImages(shown, body), (pgm, dpi) => tesseract.read(pgm, { dpi, signal })));
  };
}

/** The images of a page, out of the bytes that came. */
function splitImages({ images }: ImageHead, body: Uint8Array): PlacedPgm[] {
  let end = 0;
  return images.map(({ bytes, ...place }) => {
    end += bytes;
    return { ...place, pgm: body.subarray(end - bytes, end) };
  });
}

/** Whether words stand on end: Tesseract reads lines that run up or down, too, but their letters can't be placed. */
function isUpended({ words }: OcrPage): boolean {
  const long = words.filter(({ text, turn }) => text.length >= 4 && turn === undefined);
  const upended = long.filter(({ left, right, top, bottom }) => bottom - top > right - left);
  return upended.length > long.length / 2;
}

/** How much of a page was read, and how surely. */
function weight(reading: OcrPage): number {
  const { words, confidence } = reading;
  return isUpended(reading) ? 0 : confidence * words.reduce((sum, { text }) => sum + text.length, 0);
}
