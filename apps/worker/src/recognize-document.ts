import { claimInTurn, claimRun, type Db, failRun, findTextLength, releaseRun, storeRun } from '@acervo/db';
import { NORMALIZER_VERSION, normalize } from '@acervo/legal';
import type { RecognizeJob } from '@acervo/queue';
import { type Budget, describeError, type Logger, PipelineError } from '@acervo/runtime';
import type { Recognizers } from './open-recognizers.ts';

/** What recognizing documents needs. */
export interface RecognizeDeps {
  readonly db: Db;
  /** Asks the database again through lost connections. */
  readonly retry: <T>(work: () => Promise<T>) => Promise<T>;
  readonly logger: Logger;
  readonly instance: string;
  readonly recognizers: Recognizers;
  readonly versions: Readonly<Record<string, string>>;
  /** Documents in flight in this process; a suspect takes all places. */
  readonly places: Budget;
  /** Code points of text in memory. */
  readonly text: Budget;
  readonly onEnd: (ended: { failed: boolean }) => void;
}

const normalizer = { version: NORMALIZER_VERSION, normalize };

/** Recognizes one document with one model and stores what was found, or why nothing could be.
 *  @returns `release` when it is to be tried again by whoever comes next.
 *  @throws {PipelineError} retryable, when nothing could be decided about the document (model or database out of reach). */
export async function recognizeDocument(
  deps: RecognizeDeps,
  { documentId, modelId }: RecognizeJob,
  signal: AbortSignal,
): Promise<'done' | 'release'> {
  const { db, instance, retry, logger, onEnd } = deps;
  const recognizer = await deps.recognizers.get(modelId);
  const length = await retry(() => findTextLength(db, documentId));
  using _text = await deps.text.take(length ?? 0, signal);
  const claim = (inFlight: number) => retry(() => claimRun(db, { documentId, modelId, instance, inFlight }));
  using claimed = await claimInTurn(deps.places, claim, signal);
  if (claimed.claim.state !== 'claimed') {
    if (claimed.claim.state === 'quarantined') onEnd({ failed: true });
    return 'done';
  }
  const { text, textHash } = claimed.claim;
  const run = { documentId, modelId, instance };
  const startedAt = performance.now();
  try {
    const recognition = await recognizer.recognize(text, { signal });
    const recognizeMs = Math.round(performance.now() - startedAt);
    const result = { ...run, text, textHash, recognition, normalizer, recognizeMs, versions: deps.versions };
    const outcome = await retry(() => storeRun(db, result));
    logger.debug(
      { documentId, modelId, outcome, ms: recognizeMs, mentions: recognition.mentions.length },
      'recognized',
    );
    onEnd({ failed: false });
    return 'done';
  } catch (error) {
    const died = error instanceof PipelineError && error.code === 'crashed' && !signal.aborted;
    if (signal.aborted || died) {
      const outcome = await retry(() => releaseRun(db, { ...run, died }));
      if (outcome === 'quarantined') onEnd({ failed: true });
      return outcome === 'quarantined' ? 'done' : 'release';
    }
    if (error instanceof PipelineError && error.retryable) {
      await retry(() => releaseRun(db, run));
      throw error;
    }
    logger.error({ documentId, modelId, err: describeError(error) }, 'recognition failed unexpectedly');
    const code = error instanceof PipelineError ? error.code : 'internal';
    await retry(() => failRun(db, { ...run, code }));
    onEnd({ failed: true });
    return 'done';
  }
}
