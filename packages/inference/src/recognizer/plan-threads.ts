import { availableParallelism } from 'node:os';
import { usableMemory } from '@acervo/runtime';
import type { ModelSettings } from '../model/model-settings.ts';

/** Threads of a recognizer and the threads that each session computes with. */
export interface ThreadPlan {
  readonly threads: number;
  readonly intraOpThreads: number;
}

/** Graphs above this are split over the cores instead of being loaded once per core. */
const BIG_GRAPH_BYTES = 150e6;
/** Cores that work on one call of a big graph: beyond four they mostly wait for each other. */
const CORES_PER_BIG_SESSION = 4;
/** Memory of a thread besides its weights: V8, activations, vocabulary. */
const THREAD_BYTES = 250e6;

/** Chooses threads: for small graphs one single-threaded session per core (no core waits for another, the best throughput);
 *  for big ones a session per four cores. Sessions hold their weights at most in half of the machine's memory.
 *  What is asked for wins; `cuda` gets one thread, since sessions on one GPU only take turns. */
export function planThreads(
  { graphBytes }: Pick<ModelSettings, 'graphBytes'>,
  asked: {
    threads?: number | undefined;
    intraOpThreads?: number | undefined;
    device?: 'cpu' | 'cuda' | undefined;
  } = {},
  machine: { cores: number; memoryBytes: number } = { cores: availableParallelism(), memoryBytes: usableMemory() },
): ThreadPlan {
  if (asked.device === 'cuda') return { threads: asked.threads ?? 1, intraOpThreads: asked.intraOpThreads ?? 1 };
  const coresPerSession = graphBytes > BIG_GRAPH_BYTES ? CORES_PER_BIG_SESSION : 1;
  const byCores = Math.ceil(machine.cores / coresPerSession);
  const byMemory = Math.floor(machine.memoryBytes / 2 / (graphBytes * 1.3 + THREAD_BYTES));
  const threads = asked.threads ?? Math.max(1, Math.min(byCores, byMemory));
  const share = Math.max(1, Math.floor(machine.cores / threads));
  const intraOpThreads = asked.intraOpThreads ?? Math.min(coresPerSession, share);
  return { threads, intraOpThreads };
}
