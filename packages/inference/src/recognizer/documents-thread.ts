import type { MessagePort } from 'node:worker_threads';
import type { Mention } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import { type DocumentsReply, type DocumentsRequest, type DocumentsSettings, fromSentFailure } from './messages.ts';
import type { Recognition } from './recognizer.ts';
import { startThread, type Thread } from './start-thread.ts';

/** A document that waits for the documents thread or is in it. */
export interface Job {
  readonly id: number;
  readonly text: string;
  readonly words: Uint32Array | undefined;
  readonly mentions: Mention[];
  settle(outcome: { recognition: Recognition } | { error: PipelineError }): void;
}

/** The thread that cuts documents into windows and decodes them, with the documents that it has in hand. */
export interface DocumentsThread extends Pick<Thread<never>, 'ready' | 'worker'> {
  readonly jobs: ReadonlyMap<number, Job>;
  /** UTF-16 code units of the documents in it. */
  readonly load: number;
  send(job: Job): void;
  cancel(job: Job): void;
  /** Gives it a port to a graph thread. */
  connect(port: MessagePort): void;
  close(): Promise<void>;
}

/** Starts the thread. When it dies, its jobs are rejected with `crashed`, or `internal` if it was not ready yet (both
 *  retryable), and `onDied` is told, unless it was closed; `onLeft` hears of every job that has left it. */
export function openDocumentsThread(
  settings: DocumentsSettings,
  events: { onLeft(): void; onDied(wasReady: boolean): void },
): DocumentsThread {
  const jobs = new Map<number, Job>();
  let load = 0;
  let closing = false;

  const forget = (job: Job): boolean => {
    if (!jobs.delete(job.id)) return false;
    load -= job.text.length;
    return true;
  };

  const leave = (job: Job, outcome: Parameters<Job['settle']>[0]) => {
    if (!forget(job)) return;
    job.settle(outcome);
    events.onLeft();
  };

  const thread = startThread<DocumentsRequest, DocumentsReply>(
    new URL('../documents/main.ts', import.meta.url),
    settings,
    {
      onReady: () => {},
      onReply(reply) {
        const job = jobs.get(reply.id);
        if (job === undefined) return; // cancelled
        if (reply.kind === 'failed') leave(job, { error: fromSentFailure(reply.failure) });
        else if (reply.kind === 'done') leave(job, { recognition: { mentions: job.mentions, ...reply.counts } });
        else for (const m of reply.mentions) job.mentions.push({ ...m, text: job.text.slice(m.start, m.end) });
      },
      onExit({ wasReady, cause }) {
        // a thread that never got ready has read nothing: no document is to blame
        const code = wasReady ? 'crashed' : 'internal';
        const error = new PipelineError(code, 'the documents thread died', { retryable: true, cause });
        if (!closing) events.onDied(wasReady); // first: whoever leaves makes room for others, and not in here
        for (const job of [...jobs.values()]) leave(job, { error });
      },
    },
  );

  return {
    ready: thread.ready,
    worker: thread.worker,
    jobs,
    get load() {
      return load;
    },
    send(job) {
      jobs.set(job.id, job);
      load += job.text.length;
      thread.post({ kind: 'recognize', id: job.id, text: job.text, words: job.words });
    },
    cancel(job) {
      if (!forget(job)) return;
      thread.post({ kind: 'cancel', id: job.id });
      events.onLeft();
    },
    connect: (port) => thread.post({ kind: 'graph', port }, [port]),
    async close() {
      closing = true;
      thread.post({ kind: 'close' });
      await thread.exited;
    },
  };
}
