import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PipelineError, type ServiceMessage } from '@acervo/runtime';

export type ServiceName = 'ingest' | 'worker' | 'explorer';

export interface ServiceOptions {
  /** The whole environment of the process. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where its JSON log goes: a file descriptor, or `inherit`: this process' stderr. */
  readonly log: number | 'inherit' | Promise<number>;
  /** Told before each restart: how it ended and how many restarts are left. */
  readonly onRestart: (ended: string, left: number) => void;
  /** Told each time it is open, and for a server where. */
  readonly onReady?: (address: string | undefined) => void;
}

/** An ingest, worker or explorer process that is started again when it ends unasked, so many times without a document done. */
export interface Service extends AsyncDisposable {
  readonly name: ServiceName;
  /** Resolves once it has stopped as asked.
   *  @throws {PipelineError} when it can't go on: `usage` (its configuration is refused), `internal` (it keeps dying, {@link MAX_RESTARTS}). */
  readonly ended: Promise<void>;
  /** Asks it to stop and waits; after `STOP_MS` it is killed, which loses nothing but the documents it had in hand. */
  stop(): Promise<void>;
}

const MAX_RESTARTS = 5;
const STOP_MS = 8_000;
const RESTART_DELAY_MS = 500;
const mains: Record<ServiceName, string> = {
  ingest: fileURLToPath(new URL('../../ingest/src/main.ts', import.meta.url)),
  worker: fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url)),
  explorer: fileURLToPath(new URL('../../explorer/src/main.ts', import.meta.url)),
};

/** Starts a service of ours as a child process. On Unix it leads a process group, so that a terminal's Ctrl-C reaches
 *  only us; the IPC channel tells it to stop, also when we are killed without a chance to say so. */
export function startService(name: ServiceName, options: ServiceOptions): Service {
  let child: ChildProcess | undefined;
  const stopping = new AbortController();

  async function supervise(): Promise<void> {
    for (let left = MAX_RESTARTS; ; left -= 1) {
      const log = await options.log;
      if (stopping.signal.aborted) return;
      child = launch(name, options.environment, log);
      let refusal = 'refused its configuration';
      // who gets documents done may die as often as it takes: each of those that kill it ends as failed after a few times
      child.on('message', (message: ServiceMessage) => {
        if ('ended' in message) left = MAX_RESTARTS;
        else if ('refused' in message) refusal = message.refused;
        else options.onReady?.(message.address);
      });
      const { code, signal } = await ending(child);
      killGroup(child);
      if (stopping.signal.aborted) return;
      if (code === 2) throw new PipelineError('usage', `${name}: ${refusal}`);
      const ended = signal ?? `code ${code}`;
      if (left === 0) throw new PipelineError('internal', `${name} died ${MAX_RESTARTS + 1} times, last by ${ended}`);
      options.onRestart(ended, left - 1);
      await delay(RESTART_DELAY_MS * 2 ** (MAX_RESTARTS - left), stopping.signal);
      if (stopping.signal.aborted) return;
    }
  }

  const ended = supervise();
  ended.catch(() => undefined); // whoever awaits `ended` hears of it; nobody has to
  async function stop(): Promise<void> {
    stopping.abort();
    const running = child;
    if (running?.connected) running.disconnect();
    const timer = setTimeout(() => running && killGroup(running), STOP_MS);
    await ended.catch(() => undefined);
    clearTimeout(timer);
  }
  return { name, ended, stop, [Symbol.asyncDispose]: stop };
}

function launch(name: ServiceName, environment: NodeJS.ProcessEnv, log: number | 'inherit'): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, mains[name]], {
    env: environment,
    stdio: ['ignore', log, log, 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

function ending(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 2, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Ends a service's process and what it may have left behind. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
