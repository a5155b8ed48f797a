import { Worker } from 'node:worker_threads';
import type { Mention } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import { closeCallGate, openCallGate } from '../thread/call-gate.ts';
import type { Reply, Request, SentFailure, ThreadSettings } from '../thread/messages.ts';
import type { Recognition } from './recognizer.ts';

/** A document that waits for a thread or is in one. */
export interface Job {
  readonly id: number;
  readonly text: string;
  readonly words: Uint32Array | undefined;
  readonly mentions: Mention[];
  settle(outcome: { recognition: Recognition } | { error: PipelineError }): void;
}

/** A recognizer thread as seen from outside. */
export interface RecognizerThread {
  /** Settles when the session is open; rejects with `model-invalid`, `usage` or `crashed`. */
  readonly ready: Promise<void>;
  readonly jobs: ReadonlyMap<number, Job>;
  /** UTF-16 code units of the documents in it. */
  readonly load: number;
  send(job: Job): void;
  cancel(job: Job): void;
  /** Lets it end the call that is running, release its session and exit. */
  close(): Promise<void>;
  /** Keeps it out of the graph for good, waiting for the call that is running: before the process ends. Blocks. */
  shut(): void;
  readonly worker: Worker;
}

/** What the owner of a thread hears. */
export interface ThreadEvents {
  /** A job has left the thread, however it ended. */
  onLeft(): void;
  /** The thread is gone; its jobs have been rejected. Not called after `close`. */
  onDied(wasReady: boolean): void;
}

/** Longer than any call takes; after it the process ends all the same. */
const SHUT_TIMEOUT_MS = 5_000;

/** Starts a thread. When it dies, its jobs are rejected with `crashed`, or `internal` if it was not ready yet (retryable). */
export function openThread(given: Omit<ThreadSettings, 'gate'>, events: ThreadEvents): RecognizerThread {
  const settings = { ...given, gate: openCallGate() };
  const jobs = new Map<number, Job>();
  let load = 0;
  let ready = false;
  let closing = false;
  const opening = Promise.withResolvers<void>();
  opening.promise.catch(() => {});
  const worker = new Worker(new URL('../thread/main.ts', import.meta.url), {
    workerData: settings,
    name: 'acervo-recognizer',
    // What this process was started with is not for the thread (test runners, inspectors).
    execArgv: [],
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const post = (request: Request) => worker.postMessage(request);

  const leave = (job: Job, outcome: Parameters<Job['settle']>[0]) => {
    if (!jobs.delete(job.id)) return;
    load -= job.text.length;
    job.settle(outcome);
    events.onLeft();
  };

  const receive = (reply: Reply): void => {
    if (reply.kind === 'ready') {
      ready = true;
      opening.resolve();
    } else if (reply.kind === 'unusable') opening.reject(toError(reply.failure));
    else {
      const job = jobs.get(reply.id);
      if (job === undefined) return; // cancelled
      if (reply.kind === 'failed') leave(job, { error: toError(reply.failure) });
      else if (reply.kind === 'done') leave(job, { recognition: { mentions: job.mentions, ...reply.counts } });
      else for (const m of reply.mentions) job.mentions.push({ ...m, text: job.text.slice(m.start, m.end) });
    }
  };

  let failure: unknown;
  worker.on('message', receive);
  worker.on('error', (error) => {
    failure = error;
  });
  worker.on('exit', () => {
    const message = 'the recognizer thread died';
    opening.reject(new PipelineError('crashed', message, { retryable: true, cause: failure }));
    // a thread that never got ready has read nothing: no document is to blame
    const code = ready ? 'crashed' : 'internal';
    for (const job of [...jobs.values()]) {
      leave(job, { error: new PipelineError(code, message, { retryable: true, cause: failure }) });
    }
    if (!closing) events.onDied(ready);
  });

  return {
    ready: opening.promise,
    jobs,
    get load() {
      return load;
    },
    send(job) {
      jobs.set(job.id, job);
      load += job.text.length;
      post({ kind: 'recognize', id: job.id, text: job.text, words: job.words });
    },
    cancel(job) {
      if (!jobs.delete(job.id)) return;
      load -= job.text.length;
      post({ kind: 'cancel', id: job.id });
      events.onLeft();
    },
    async close() {
      closing = true;
      post({ kind: 'close' });
      await exited;
    },
    shut: () => closeCallGate(settings.gate, SHUT_TIMEOUT_MS),
    worker,
  };
}

function toError({ code, message, cause }: SentFailure): PipelineError {
  return new PipelineError(code, message, cause === '' ? {} : { cause: new Error(cause) });
}
