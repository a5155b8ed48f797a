import {
  type Claim,
  claimAlone,
  claimInTurn,
  claimRun,
  type Db,
  failRun,
  findTextLength,
  type RunStore,
  type RunWork,
  releaseRun,
} from '@acervo/db';
import type { Recognizer } from '@acervo/inference';
import { NORMALIZER_VERSION, normalizeInSteps } from '@acervo/legal';
import type { RecognizeJob } from '@acervo/queue';
import { type Budget, type Logger, PipelineError } from '@acervo/runtime';
import type { Recognizers } from './open-recognizers.ts';

/** What recognizing documents needs. */
export interface RecognizeDeps {
  readonly db: Db;
  readonly runs: RunStore;
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

const normalizer = { version: NORMALIZER_VERSION, normalize: normalizeInSteps };

/** Recognizes one document with one model and stores what was found, or why nothing could be. When a thread dies with
 *  several documents in its hands, each is tried once more with nothing beside it, so that only the guilty one pays.
 *  @returns `release` when it is to be tried again by whoever comes next.
 *  @throws {PipelineError} retryable, when nothing could be decided about the document (model or database out of reach). */
export async function recognizeDocument(
  deps: RecognizeDeps,
  job: RecognizeJob,
  signal: AbortSignal,
): Promise<'done' | 'release'> {
  const { db, instance, retry, places } = deps;
  const { documentId, modelId } = job;
  const length = await retry(() => findTextLength(db, job));
  if (length === undefined) return 'done'; // the model was removed, with its runs: there is nothing to open
  const recognizer = await deps.recognizers.get(modelId);
  using _text = await deps.text.take(length, signal);
  const claim = (inFlight: number) => retry(() => claimRun(db, { documentId, modelId, instance, inFlight }));
  {
    using turn = await claimInTurn(places, claim, signal);
    const outcome = await recognizeClaimed(deps, job, { claim: turn.claim, recognizer, signal });
    if (outcome !== 'not-to-blame') return outcome;
  }
  using turn = await claimAlone(places, claim, signal);
  const outcome = await recognizeClaimed(deps, job, { claim: turn.claim, recognizer, signal, alone: true });
  return outcome === 'not-to-blame' ? 'release' : outcome;
}

async function recognizeClaimed(
  deps: RecognizeDeps,
  { documentId, modelId }: RecognizeJob,
  {
    claim,
    recognizer,
    signal,
    alone = claim.state === 'claimed' && claim.alone,
  }: { claim: Claim<RunWork>; recognizer: Recognizer; signal: AbortSignal; alone?: boolean },
): Promise<'done' | 'release' | 'not-to-blame'> {
  const { db, runs, instance, retry, logger, onEnd } = deps;
  if (claim.state !== 'claimed') {
    if (claim.state === 'quarantined') onEnd({ failed: true });
    return 'done';
  }
  const { text, textHash } = claim;
  const run = { documentId, modelId, instance };
  const startedAt = performance.now();
  try {
    const recognition = await recognizer.recognize(text, { signal });
    const recognizeMs = Math.round(performance.now() - startedAt);
    const result = {
      documentId,
      modelId,
      text,
      textHash,
      recognition,
      normalizer,
      recognizeMs,
      versions: deps.versions,
    };
    const outcome = await retry(() => runs.store(result));
    logger.debug({ ...run, outcome, ms: recognizeMs, mentions: recognition.mentions.length }, 'recognized');
    if (outcome === 'text-changed') return 'release';
    onEnd({ failed: false });
    return 'done';
  } catch (error) {
    const died = error instanceof PipelineError && error.code === 'crashed' && !signal.aborted;
    if (died && !alone) return 'not-to-blame';
    if (signal.aborted || died) {
      const outcome = await retry(() => releaseRun(db, { ...run, died }));
      if (outcome === 'quarantined') onEnd({ failed: true });
      return outcome === 'quarantined' ? 'done' : 'release';
    }
    if (error instanceof PipelineError && error.retryable) {
      if (error.code === 'internal') deps.recognizers.drop(modelId);
      await retry(() => releaseRun(db, run));
      throw error;
    }
    logger.error({ documentId, modelId, err: error }, 'recognition failed unexpectedly');
    const code = error instanceof PipelineError ? error.code : 'internal';
    await retry(() => failRun(db, { ...run, code }));
    onEnd({ failed: true });
    return 'done';
  }
}
