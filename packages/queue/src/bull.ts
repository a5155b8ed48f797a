import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { before } from './before.ts';
import { openPatientPool } from './patient-pool.ts';
import { openPatientRedis } from './patient-redis.ts';
import type { QueueConnection } from './queue-connection.ts';

/** Events of jobs that BullMQ keeps per queue; nobody reads them. */
const MAX_EVENTS = 1000;
/** Before BullMQ asks again after a lost connection or an error of the server. */
const ASK_AGAIN_MS = 1000;
const CLOSE_TIMEOUT_MS = 2000;

/** What a processor sees of BullMQ's job, whichever backend it has. */
export interface BullJob {
  readonly name: string;
  readonly data: unknown;
  moveToWait(token?: string): Promise<unknown>;
}

/** BullMQ's backend with its connection. */
interface Backend {
  readonly factory: typeof createRedisBackend;
  /** Waits for its server as long as it takes. */
  readonly connection: QueueOptions['connection'];
  close(options: { force: boolean }): Promise<void>;
}

/** Opens BullMQ's queue `name`. `onError` hears of lost connections; it reconnects by itself. */
export function openBullQueue(connection: QueueConnection, name: string, onError: (error: unknown) => void) {
  const backend = openBackend(connection, onError);
  const queue = new Queue(
    name,
    { connection: backend.connection, streams: { events: { maxLen: MAX_EVENTS } } },
    backend.factory,
  );
  queue.on('error', onError);
  return {
    queue,
    /** Closes in order, or at once when the server does not answer. */
    async close() {
      const closed = queue.close().catch(() => undefined);
      const force = !(await before(CLOSE_TIMEOUT_MS, closed));
      await backend.close({ force });
    },
  };
}

/** Opens BullMQ's worker on the queue `name`, which starts at once. */
export function openBullWorker(
  connection: QueueConnection,
  name: string,
  {
    process,
    settings,
    onError,
  }: {
    process: (job: BullJob, token: string | undefined) => Promise<unknown>;
    settings: Omit<WorkerOptions, 'connection' | 'autorun'>;
    onError: (error: unknown) => void;
  },
) {
  const backend = openBackend(connection, onError);
  const worker = new AbandonableWorker(
    name,
    process,
    { ...settings, connection: backend.connection, runRetryDelay: ASK_AGAIN_MS },
    backend.factory,
  );
  worker.on('error', onError);
  return {
    /** Takes no more jobs and waits for the running ones. */
    async drain() {
      await worker.close();
      await backend.close({ force: false });
    },
    /** Ends the connections and the renewal of locks at once. */
    async abandon() {
      worker.abandon();
      await backend.close({ force: true });
    },
  };
}

class AbandonableWorker extends Worker {
  abandon(): void {
    // their connections are cut in the next moment, and nobody waits for what they say to that
    this.close(true).catch(() => undefined);
    this.lockManager.close().catch(() => undefined);
  }
}

function openBackend(connection: QueueConnection, onError: (error: unknown) => void): Backend {
  if (connection.kind === 'postgres') {
    const { pool, close } = openPatientPool(connection.url, onError);
    const factory = createPostgresBackend as unknown as typeof createRedisBackend;
    return { factory: pausing(factory), connection: pool as unknown as QueueOptions['connection'], close };
  }
  const { redis, close } = openPatientRedis(connection.url, onError);
  return { factory: pausing(createRedisBackend), connection: redis, close };
}

/** Asking for a job that fails takes its time, whatever the error: BullMQ's worker would ask again at once, for ever. */
function pausing<B extends IQueueBackend, C>(factory: BackendFactory<B, C>): BackendFactory<B, C> {
  return (name, options, factoryOptions) => {
    const backend = factory(name, options, factoryOptions);
    const moveToActive = backend.moveToActive.bind(backend);
    backend.moveToActive = async (...request) => {
      try {
        return await moveToActive(...request);
      } catch (error) {
        if (backend.closing === undefined) await sleep(ASK_AGAIN_MS);
        throw error;
      }
    };
    return backend;
  };
}
