import {
  claimExtraction,
  claimInTurn,
  type ExtractionWork,
  failExtraction,
  releaseExtraction,
  storeExtraction,
} from '@acervo/db';
import type { ExtractorPool } from '@acervo/extraction';
import type { ExtractJob } from '@acervo/queue';
import { type Budget, type Logger, PipelineError } from '@acervo/runtime';
import type { RecordDeps } from '../discover/record-batch.ts';
import { fetchDocument } from './fetch-document.ts';

/** What extracting documents needs. */
export interface ExtractDeps extends RecordDeps {
  readonly logger: Logger;
  readonly instance: string;
  readonly storage: string;
  readonly pool: ExtractorPool;
  readonly passwords: readonly string[];
  /** Largest file that is read, in bytes. */
  readonly maxBytes: number;
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
  const { db, instance, retry, logger, onEnd } = deps;
  const claim = (inFlight: number) => retry(() => claimExtraction(db, { documentId, instance, inFlight }));
  using claimed = await claimInTurn(deps.places, claim, signal);
  if (claimed.claim.state !== 'claimed') {
    if (claimed.claim.state === 'quarantined') onEnd({ failed: true });
    return 'done';
  }
  const startedAt = performance.now();
  const extractMs = () => Math.round(performance.now() - startedAt);
  try {
    const { keepNoise } = claimed.claim;
    const extraction = await extract({ ...deps, signal }, claimed.claim);
    await retry(() =>
      storeExtraction(db, { documentId, instance, extraction, extractMs: extractMs(), keepsNoise: keepNoise }),
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
    await retry(() => failExtraction(db, { documentId, instance, code, extractMs: extractMs() }));
    logger.debug({ documentId, code }, 'document failed');
    onEnd({ failed: true });
    return 'done';
  }
}

async function extract(deps: ExtractDeps, work: ExtractionWork) {
  using _bytes = await deps.bytes.take(work.sizeBytes, deps.signal);
  const bytes = await fetchDocument(deps, work);
  const { passwords, signal } = deps;
  return deps.pool.extract(bytes, { passwords, keepNoise: work.keepNoise, signal });
}
