import { openAnswering } from './answering.ts';
import { openBullQueue } from './bull.ts';
import type { FeedQueue, FeedQueueOptions } from './contracts.ts';
import { type ExtractJob, extractKind, type JobKind, ocrKind, RECOGNIZE_KIND, type RecognizeJob } from './jobs.ts';
import type { QueueConnection } from './queue-connection.ts';

const ADD_AT_ONCE = 500;
/** PostgreSQL counts the attempts that matter; BullMQ's must never run out. */
const UNLIMITED_ATTEMPTS = 2 ** 31 - 1;

/** The queue of documents whose bytes are on `storage`. */
export function openExtractQueue(
  connection: QueueConnection,
  storage: string,
  options: FeedQueueOptions = {},
): FeedQueue<ExtractJob> {
  return openFeedQueue(connection, extractKind(storage), options);
}

/** The queue of documents on `storage` with pages to read by OCR. */
export function openOcrQueue(
  connection: QueueConnection,
  storage: string,
  options: FeedQueueOptions = {},
): FeedQueue<ExtractJob> {
  return openFeedQueue(connection, ocrKind(storage), options);
}

/** The queue of documents to recognize. */
export function openRecognizeQueue(
  connection: QueueConnection,
  options: FeedQueueOptions = {},
): FeedQueue<RecognizeJob> {
  return openFeedQueue(connection, RECOGNIZE_KIND, options);
}

function openFeedQueue<Job extends object>(
  connection: QueueConnection,
  kind: JobKind<Job>,
  { answerTimeoutMs }: FeedQueueOptions,
): FeedQueue<Job> {
  // Every call reports its own failure; what happens between calls concerns nobody.
  const { queue, close } = openBullQueue(connection, kind.queueName, () => undefined);
  const answered = openAnswering(answerTimeoutMs);
  let resumed = false;
  return {
    async add(jobs) {
      // somebody may have been killed while clearing, which pauses the queue
      if (!resumed) await answered(() => queue.resume());
      resumed = true;
      for (let at = 0; at < jobs.length; at += ADD_AT_ONCE) {
        const batch = jobs.slice(at, at + ADD_AT_ONCE).map(({ data, lane }) => ({
          name: 'document',
          data,
          opts: {
            jobId: kind.jobId(data),
            priority: lane + 1,
            attempts: UNLIMITED_ATTEMPTS,
            backoff: { type: 'custom' },
            removeOnComplete: true,
            removeOnFail: true,
          },
        }));
        await answered(() => queue.addBulk(batch));
      }
    },
    async countWaiting() {
      const counts = await answered(() => queue.getJobCounts('waiting', 'prioritized', 'delayed'));
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    async clear() {
      await answered(() => queue.obliterate({ force: true }));
    },
    [Symbol.asyncDispose]: close,
  };
}
