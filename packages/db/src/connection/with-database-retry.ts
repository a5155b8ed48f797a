import { setTimeout as delay } from 'node:timers/promises';
import { PipelineError } from '@acervo/runtime';
import { databaseError, errorCode, isServerTrouble } from './database-error.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** Deadlocks and serialization failures, after which a statement that fails every time is given up. */
const MAX_CONFLICTS = 10;

/** Runs `work` until it succeeds: waits through lost connections, full disks and failovers with a growing pause for as long as
 *  it takes, and runs again after deadlocks. `work` must be safe to repeat. `onWait` hears the time waited so far, before each pause.
 *  @throws {PipelineError} `stopped` when `signal` fires while waiting; any other error of `work`, wrapped. */
export async function withDatabaseRetry<T>(
  work: () => Promise<T>,
  { signal, onWait }: { signal: AbortSignal; onWait?: (waitedMs: number) => void },
): Promise<T> {
  const since = performance.now();
  let conflicts = 0;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      const wrapped = databaseError(error);
      if (!(wrapped.code.startsWith('database-') && wrapped.retryable)) throw wrapped;
      const passes = wrapped.code === 'database-unavailable' || isServerTrouble(errorCode(wrapped.cause) ?? '');
      if (!passes && ++conflicts > MAX_CONFLICTS) throw wrapped;
      onWait?.(Math.round(performance.now() - since));
      await delay(waitMs * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {
        throw new PipelineError('stopped', 'stopped while waiting for PostgreSQL', { retryable: true, cause: wrapped });
      });
    }
  }
}
