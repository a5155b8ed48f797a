import { PipelineError } from '@acervo/runtime';
import type { ThreadSettings } from '../thread/messages.ts';
import { type Job, openThread, type RecognizerThread } from './open-thread.ts';

/** Documents that a thread holds at most: enough mates for its batches. */
const MAX_DOCUMENTS_PER_THREAD = 16;
/** Code units that a thread holds at most, unless it is one document. */
const MAX_UNITS_PER_THREAD = 8_000_000;
/** Threads that die in a row before they are ready; then the pool gives up. */
const MAX_FAILED_STARTS = 3;

/** Threads and the documents that wait for one. */
export interface ThreadPool {
  readonly threads: readonly RecognizerThread[];
  submit(job: Job): void;
  /** Forgets a job wherever it is; it is not settled. */
  cancel(job: Job): void;
  close(): Promise<void>;
}

/** Opens a thread for each statistics buffer and waits until all are ready. A thread that dies is replaced; documents wait
 *  here, first come first served, until the thread with the least text has room.
 *  @throws {PipelineError} of the first thread that can't open. */
export async function openThreadPool(
  statistics: readonly SharedArrayBuffer[],
  settings: Omit<ThreadSettings, 'statistics' | 'gate'>,
): Promise<ThreadPool> {
  const threads: RecognizerThread[] = [];
  const waiting = new Set<Job>();
  let failedStarts = 0;
  let closing = false;

  const dispatch = () => {
    for (const job of waiting) {
      const thread = threads.filter((each) => hasRoom(each, job)).sort((a, b) => a.load - b.load)[0];
      if (thread === undefined) return;
      waiting.delete(job);
      thread.send(job);
    }
  };

  const rejectWaiting = (error: PipelineError) => {
    for (const job of waiting) job.settle({ error });
    waiting.clear();
  };

  const start = (buffer: SharedArrayBuffer): RecognizerThread => {
    const thread = openThread(
      { ...settings, statistics: buffer },
      {
        onLeft: dispatch,
        onDied(wasReady) {
          threads.splice(threads.indexOf(thread), 1);
          failedStarts = wasReady ? 0 : failedStarts + 1;
          if (closing) return;
          if (failedStarts < MAX_FAILED_STARTS) start(buffer);
          else if (threads.length === 0) rejectWaiting(noThreads());
          dispatch();
        },
      },
    );
    threads.push(thread);
    return thread;
  };

  const close = async () => {
    closing = true;
    const stopped = new PipelineError('stopped', 'the recognizer was closed', { retryable: true });
    rejectWaiting(stopped);
    for (const thread of threads) {
      for (const job of [...thread.jobs.values()]) {
        thread.cancel(job);
        job.settle({ error: stopped });
      }
    }
    await Promise.all(threads.map((thread) => thread.close()));
    process.off('exit', shut);
  };

  const shut = () => {
    for (const thread of threads) thread.shut();
  };
  process.on('exit', shut);

  try {
    await Promise.all(statistics.map((buffer) => start(buffer).ready));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    threads,
    submit(job) {
      if (closing || threads.length === 0) {
        job.settle({
          error: closing ? new PipelineError('stopped', 'the recognizer is closed', { retryable: true }) : noThreads(),
        });
        return;
      }
      waiting.add(job);
      dispatch();
    },
    cancel(job) {
      waiting.delete(job);
      for (const thread of threads) thread.cancel(job);
    },
    close,
  };
}

function hasRoom(thread: RecognizerThread, job: Job): boolean {
  if (thread.jobs.size === 0) return true;
  return thread.jobs.size < MAX_DOCUMENTS_PER_THREAD && thread.load + job.text.length <= MAX_UNITS_PER_THREAD;
}

/** Not `crashed`: no document is to blame. */
function noThreads(): PipelineError {
  return new PipelineError('internal', 'recognizer threads can not be started any more', { retryable: true });
}
