import { claimInTurn, claimOcr, endOcr, releaseOcr } from '@acervo/db';
import type { PageReader } from '@acervo/extraction';
import type { ExtractJob } from '@acervo/queue';
import { type Budget, type FailureCode, type Logger, PipelineError } from '@acervo/runtime';
import type { FetchDeps } from '../extract/fetch-document.ts';
import { readPages } from './read-pages.ts';

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

/** Reads the pages of one document that want it by OCR, and keeps each as soon as it is read. The document is extracted again
 *  afterwards, which brings them into its text.
 *  @returns `release` when it is to be tried again by whoever comes next.
 *  @throws {PipelineError} retryable, when nothing could be decided about the document. */
export async function readScans(
  deps: OcrDeps,
  { documentId }: ExtractJob,
  signal: AbortSignal,
): Promise<'done' | 'release'> {
  const { db, instance, storage, retry, logger, onProgress } = deps;
  const { engine } = deps.reader;
  const claim = (inFlight: number) => retry(() => claimOcr(db, { documentId, instance, inFlight, storage, engine }));
  using claimed = await claimInTurn(deps.places, claim, signal);
  if (claimed.claim.state !== 'claimed') return 'done';
  const { pages } = claimed.claim;
  let code: FailureCode | undefined;
  try {
    await readPages({ ...deps, signal }, documentId, claimed.claim);
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
  await retry(() => endOcr(db, { documentId, instance, engine, pages, code }));
  logger.debug({ documentId, code, pages: pages.length }, 'pages read by OCR');
  onProgress();
  return 'done';
}
