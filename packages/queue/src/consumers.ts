import { WaitingError } from 'bullmq';
import { before } from './before.ts';
import { type BullJob, openBullWorker } from './bull.ts';
import type { Consumer, ConsumerOptions } from './contracts.ts';
import { type ExtractJob, extractKind, type JobKind, ocrKind, RECOGNIZE_KIND, type RecognizeJob } from './jobs.ts';
import type { QueueConnection } from './queue-connection.ts';
import { bareError, toQueueError } from './queue-error.ts';

const LOCK_DURATION_MS = 30_000;
const STOP_TIMEOUT_MS = 8_000;
/** For the queue to take note of the last answers. */
const CLOSE_TIMEOUT_MS = 2_000;
const MAX_BACKOFF_MS = 30_000;
/** A killed process is no fault of its job: BullMQ's default would fail a job that was interrupted twice. */
const UNLIMITED_STALLS = 2 ** 31 - 1;

/** Takes documents whose bytes are on `storage`. */
export function openExtractConsumer(
  connection: QueueConnection,
  storage: string,
  options: ConsumerOptions<ExtractJob>,
): Consumer {
  return openConsumer(connection, extractKind(storage), options);
}

/** Takes documents on `storage` whose pages are to be read by OCR. */
export function openOcrConsumer(
  connection: QueueConnection,
  storage: string,
  options: ConsumerOptions<ExtractJob>,
): Consumer {
  return openConsumer(connection, ocrKind(storage), options);
}

/** Takes documents to recognize. */
export function openRecognizeConsumer(connection: QueueConnection, options: ConsumerOptions<RecognizeJob>): Consumer {
  return openConsumer(connection, RECOGNIZE_KIND, options);
}

function openConsumer<Job>(connection: QueueConnection, kind: JobKind<Job>, options: ConsumerOptions<Job>): Consumer {
  const stopping = new AbortController();
  const report = (error: unknown) => options.onError?.(toQueueError(error));
  let running = 0;
  let idle = () => {};

  async function processJob(job: BullJob, token: string | undefined): Promise<void> {
    running += 1;
    const outcome = await answer(job).finally(() => {
      running -= 1;
      if (running === 0) idle();
    });
    if (outcome === 'done') return;
    await job.moveToWait(token);
    throw new WaitingError();
  }

  async function answer(job: BullJob): Promise<'done' | 'release'> {
    if (stopping.signal.aborted) return 'release';
    try {
      return await options.process(job.data as Job, { signal: stopping.signal });
    } catch (error) {
      if (stopping.signal.aborted) return 'release'; // interrupted: no fault of the job, and no reason to keep it back
      options.onError?.(error);
      throw bareError(error);
    }
  }

  const lockDuration = options.lockDurationMs ?? LOCK_DURATION_MS;
  const { drain, abandon } = openBullWorker(connection, kind.queueName, {
    process: processJob,
    onError: report,
    settings: {
      concurrency: options.concurrency,
      lockDuration,
      stalledInterval: lockDuration / 2,
      maxStalledCount: UNLIMITED_STALLS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      settings: { backoffStrategy },
    },
  });

  let stopped: Promise<void> | undefined;
  async function leave(timeoutMs: number): Promise<void> {
    stopping.abort();
    const drained = drain().catch(report);
    await before(
      timeoutMs,
      drained,
      running === 0 ? Promise.resolve() : new Promise<void>((resolve) => (idle = resolve)),
    );
    // What nobody took note of, and whoever has not answered, comes back when its lock expires.
    await before(CLOSE_TIMEOUT_MS, drained);
    await abandon();
  }
  const stop = ({ timeoutMs = STOP_TIMEOUT_MS } = {}) => {
    stopped ??= leave(timeoutMs);
    return stopped;
  };

  return {
    stop,
    get running() {
      return running;
    },
    [Symbol.asyncDispose]: () => stop(),
  };
}

/** Milliseconds until a thrown job is tried again: doubling from half a second, at most 30 s, half of it by chance. */
function backoffStrategy(attempts: number): number {
  const full = Math.min(MAX_BACKOFF_MS, 500 * 2 ** Math.min(attempts - 1, 10));
  return Math.round(full / 2 + (Math.random() * full) / 2);
}
