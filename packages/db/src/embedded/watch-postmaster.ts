import { ensureRunning } from './ensure-running.ts';
import { lockFile } from './file-lock.ts';
import { isAlive } from './postmaster.ts';
import { findRecord, type ServerFiles } from './server-files.ts';

const PERIOD_MS = 1000;

/** Looks after the server as long as the session is open: one that died is started again, unless it was stopped by force. */
export function watchPostmaster(
  files: ServerFiles,
  startedAs: number,
  log: (message: string) => void,
): AsyncDisposable {
  let pid = startedAs;
  let looking: Promise<void> | undefined;
  const look = async () => {
    using _lock = await lockFile(files.lock);
    if ((await findRecord(files))?.wanted !== true) return;
    const server = await ensureRunning(files, log);
    if (!server.adopted) log('PostgreSQL had ended and was started again');
    pid = server.pid;
  };
  const timer = setInterval(() => {
    if (looking !== undefined || isAlive(pid)) return;
    looking = look()
      .catch(() => log('PostgreSQL has ended and does not start again; trying on'))
      .finally(() => {
        looking = undefined;
      });
  }, PERIOD_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}
