import { PipelineError } from '@acervo/runtime';
import type { FeedQueue } from './contracts.ts';
import type { ExtractJob, RecognizeJob } from './jobs.ts';
import type { QueueConnection } from './queue-connection.ts';

/** The queue of documents whose bytes are on `storage`. */
export function openExtractQueue(_connection: QueueConnection, _storage: string): FeedQueue<ExtractJob> {
  throw new PipelineError('internal', 'not built yet');
}

/** The queue of documents to recognize. */
export function openRecognizeQueue(_connection: QueueConnection): FeedQueue<RecognizeJob> {
  throw new PipelineError('internal', 'not built yet');
}
