import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '@acervo/runtime';

const SQLITE_BUSY = 5;

/** Takes an exclusive lock on `path` (created where missing), or gives undefined when somebody holds it.
 *  The lock is SQLite's, that is the operating system's: it ends with its process, however that dies, on every platform, so
 *  there are no stale locks, no process ids that were given to somebody else, and nothing to clean up. */
export function tryLockFile(path: string): Disposable | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // nothing is ever written: no journal file
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}

/** As `tryLockFile`, waiting for the holder. @throws {PipelineError} `database-unavailable` after `timeoutMs`. */
export async function lockFile(path: string, timeoutMs = 180_000): Promise<Disposable> {
  for (const start = Date.now(); ; await sleep(20 + Math.random() * 30)) {
    const lock = tryLockFile(path);
    if (lock !== undefined) return lock;
    if (Date.now() - start > timeoutMs) {
      throw new PipelineError(
        'database-unavailable',
        `another process has held the archive's lock for ${timeoutMs} ms`,
      );
    }
  }
}
