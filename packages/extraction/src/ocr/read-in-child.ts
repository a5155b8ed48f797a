import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import { CHILD_FAILURE_CODES } from '../child/extraction-failure.ts';
import type { Frame } from '../child/frames.ts';
import type { SupervisedChild } from '../pool/supervised-child.ts';
import type { PageTesseract } from './native-tesseract.ts';
import type { OcrPage } from './ocr-page.ts';
import type { PageResult, ReadPagesOptions } from './open-page-reader.ts';
import { placeWords } from './place-words.ts';
import type { ImageHead, PageAnswer, PagesRequest } from './serve-pages.ts';

const imageHead = z.object({
  page: z.number().int().positive(),
  isTurned: z.boolean(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scale: z.number().positive(),
  turn: z.number(),
  left: z.number(),
  top: z.number(),
}) satisfies z.ZodType<ImageHead>;
const failedPage = z.object({ page: z.number().int().positive(), failed: z.literal(true) });
const failedHead = z.object({ code: z.enum(CHILD_FAILURE_CODES), message: z.string().max(500) });

/** Below this a page may stand on its side or its head. */
const POOR_CONFIDENCE = 0.7;

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
  let shown: { head: ImageHead; image: Uint8Array } | undefined;
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
  const takeReading = async (tsv: string) => {
    if (shown === undefined) throw new PipelineError('crashed', 'a reading of no page');
    const { page, hash: imageHash } = shown.head;
    const reading = placeWords(tsv, shown.head);
    if (first !== undefined) {
      const better = weight(reading) > weight(first.reading) ? { reading, imageHash } : first;
      return finish({ page, ...better });
    }
    if (reading.confidence >= POOR_CONFIDENCE && !isUpended(reading)) return finish({ page, reading, imageHash });
    first = { reading, imageHash };
    return answer('turn');
  };
  return async ({ kind, head, body }) => {
    if (kind === 'reading') return takeReading(Buffer.from(body).toString());
    const broken = failedPage.safeParse(head);
    if (broken.success) return finish({ page: broken.data.page, errorCode: 'corrupt' });
    shown = { head: imageHead.parse(head), image: body };
    const { page, hash: imageHash, isTurned } = shown.head;
    if (first !== undefined && !isTurned) return finish({ page, ...first });
    const askedAt = performance.now();
    const known = await child.unhurried(() => findReading(imageHash));
    startedAt += performance.now() - askedAt;
    if (known !== undefined) return finish({ page, imageHash, reading: { ...known, number: page } });
    if (tesseract === undefined) return answer('read');
    return takeReading(await tesseract.read(body, { dpi: 72 / shown.head.scale, signal }));
  };
}

/** Whether words stand on end: Tesseract reads lines that run up or down, too, but their letters can't be placed. */
function isUpended({ words }: OcrPage): boolean {
  const long = words.filter(({ text }) => text.length >= 4);
  const upended = long.filter(({ left, right, top, bottom }) => bottom - top > right - left);
  return upended.length > long.length / 2;
}

/** How much of a page was read, and how surely. */
function weight(reading: OcrPage): number {
  const { words, confidence } = reading;
  return isUpended(reading) ? 0 : confidence * words.reduce((sum, { text }) => sum + text.length, 0);
}
