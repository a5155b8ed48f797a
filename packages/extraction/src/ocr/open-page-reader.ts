import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import { CHILD_FAILURE_CODES } from '../child/extraction-failure.ts';
import type { Frame } from '../child/frames.ts';
import { pageChildCommand } from '../pool/child-command.ts';
import type { ExtractorChild } from '../pool/extractor-child.ts';
import { openChildPool } from '../pool/open-child-pool.ts';
import type { ChildExit } from '../pool/open-extractor-pool.ts';
import type { findNativeTesseract } from './native-tesseract.ts';
import type { OcrPage } from './ocr-page.ts';
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

/** Limits of reading pages. */
export interface PageReaderOptions {
  /** Child processes at most; they start when first needed. */
  readonly children: number;
  /** Wall-clock time a page may take. */
  readonly timeoutMs: number;
  /** Resident memory a child may reach, in bytes. */
  readonly maxRssBytes: number;
  /** The system's Tesseract; without one, the one in WebAssembly reads. */
  readonly native?: Awaited<ReturnType<typeof findNativeTesseract>>;
  readonly onChildExit?: (exit: ChildExit) => void;
}

/** A page that was read, or why it was not. */
export interface PageResult {
  readonly page: number;
  /** SHA-256 of the image that was read. */
  readonly imageHash?: string;
  readonly reading?: OcrPage;
  readonly errorCode?: 'corrupt';
  /** Drawing included. */
  readonly ocrMs: number;
}

/** What comes with the pages to read. */
interface ReadPagesOptions {
  readonly pages: readonly number[];
  readonly passwords?: readonly string[];
  /** A reading of an image that was read before, by whatever document. */
  readonly findReading: (imageHash: string) => Promise<OcrPage | undefined>;
  /** Told about each page as soon as it is read; the next one waits for it. */
  readonly onPage: (result: PageResult) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Reads pages of documents by OCR in supervised child processes. */
export interface PageReader extends AsyncDisposable {
  /** What reads, with its version: another one may read the same page differently. */
  readonly engine: string;
  /** Waits for a free child and reads pages of a PDF or an image in it, one after the other.
   *  @throws {PipelineError} as ExtractorPool does; `timeout` where one page takes too long */
  read(bytes: Uint8Array, options: ReadPagesOptions): Promise<void>;
}

/** What reads where the system has no Tesseract, with its version. */
export const WEBASSEMBLY_ENGINE = 'tesseract.js-core 7.0.0';
/** Below this a page may stand on its side or its head. */
const POOR_CONFIDENCE = 0.7;

/** Opens a pool of child processes that draw pages and read them. */
export function openPageReader({ native, ...limits }: PageReaderOptions): PageReader {
  const pool = openChildPool({ ...limits, maxTextUnits: 8 * 1024 * 1024 }, pageChildCommand(limits.maxRssBytes));
  return {
    engine: native === undefined ? WEBASSEMBLY_ENGINE : `tesseract ${native.version}`,
    read: (bytes, options) =>
      pool.use(options.signal, (child, signal) => readInChild(child, bytes, { ...options, signal, native })),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

/** `signal` fires when the child is no longer there to listen. */
type Conversation = ReadPagesOptions & Pick<PageReaderOptions, 'native'> & { readonly signal: AbortSignal };

async function readInChild(child: ExtractorChild, bytes: Uint8Array, options: Conversation): Promise<void> {
  const { pages, passwords = [], native, signal } = options;
  const request: PagesRequest = { passwords, pages, sendsImages: native !== undefined };
  const failed = Promise.withResolvers<never>();
  const over = new AbortController();
  const talk = openConversation(child, { ...options, signal: AbortSignal.any([signal, over.signal]) });
  const take = (frame: Frame): true | undefined => {
    if (frame.kind === 'done') return true;
    if (frame.kind === 'failed') {
      const { code, message } = failedHead.parse(frame.head);
      throw new PipelineError(code, message);
    }
    talk(frame).catch(failed.reject);
    return undefined;
  };
  try {
    await Promise.race([child.exchange(request, bytes, take, signal), failed.promise]);
  } catch (error) {
    // it may still wait for an answer
    if (!child.isOver) child.kill('stopped');
    throw error;
  } finally {
    over.abort();
  }
}

/** Answers a child that shows pages. */
function openConversation(child: ExtractorChild, options: Conversation): (frame: Frame) => Promise<void> {
  const { findReading, onPage, native, signal } = options;
  let startedAt = performance.now();
  let shown: { head: ImageHead; image: Uint8Array } | undefined;
  let first: { reading: OcrPage; imageHash: string } | undefined;
  const answer = (said: PageAnswer) => child.send('answer', said);

  const finish = async (result: Omit<PageResult, 'ocrMs'>) => {
    const ocrMs = Math.round(performance.now() - startedAt);
    first = undefined;
    await onPage({ ...result, ocrMs });
    startedAt = performance.now();
    child.prolong();
    answer('next');
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
    answer('turn');
  };
  return async ({ kind, head, body }) => {
    if (kind === 'reading') return takeReading(Buffer.from(body).toString());
    const broken = failedPage.safeParse(head);
    if (broken.success) return finish({ page: broken.data.page, errorCode: 'corrupt' });
    shown = { head: imageHead.parse(head), image: body };
    const { page, hash: imageHash, isTurned } = shown.head;
    if (first !== undefined && !isTurned) return finish({ page, ...first });
    const known = await findReading(imageHash);
    if (known !== undefined) return finish({ page, imageHash, reading: { ...known, number: page } });
    if (native === undefined) return answer('read');
    const dpi = 72 / shown.head.scale;
    return takeReading(await native.read(body, { dpi, signal }));
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
