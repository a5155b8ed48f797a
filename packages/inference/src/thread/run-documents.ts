import type { MentionSpan, Window } from '@acervo/ner-core';
import type { Document } from './document.ts';
import type { BatchLogits } from './infer-windows.ts';
import { SPECIAL_TOKENS } from './infer-windows.ts';
import type { DocumentCounts } from './messages.ts';
import { openWindowPool } from './window-pool.ts';

/** Windows that wait at most, over all documents: enough to find mates of similar length, small beside the model. */
const MAX_WAITING_WINDOWS = 64;
/** Windows of one document that wait for a call or for an earlier window at most. */
const MAX_OUTSTANDING_WINDOWS = 8;

/** What the loop needs from outside. */
export interface DocumentsWork {
  readonly batchTokens: number;
  /** One call of the graph. */
  infer(windows: readonly Window[]): Promise<BatchLogits>;
  onMentions(id: number, mentions: readonly MentionSpan[]): void;
  onDone(id: number, counts: DocumentCounts): void;
  onFailed(id: number, error: unknown): void;
}

/** Documents in flight in one thread. */
export interface DocumentsLoop {
  add(document: Document): void;
  /** Forgets a document; its windows don't come back. */
  cancel(id: number): void;
  /** Fills a batch, runs it, gives the results back. False when no document is in flight. */
  step(): Promise<boolean>;
}

interface Candidate {
  readonly document: Document;
  readonly window: Window;
}

/** Opens the loop that mixes windows of all documents into batches, one window of each document in turn. */
export function openDocumentsLoop(work: DocumentsWork): DocumentsLoop {
  const documents = new Map<number, Document>();
  const pool = openWindowPool<Candidate>();

  /** Removes the document before telling, so that nothing is told twice. */
  const fail = (document: Document, error: unknown) => {
    if (!documents.delete(document.id)) return;
    pool.drop((candidate) => candidate.document === document);
    work.onFailed(document.id, error);
  };

  const finish = (document: Document) => {
    const finished = document.finish();
    if (finished === undefined || !documents.delete(document.id)) return;
    if (finished.mentions.length > 0) work.onMentions(document.id, finished.mentions);
    work.onDone(document.id, finished.counts);
  };

  /** Takes the document's next window into the pool; false when it has none or enough are out. */
  const pull = (document: Document): boolean => {
    if (document.outstanding >= MAX_OUTSTANDING_WINDOWS) return false;
    try {
      const window = document.nextWindow();
      if (window === undefined) finish(document);
      else pool.add(window.tokens.length + SPECIAL_TOKENS, { document, window });
      return window !== undefined;
    } catch (error) {
      fail(document, error);
      return false;
    }
  };

  const fill = () => {
    for (let pulled = true; pulled && pool.size < MAX_WAITING_WINDOWS; ) {
      pulled = false;
      for (const document of [...documents.values()]) pulled = pull(document) || pulled;
    }
  };

  const deliver = (batch: readonly Candidate[], { logits, offsets }: BatchLogits) => {
    batch.forEach(({ document, window }, index) => {
      if (documents.get(document.id) !== document) return;
      try {
        const mentions = document.addLogits(window, logits, offsets[index] ?? 0);
        if (mentions.length > 0) work.onMentions(document.id, mentions);
        finish(document);
      } catch (error) {
        fail(document, error);
      }
    });
  };

  const run = async (batch: readonly Candidate[]): Promise<void> => {
    try {
      deliver(batch, await work.infer(batch.map((candidate) => candidate.window)));
    } catch (error) {
      // Only the guilty document fails: its batch mates go alone.
      if (batch.length > 1) for (const candidate of batch) await run([candidate]);
      else if (batch[0] !== undefined) fail(batch[0].document, error);
    }
  };

  return {
    add(document) {
      documents.set(document.id, document);
    },
    cancel(id) {
      const document = documents.get(id);
      documents.delete(id);
      pool.drop((candidate) => candidate.document === document);
    },
    async step() {
      fill();
      const batch = pool.take(work.batchTokens);
      if (batch.length > 0) await run(batch);
      return documents.size > 0;
    },
  };
}
