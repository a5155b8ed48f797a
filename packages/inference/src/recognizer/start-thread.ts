import { type TransferListItem, Worker } from 'node:worker_threads';
import { PipelineError } from '@acervo/runtime';
import { fromSentFailure, type StartReply } from './messages.ts';

/** A thread as its owner sees it. */
export interface Thread<Request> {
  /** Settles when it can be used; rejects with what it says (`model-invalid`, `usage`), or `crashed`. */
  readonly ready: Promise<void>;
  /** Settles when it is gone, however it ended. */
  readonly exited: Promise<void>;
  post(request: Request, transfer?: TransferListItem[]): void;
  readonly worker: Worker;
}

/** What the owner of a thread hears. */
export interface ThreadEvents<Reply> {
  onReply(reply: Reply): void;
  onReady(): void;
  /** The thread is gone, as asked or not; `cause` is what ended it where that is known. */
  onExit(exit: { wasReady: boolean; cause: unknown }): void;
}

/** Starts the program `main` in a thread; its first message says whether it can be used.
 *  @param main its source file; in a published package, the module that was built from it is started. */
export function startThread<Request, Reply extends object>(
  main: URL,
  workerData: object,
  events: ThreadEvents<Reply>,
): Thread<Request> {
  const worker = new Worker(builtAsWeAre(main), {
    workerData,
    name: 'acervo-recognizer',
    // What this process was started with is not for the thread (test runners, inspectors).
    execArgv: [],
  });
  const opening = Promise.withResolvers<void>();
  opening.promise.catch(() => {});
  const exiting = Promise.withResolvers<void>();
  let wasReady = false;
  let cause: unknown;
  worker.on('message', (reply: StartReply | Reply) => {
    if (!isStart(reply)) return events.onReply(reply);
    if (reply.kind === 'unusable') return opening.reject(fromSentFailure(reply.failure));
    wasReady = true;
    opening.resolve();
    events.onReady();
  });
  worker.on('error', (error) => {
    cause = error;
  });
  worker.on('exit', () => {
    opening.reject(new PipelineError('crashed', 'a recognizer thread died', { retryable: true, cause }));
    exiting.resolve();
    events.onExit({ wasReady, cause });
  });
  return {
    ready: opening.promise,
    exited: exiting.promise,
    post: (request, transfer) => worker.postMessage(request, transfer),
    worker,
  };
}

function isStart(reply: StartReply | object): reply is StartReply {
  return 'kind' in reply && (reply.kind === 'ready' || reply.kind === 'unusable');
}

/** Sources start sources (`.ts`, in the repository), what was built from them starts what was built (`.js`). */
function builtAsWeAre(source: URL): URL {
  return import.meta.url.endsWith('.ts') ? source : new URL(source.href.replace(/\.ts$/, '.js'));
}
