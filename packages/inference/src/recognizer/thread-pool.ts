import { MessageChannel } from 'node:worker_threads';
import { PipelineError } from '@acervo/runtime';
import { type DocumentsThread, type Job, openDocumentsThread } from './documents-thread.ts';
import { type GraphThread, openGraphThread } from './graph-thread.ts';
import type { DocumentsSettings, GraphSettings } from './messages.ts';

/** Documents in hand at most for each graph thread: enough mates for its batches. */
const MAX_DOCUMENTS_PER_GRAPH = 16;
/** Code units in hand at most for each graph thread, unless it is one document. */
const MAX_UNITS_PER_GRAPH = 8_000_000;
/** Threads that die in a row before they are ready; then the pool gives up. */
const MAX_FAILED_STARTS = 3;

/** One documents thread, its graph threads, and the documents that wait for them. */
export interface ThreadPool {
  /** The threads of now: they are replaced when they die. */
  readonly documents: DocumentsThread;
  readonly graphs: ReadonlySet<GraphThread>;
  submit(job: Job): void;
  /** Forgets a job wherever it is; it is not settled. */
  cancel(job: Job): void;
  close(): Promise<void>;
}

/** Opens the documents thread and a graph thread for each statistics buffer, and waits until all are ready. A thread that
 *  dies is replaced; documents wait here, first come first served, until there is room.
 *  @throws {PipelineError} of the first thread that can't open. */
export async function openThreadPool(
  statistics: readonly SharedArrayBuffer[],
  settings: Omit<DocumentsSettings & GraphSettings, 'statistics' | 'gate' | 'graphs'>,
): Promise<ThreadPool> {
  const graphs = new Set<GraphThread>();
  const readyGraphs = new Set<GraphThread>();
  const waiting = new Set<Job>();
  let failedStarts = 0;
  let closing = false;
  let gaveUp = false;

  const hasRoom = (job: Job): boolean => {
    const { jobs, load } = documents;
    if (jobs.size === 0) return true;
    const { length } = statistics;
    return jobs.size < MAX_DOCUMENTS_PER_GRAPH * length && load + job.text.length <= MAX_UNITS_PER_GRAPH * length;
  };

  const dispatch = () => {
    for (const job of waiting) {
      if (closing || gaveUp || !hasRoom(job)) return;
      waiting.delete(job);
      documents.send(job);
    }
  };

  const rejectAll = (error: PipelineError) => {
    for (const job of [...documents.jobs.values()]) {
      documents.cancel(job);
      job.settle({ error });
    }
    for (const job of waiting) job.settle({ error });
    waiting.clear();
  };

  const connect = (graph: GraphThread) => {
    const { port1, port2 } = new MessageChannel();
    graph.connect(port1);
    documents.connect(port2);
  };

  /** Whether a thread that died is to be started again. */
  const mayStart = (wasReady: boolean): boolean => {
    failedStarts = wasReady ? 0 : failedStarts + 1;
    return !closing && failedStarts < MAX_FAILED_STARTS;
  };

  const giveUp = () => {
    if (closing) return;
    gaveUp = true;
    rejectAll(noThreads());
  };

  const startGraph = (buffer: SharedArrayBuffer): GraphThread => {
    const graph = openGraphThread(
      { ...settings, statistics: buffer },
      {
        onReady() {
          readyGraphs.add(graph);
          connect(graph);
        },
        onDied(wasReady) {
          graphs.delete(graph);
          readyGraphs.delete(graph);
          if (mayStart(wasReady)) startGraph(buffer);
          else if (graphs.size === 0) giveUp();
        },
      },
    );
    graphs.add(graph);
    return graph;
  };

  const startDocuments = (): DocumentsThread =>
    openDocumentsThread(
      { ...settings, graphs: statistics.length },
      {
        onLeft: dispatch,
        onDied(wasReady) {
          if (!mayStart(wasReady)) return giveUp();
          documents = startDocuments();
          for (const graph of readyGraphs) connect(graph);
          dispatch();
        },
      },
    );

  const close = async () => {
    closing = true;
    rejectAll(stopped());
    await Promise.all([documents.close(), ...Array.from(graphs, (graph) => graph.close())]);
    process.off('exit', shut);
  };

  const shut = () => {
    for (const graph of graphs) graph.shut();
  };
  process.on('exit', shut);

  let documents = startDocuments();
  try {
    await Promise.all([documents.ready, ...statistics.map((buffer) => startGraph(buffer).ready)]);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    get documents() {
      return documents;
    },
    graphs,
    submit(job) {
      if (closing || gaveUp) return job.settle({ error: closing ? stopped() : noThreads() });
      waiting.add(job);
      dispatch();
    },
    cancel(job) {
      waiting.delete(job);
      documents.cancel(job);
    },
    close,
  };
}

function stopped(): PipelineError {
  return new PipelineError('stopped', 'the recognizer was closed', { retryable: true });
}

/** Not `crashed`: no document is to blame. */
function noThreads(): PipelineError {
  return new PipelineError('internal', 'recognizer threads can not be started any more', { retryable: true });
}
