import { createPostgresBackend, Queue, Worker, type WorkerOptions, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueConnection } from './queue-connection.ts';

const postgres = withBackend(createPostgresBackend);

/** Connections a queue or consumer may hold on PostgreSQL; the wait for jobs has one of its own. */
const POOL_CONNECTIONS = 3;

/** What we use of BullMQ's queue, whichever backend it has. */
export type BullQueue = Pick<
  Queue,
  'addBulk' | 'getJobCounts' | 'obliterate' | 'upsertJobScheduler' | 'getJobSchedulers' | 'removeJobScheduler'
>;
/** What we use of BullMQ's worker, whichever backend it has. */
export type BullWorker = Pick<Worker, 'close' | 'pause' | 'resume'>;
/** What we use of BullMQ's job. */
export interface BullJob {
  readonly name: string;
  readonly data: unknown;
  moveToWait(token?: string): Promise<unknown>;
}

type Process = (job: BullJob, token: string | undefined) => Promise<unknown>;
type Settings = Omit<WorkerOptions, 'connection' | 'autorun'>;

/** Opens BullMQ's queue `name`. `onError` hears of lost connections; BullMQ reconnects by itself. */
export function openBullQueue(connection: QueueConnection, name: string, onError: (error: unknown) => void) {
  if (connection.kind === 'postgres') {
    const queue = new postgres.Queue(name, { connection: postgresOptions(connection.url) });
    queue.on('error', onError);
    return { queue: queue as unknown as BullQueue, close: () => queue.close() };
  }
  const redis = openRedis(connection.url, onError);
  const queue = new Queue(name, { connection: redis });
  queue.on('error', onError);
  return {
    queue: queue as BullQueue,
    async close() {
      await queue.close();
      redis.disconnect();
    },
  };
}

/** Opens BullMQ's worker on the queue `name`, which starts at once. */
export function openBullWorker(
  connection: QueueConnection,
  name: string,
  { process, settings, onError }: { process: Process; settings: Settings; onError: (error: unknown) => void },
) {
  if (connection.kind === 'postgres') {
    const worker = new postgres.Worker(name, process, { ...settings, connection: postgresOptions(connection.url) });
    worker.on('error', onError);
    return { worker: worker as unknown as BullWorker, release: () => undefined };
  }
  const redis = openRedis(connection.url, onError);
  const worker = new Worker(name, process, { ...settings, connection: redis });
  worker.on('error', onError);
  return { worker: worker as BullWorker, release: () => redis.disconnect() };
}

function postgresOptions(connectionString: string) {
  return { connectionString, migrate: true, max: POOL_CONNECTIONS, application_name: 'acervo-queue' };
}

/** A client that waits for its server as long as it takes; whoever needs an answer in time sets a limit of its own. */
function openRedis(url: string, onError: (error: unknown) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 200, 3000),
  });
  redis.on('error', onError);
  return redis;
}
