import type { MentionSpan, Tokenizer, Window } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import type { DocumentCounts } from '../recognizer/messages.ts';
import type { Document } from './document.ts';
import type { GraphPort } from './graph-port.ts';
import { openWindowPool } from './window-pool.ts';

/** [CLS] before and [SEP] after a window's tokens. */
const SPECIAL_TOKENS = 2;
/** Calls that a graph thread has: one that runs, one that follows without a pause. */
const CALLS_PER_GRAPH = 2;
/** Windows that wait at most, over all documents: enough to find mates of similar length, small beside the model. */
const MIN_WAITING_WINDOWS = 64;
/** Even with one graph thread, a document keeps it busy while a window comes late. */
const MIN_OUTSTANDING_WINDOWS = 8;

/** What the loop needs from outside. */
export interface DocumentsWork {
  readonly tokenizer: Pick<Tokenizer, 'clsId' | 'sepId' | 'padId'>;
  readonly labels: number;
  /** Tokens of one call at most, padding included. */
  readonly batchTokens: number;
  /** Windows that the calls of all graph threads hold when they are full. */
  readonly windowsInCalls: number;
  onMentions(id: number, mentions: readonly MentionSpan[]): void;
  onDone(id: number, counts: DocumentCounts): void;
  onFailed(id: number, error: unknown): void;
}

/** Documents in flight, and the graph threads that read them. */
export interface DocumentsLoop {
  add(document: Document): void;
  /** Forgets a document; its windows don't come back. */
  cancel(id: number): void;
  addGraph(graph: GraphPort): void;
  removeGraph(graph: GraphPort): void;
}

interface Candidate {
  readonly document: Document;
  readonly window: Window;
}

/** How many windows all calls of `graphs` threads hold at most. */
export function countWindowsInCalls(graphs: number, batchTokens: number, windowTokens: number): number {
  return CALLS_PER_GRAPH * graphs * Math.max(1, Math.floor(batchTokens / (windowTokens + SPECIAL_TOKENS)));
}

/** How many windows of one document wait for a call or for an earlier window at most, however long the document is. */
export function countOutstanding(windowsInCalls: number): number {
  return Math.max(MIN_OUTSTANDING_WINDOWS, 2 * windowsInCalls);
}

/** Opens the loop that mixes windows of all documents into calls, one window of each document in turn, and keeps every
 *  graph thread busy, with one long document as with many short ones. */
export function openDocumentsLoop(work: DocumentsWork): DocumentsLoop {
  const { tokenizer, labels, batchTokens } = work;
  const maxWaiting = Math.max(MIN_WAITING_WINDOWS, work.windowsInCalls);
  const maxOutstanding = countOutstanding(work.windowsInCalls);
  const documents = new Map<number, Document>();
  const graphs = new Set<GraphPort>();
  const pool = openWindowPool<Candidate>();
  /** Windows whose call failed with others in it. */
  let suspects: Candidate[] = [];

  const isOpen = ({ document }: Candidate) => documents.get(document.id) === document;

  const forget = (document: Document): boolean => {
    if (!documents.delete(document.id)) return false;
    pool.drop((candidate) => candidate.document === document);
    suspects = suspects.filter((candidate) => candidate.document !== document);
    return true;
  };

  /** Forgets the document before telling, so that nothing is told twice. */
  const fail = (document: Document, error: unknown) => {
    if (forget(document)) work.onFailed(document.id, error);
  };

  const finish = (document: Document) => {
    const finished = document.finish();
    if (finished === undefined || !documents.delete(document.id)) return;
    if (finished.mentions.length > 0) work.onMentions(document.id, finished.mentions);
    work.onDone(document.id, finished.counts);
  };

  /** Takes the document's next window into the pool; false when it has none or enough are out. */
  const pull = (document: Document): boolean => {
    if (document.outstanding >= maxOutstanding) return false;
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
    for (let pulled = true; pulled && pool.size < maxWaiting; ) {
      pulled = false;
      for (const document of [...documents.values()]) pulled = pull(document) || pulled;
    }
  };

  const deliver = (batch: readonly Candidate[], logits: Float32Array) => {
    const rowLength = logits.length / batch.length;
    batch.forEach((candidate, index) => {
      if (!isOpen(candidate)) return;
      const { document, window } = candidate;
      try {
        const firstToken = index * rowLength + labels; // after [CLS]
        const mentions = document.addLogits(window, logits, firstToken);
        if (mentions.length > 0) work.onMentions(document.id, mentions);
        finish(document);
      } catch (error) {
        fail(document, error);
      }
    });
  };

  const run = async (graph: GraphPort, batch: readonly Candidate[]): Promise<void> => {
    try {
      const rows = batch.map(({ window }) => toRow(window, tokenizer));
      deliver(batch, await graph.infer(rows, tokenizer.padId));
    } catch (error) {
      const died = error instanceof PipelineError && error.code === 'crashed';
      // Only the guilty document fails: the mates of its batch go alone. Of a dead thread nobody knows who was guilty.
      if (batch.length > 1 && !died) suspects.push(...batch.filter(isOpen));
      else for (const { document } of batch) fail(document, error);
    }
    pump();
  };

  /** Gives every graph thread the calls it can have. */
  const pump = () => {
    for (;;) {
      fill();
      const graph = leastBusy(graphs);
      if (graph === undefined || graph.running >= CALLS_PER_GRAPH) return;
      const suspect = suspects.shift();
      const batch = suspect ? [suspect] : pool.take(batchTokens);
      if (batch.length === 0) return;
      void run(graph, batch);
    }
  };

  return {
    add(document) {
      documents.set(document.id, document);
      pump();
    },
    cancel(id) {
      const document = documents.get(id);
      if (document !== undefined && forget(document)) pump();
    },
    addGraph(graph) {
      graphs.add(graph);
      pump();
    },
    removeGraph(graph) {
      graphs.delete(graph);
    },
  };
}

function leastBusy(graphs: Iterable<GraphPort>): GraphPort | undefined {
  let least: GraphPort | undefined;
  for (const graph of graphs) if (least === undefined || graph.running < least.running) least = graph;
  return least;
}

function toRow({ tokens }: Window, { clsId, sepId }: Pick<Tokenizer, 'clsId' | 'sepId'>): Int32Array {
  const row = new Int32Array(tokens.length + SPECIAL_TOKENS);
  row[0] = clsId;
  tokens.forEach((token, index) => {
    row[index + 1] = token.id;
  });
  row[tokens.length + 1] = sepId;
  return row;
}
