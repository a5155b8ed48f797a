import { PipelineError } from '@acervo/runtime';
import { toQueueError } from './queue-error.ts';

const ANSWER_TIMEOUT_MS = 10_000;

/** Asks a queue one thing at a time, each for an answer in time: a question that is still open when the next one comes is
 *  waited for first, so that questions don't heap up in memory while the server is away.
 *  The function it gives throws {PipelineError} `queue-unavailable` (retryable) when there is no answer in time. */
export function openAnswering(timeoutMs = ANSWER_TIMEOUT_MS): <T>(ask: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (ask) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(noAnswer(timeoutMs)), timeoutMs);
    const earlier = last;
    let gaveUp = false;
    const answer = earlier.then(() => {
      if (gaveUp) throw noAnswer(timeoutMs);
      return ask();
    });
    last = answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      throw toQueueError(error);
    } finally {
      gaveUp = true;
      clearTimeout(timer);
    }
  };
}

function noAnswer(timeoutMs: number): PipelineError {
  return new PipelineError('queue-unavailable', `the queue has not answered for ${timeoutMs} ms`, { retryable: true });
}
