import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type FailureCode, PipelineError } from '@acervo/runtime';

const MAIN = fileURLToPath(new URL('./measure/main.ts', import.meta.url));

/** What the measuring process is to do, and how. */
export interface MeasureTask {
  readonly folder: string;
  readonly device: 'cpu' | 'cuda';
  readonly threads: number | undefined;
  readonly batchTokens: number | undefined;
  readonly texts: readonly string[];
}

/** What one model took for the texts, from text to mentions, after its sessions were warm. */
export interface Speed {
  /** Words of the texts. */
  readonly words: number;
  /** The same in tokens of the model's own vocabulary. */
  readonly tokens: number;
  /** Times that it went through all texts: more than once where that takes too little to be measured. */
  readonly passes: number;
  /** Of one pass, on the average. */
  readonly elapsedMs: number;
  /** The most memory that was resident in a process which did only this, Node itself included. */
  readonly peakBytes: number;
}

/** The measuring process' one answer. */
export type MeasureReply = { readonly speed: Speed } | { readonly code: FailureCode };

/** Recognizes the texts in a process of its own and measures that; nothing is stored.
 *  @throws {PipelineError} as the recognizer does, and `crashed` where the process dies. */
export async function measureModel(task: MeasureTask, signal: AbortSignal): Promise<Speed> {
  signal.throwIfAborted();
  // a terminal's Ctrl-C reaches it, too; without one the channel or the signal ends it
  const child = fork(MAIN, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const exited = once(child, 'exit');
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  let reply: MeasureReply | undefined;
  child.on('message', (message: MeasureReply) => {
    reply = message;
  });
  child.send(task, () => undefined); // where it is gone already, its exit says so
  try {
    await exited;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  if (reply === undefined) throw new PipelineError('crashed', 'the process that measured a model died');
  if ('code' in reply) throw new PipelineError(reply.code, 'a model could not be measured');
  return reply.speed;
}
