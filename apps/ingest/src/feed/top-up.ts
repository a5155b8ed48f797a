import { type Db, findUnqueuedExtractions, findUnqueuedOcr, findUnqueuedRuns } from '@acervo/db';
import type { ExtractJob, FeedQueue, RecognizeJob } from '@acervo/queue';

/** What topping the queues up needs. */
export interface TopUpDeps {
  readonly db: Db;
  readonly storage: string;
  readonly extractQueue: FeedQueue<ExtractJob>;
  readonly ocrQueue: FeedQueue<ExtractJob>;
  readonly recognizeQueue: FeedQueue<RecognizeJob>;
  /** Waiting jobs above which nothing is added. */
  readonly highWater: number;
}

/** A job that was lost (by a wiped Redis, by a process that died between two steps) is added again after this time;
 *  adding one that is still there does nothing. */
const STALE_MS = 5 * 60_000;
/** When nothing waits in a queue, pending work that was queued a moment ago is lost or being taken; don't wait. */
const STALE_WHEN_EMPTY_MS = 3000;
/** Rows of one statement and jobs of one call. */
const MAX_BATCH = 1000;

/** Adds pending documents of this storage to the extract queue. */
export async function topUpExtractions({ db, storage, extractQueue, highWater }: TopUpDeps): Promise<number> {
  return topUp(extractQueue, highWater, async (options) => {
    const found = await findUnqueuedExtractions(db, { ...options, storage });
    return found.map(({ lane, documentId }) => ({ lane, data: { documentId } }));
  });
}

/** Adds documents of this storage with pages to read by OCR, once no text layer waits any more. */
export async function topUpOcr({ db, storage, ocrQueue, highWater }: TopUpDeps): Promise<number> {
  return topUp(ocrQueue, highWater, async (options) => {
    const found = await findUnqueuedOcr(db, { ...options, storage });
    return found.map(({ lane, documentId }) => ({ lane, data: { documentId } }));
  });
}

/** Adds pending runs to the recognize queue. */
export async function topUpRuns({ db, recognizeQueue, highWater }: TopUpDeps): Promise<number> {
  return topUp(recognizeQueue, highWater, async (options) => {
    const found = await findUnqueuedRuns(db, options);
    return found.map(({ lane, documentId, modelId }) => ({ lane, data: { documentId, modelId } }));
  });
}

/** @returns how many jobs wait now. */
async function topUp<Job>(
  queue: FeedQueue<Job>,
  highWater: number,
  find: (options: { limit: number; staleMs: number }) => Promise<{ lane: number; data: Job }[]>,
): Promise<number> {
  const waiting = await queue.countWaiting();
  const limit = Math.min(highWater - waiting, MAX_BATCH);
  if (limit <= 0) return waiting;
  const jobs = await find({ limit, staleMs: waiting === 0 ? STALE_WHEN_EMPTY_MS : STALE_MS });
  if (jobs.length > 0) await queue.add(jobs);
  return waiting + jobs.length;
}
