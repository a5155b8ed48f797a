import { claimInTurn, claimOcr, endOcr, findReadingOfImage, type OcrWork, recordOcrPage, releaseOcr } from '@acervo/db';
import type { OcrPage, PageReader } from '@acervo/extraction';
import type { ExtractJob } from '@acervo/queue';
import { type Budget, type FailureCode, type Logger, PipelineError } from '@acervo/runtime';
import { mapConcurrently } from '../discover/map-concurrently.ts';
import { type FetchDeps, fetchDocument } from '../extract/fetch-document.ts';

/** What reading pages by OCR needs. */
export interface OcrDeps extends FetchDeps {
  readonly logger: Logger;
  readonly instance: string;
  readonly storage: string;
  readonly reader: PageReader;
  /** Pages of one document that are read at once. */
  readonly processes: number;
  /** Documents in flight in this process; a suspect takes all places. */
  readonly places: Budget;
  /** Bytes of files in memory. */
  readonly bytes: Budget;
  /** A page was read, or a document is through. */
  readonly onProgress: () => void;
}

/** Pages that a child reads in a row: its document is sent once for all of them. */
const PAGES_AT_ONCE = 8;

/** Reads the pages of one document that want it by OCR, and keeps each as soon as it is read. The document is extracted again
 *  afterwards, which brings them into its text.
 *  @returns `release` when it is to be tried again by whoever comes next.
 *  @throws {PipelineError} retryable, when nothing could be decided about the document. */
export async function readScans(
  deps: OcrDeps,
  { documentId }: ExtractJob,
  signal: AbortSignal,
): Promise<'done' | 'release'> {
  const { db, instance, retry, logger, onProgress } = deps;
  const claim = (inFlight: number) => retry(() => claimOcr(db, { documentId, instance, inFlight }));
  using claimed = await claimInTurn(deps.places, claim, signal);
  if (claimed.claim.state !== 'claimed') return 'done';
  let code: FailureCode | undefined;
  try {
    code = await readPages({ ...deps, signal }, documentId, claimed.claim);
  } catch (error) {
    // a child that does not start (no canvas for this machine) would be tried for ever
    if (signal.aborted || (error instanceof PipelineError && error.retryable && error.code !== 'internal')) {
      await retry(() => releaseOcr(db, { documentId, instance }));
      if (!signal.aborted) throw error;
      return 'release';
    }
    code = error instanceof PipelineError ? error.code : 'internal';
    if (code === 'internal') logger.error({ documentId, err: error }, 'OCR failed unexpectedly');
  }
  await retry(() => endOcr(db, { documentId, instance, code }));
  logger.debug({ documentId, code, pages: claimed.claim.pages.length }, 'pages read by OCR');
  onProgress();
  return 'done';
}

/** @returns the code of the first page that could not be read. */
async function readPages(deps: OcrDeps, documentId: number, work: OcrWork): Promise<FailureCode | undefined> {
  using _bytes = await deps.bytes.take(work.sizeBytes, deps.signal);
  const bytes = await fetchDocument(deps, work);
  const batches = Array.from({ length: Math.ceil(work.pages.length / PAGES_AT_ONCE) }, (_, index) =>
    work.pages.slice(index * PAGES_AT_ONCE, (index + 1) * PAGES_AT_ONCE),
  );
  const codes = await mapConcurrently(batches, deps.processes, (pages) => readBatch(deps, documentId, bytes, pages));
  return codes.find((code) => code !== undefined);
}

/** Reads some pages. One that ends its child (takes too long, or too much memory) is noted, and the others are read by
 *  another child. */
async function readBatch(
  deps: OcrDeps,
  documentId: number,
  bytes: Buffer,
  wanted: readonly number[],
): Promise<FailureCode | undefined> {
  const { db, retry, reader, passwords, signal, onProgress } = deps;
  const { engine } = reader;
  let failed: FailureCode | undefined;
  let left = wanted;
  while (left.length > 0) {
    const startedAt = performance.now();
    const pages = left;
    try {
      await reader.read(bytes, {
        pages,
        passwords,
        signal,
        findReading: (imageHash) =>
          retry(() => findReadingOfImage(db, { imageHash, engine })) as Promise<OcrPage | undefined>,
        onPage: async (result) => {
          await retry(() => recordOcrPage(db, { documentId, engine, ...result }));
          failed ??= result.errorCode;
          left = left.filter((page) => page !== result.page);
          onProgress();
        },
      });
      return failed;
    } catch (error) {
      if (signal.aborted || !(error instanceof PipelineError) || !isFaultOfPage(error)) throw error;
      const [page] = left;
      if (page === undefined) return failed;
      failed ??= error.code;
      const ocrMs = performance.now() - startedAt;
      await retry(() => recordOcrPage(db, { documentId, page, engine, errorCode: error.code, ocrMs }));
      left = left.slice(1);
    }
  }
  return failed;
}

function isFaultOfPage({ code }: PipelineError): boolean {
  return code === 'timeout' || code === 'out-of-memory' || code === 'too-large' || code === 'crashed';
}
