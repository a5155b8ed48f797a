import { PipelineError } from '@acervo/runtime';
import type { WakeUps } from './contracts.ts';
import type { QueueConnection } from './queue-connection.ts';

/** Opens the recurring wake-ups `queueName`; `onWake` is called with the name of what is due. */
export function openWakeUps(
  _connection: QueueConnection,
  _queueName: string,
  _options: { onWake: (name: string) => Promise<void>; onError?: (error: unknown) => void },
): WakeUps {
  throw new PipelineError('internal', 'not built yet');
}
