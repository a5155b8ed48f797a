import { PipelineError } from '@acervo/runtime';

/** What may be said about an error of BullMQ, Redis or PostgreSQL: that the queue is unavailable, and the error's code. */
export function toQueueError(error: unknown): PipelineError {
  if (error instanceof PipelineError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
  return new PipelineError('queue-unavailable', `the queue does not answer (${code})`, {
    retryable: true,
    cause: error,
  });
}

/** What BullMQ may store about a failed attempt: a code, no message of anybody else's and no stack. */
export function bareError(error: unknown): Error {
  const bare = new Error(error instanceof PipelineError ? error.code : 'internal');
  bare.stack = bare.message;
  return bare;
}
