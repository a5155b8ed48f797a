import { PipelineError } from '@acervo/runtime';

/** Whether an error only says that the person asked to stop. */
export function isInterruption(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  if (error === signal.reason || (error instanceof PipelineError && error.code === 'stopped')) return true;
  return error instanceof Error && error.name === 'AbortError'; // how Node's timers put it
}

/** The work, or the signal's reason as soon as it fires: for questions that nobody waits for any more. */
export async function orInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
