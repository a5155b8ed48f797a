import {
  claimExtraction,
  claimInTurn,
  type ExtractionWork,
  failExtraction,
  findPagesRead,
  getReading,
  recordAttachments,
  releaseExtraction,
  storeExtraction,
} from '@acervo/db';
import { documentExtension, type Extraction, type ExtractorPool, parseOcrPage, wantsOcr } from '@acervo/extraction';
import type { ExtractJob } from '@acervo/queue';
import { type Budget, type Logger, PipelineError } from '@acervo/runtime';
import { type FetchDeps, fetchDocument } from './fetch-document.ts';

/** What extracting documents needs. */
export interface ExtractDeps extends FetchDeps {
  readonly logger: Logger;
  readonly instance: string;
  readonly storage: string;
  readonly pool: ExtractorPool;
  /** Documents in flight in this process; a suspect takes all places. */
  readonly places: Budget;
  /** Bytes of files in memory. */
  readonly bytes: Budget;
  readonly onEnd: (ended: { failed: boolean }) => void;
}

/** Extracts one document and stores its text, or why there is none.
 *  @returns `release` when it is to be tried again by whoever comes next.
 *  @throws {PipelineError} retryable, when nothing could be decided about the document (files or database out of reach). */
export async function extractDocument(
  deps: ExtractDeps,
  { documentId }: ExtractJob,
  signal: AbortSignal,
): Promise<'done' | 'release'> {
  const { db, instance, storage, retry, logger, onEnd } = deps;
  const claim = (inFlight: number) => retry(() => claimExtraction(db, { documentId, instance, inFlight, storage }));
  using claimed = await claimInTurn(deps.places, claim, signal);
  if (claimed.claim.state !== 'claimed') {
    if (claimed.claim.state === 'quarantined') onEnd({ failed: true });
    return 'done';
  }
  const work = claimed.claim;
  const startedAt = performance.now();
  const extractMs = () => Math.round(performance.now() - startedAt);
  try {
    const { keepNoise } = work;
    const taken = work.ocr === 'never' ? [] : await retry(() => findPagesRead(db, documentId));
    const extraction = await extract({ ...deps, signal }, documentId, work, taken);
    // first, so that a process that dies in between leaves a document that is extracted again
    await recordAttached(deps, work, extraction);
    await retry(() =>
      storeExtraction(db, {
        ...{ documentId, extraction, extractMs: extractMs(), keepsNoise: keepNoise },
        ocr: { mode: work.ocr, wanted: findWanted(extraction, work), taken },
      }),
    );
    logger.debug({ documentId, ms: extractMs(), pages: extraction.pages.length }, 'document extracted');
    onEnd({ failed: false });
    return 'done';
  } catch (error) {
    const code = error instanceof PipelineError ? error.code : 'internal';
    if (signal.aborted || (error instanceof PipelineError && error.retryable)) {
      const died = code === 'crashed' && !signal.aborted;
      const outcome = await retry(() => releaseExtraction(db, { documentId, instance, died }));
      if (outcome === 'quarantined') onEnd({ failed: true });
      else if (!signal.aborted && !died) throw error;
      return outcome === 'quarantined' ? 'done' : 'release';
    }
    if (code === 'internal' || code === 'database-failed') {
      logger.error({ documentId, err: error }, 'extraction failed unexpectedly');
    }
    await retry(() => failExtraction(db, { documentId, instance, code, extractMs: extractMs(), ocr: work.ocr }));
    logger.debug({ documentId, code }, 'document failed');
    onEnd({ failed: true });
    return 'done';
  }
}

async function extract(deps: ExtractDeps, documentId: number, work: ExtractionWork, pages: readonly number[]) {
  using _bytes = await deps.bytes.take(work.sizeBytes, deps.signal);
  const bytes = await fetchDocument(deps, work);
  const { db, retry, passwords, signal } = deps;
  const { keepNoise, ocr: mode } = work;
  const options = { passwords, extension: findExtension(work), keepNoise, signal };
  if (mode === 'never') return deps.pool.extract(bytes, options);
  const read = async (page: number) => parseOcrPage(await retry(() => getReading(db, { documentId, page })));
  return deps.pool.extract(bytes, { ...options, ocr: { force: mode === 'force', pages, read } });
}

/** The pages that OCR is to read, those that it could not or where it found nothing included. */
function findWanted({ pages }: Extraction, { ocr: mode }: ExtractionWork): number[] {
  if (mode === 'never') return [];
  return pages.filter((page) => wantsOcr(page, mode === 'force')).map(({ number }) => number);
}

/** What is attached to a document becomes files inside of the first file it is in. */
async function recordAttached(
  { db, retry }: ExtractDeps,
  { files: [file] }: ExtractionWork,
  { attachments, mediaType }: Extraction,
): Promise<void> {
  if (mediaType !== 'application/pdf' || file === undefined) return;
  const records = attachments.map(({ name, sizeBytes, sha256 }) => ({
    ...{ name, sizeBytes },
    ...(sha256 === undefined ? { errorCode: 'unsupported-type' as const } : { sha256: Buffer.from(sha256, 'hex') }),
  }));
  await retry(() => recordAttachments(db, { fileId: file.fileId, attachments: records }));
}

/** Of the names that the same bytes have, one that says what no mark in them does. */
function findExtension({ files }: ExtractionWork): string {
  const extensions = files.map(({ path }) => documentExtension(path));
  return extensions.find((extension) => /^(?:txt|html?)\b|p7[ms]$/.test(extension)) ?? extensions[0] ?? '';
}
