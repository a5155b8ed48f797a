import { PipelineError } from '@acervo/runtime';
import type { Consumer, ConsumerOptions } from './contracts.ts';
import type { ExtractJob, RecognizeJob } from './jobs.ts';
import type { QueueConnection } from './queue-connection.ts';

/** Takes documents whose bytes are on `storage`. */
export function openExtractConsumer(
  _connection: QueueConnection,
  _storage: string,
  _options: ConsumerOptions<ExtractJob>,
): Consumer {
  throw new PipelineError('internal', 'not built yet');
}

/** Takes documents to recognize. */
export function openRecognizeConsumer(_connection: QueueConnection, _options: ConsumerOptions<RecognizeJob>): Consumer {
  throw new PipelineError('internal', 'not built yet');
}
