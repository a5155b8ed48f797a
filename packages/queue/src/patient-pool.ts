import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PgPool, type PgPoolClient, type PgQueryResult, runMigrations } from 'bullmq';
import pg from 'pg';
import { connectionLost, isConnectionLost } from './connection-lost.ts';

const SCHEMA = 'bullmq';
/** Connections a queue or consumer may hold, the one that waits for jobs included. */
const MAX_CONNECTIONS = 4;
const MAX_BACKOFF_MS = 5000;
const REPORT_EVERY_MS = 10_000;

/** A pool for BullMQ that waits for its server: BullMQ itself remembers a failed first connection for ever, and asks
 *  again without a pause when the server is just starting. Whoever needs an answer in time sets a limit of its own. */
export interface PatientPool {
  readonly pool: PgPool;
  /** Ends the connections; with `force` at once, whatever they are doing. Who waits for one gets an error. */
  close(options: { force: boolean }): Promise<void>;
}

/** Opens the pool; it connects on first use and then brings BullMQ's schema up to date. `onError` hears of lost
 *  connections now and then. */
export function openPatientPool(url: string, onError: (error: unknown) => void): PatientPool {
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  const inner = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${SCHEMA}`,
    application_name: 'acervo queue',
    max: MAX_CONNECTIONS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket.on('close', () => sockets.delete(socket)));
      return socket;
    },
  });
  inner.on('connect', (client) => client.on('error', () => undefined)); // the query that lost it reports it
  inner.on('error', () => undefined);

  let reportedAt = 0;
  const report = (error: unknown) => {
    if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = Date.now();
    onError(error);
  };

  let migrated = false;
  async function connectOnce(): Promise<pg.PoolClient> {
    const client = await inner.connect();
    if (migrated) return client;
    try {
      await runMigrations(client, SCHEMA);
    } catch (error) {
      client.release(true);
      throw error;
    }
    migrated = true;
    return client;
  }

  async function connect(): Promise<PgPoolClient & pg.PoolClient> {
    for (let attempt = 0; ; attempt++) {
      if (closing.signal.aborted) throw connectionLost();
      try {
        return (await connectOnce()) as PgPoolClient & pg.PoolClient;
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        report(error);
      }
      const pauseMs = Math.min(MAX_BACKOFF_MS, 100 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random() / 2);
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  async function query<R>(text: string, parameters?: readonly unknown[]): Promise<PgQueryResult<R>> {
    const client = await connect();
    try {
      const result = await client.query<R & pg.QueryResultRow>(text, parameters && [...parameters]);
      client.release();
      return result;
    } catch (error) {
      const lost = isConnectionLost(error);
      client.release(lost);
      throw lost ? connectionLost(error) : error;
    }
  }

  const pool: PgPool & { options: { keepAlive: boolean } } = {
    connect,
    query,
    end: () => Promise.resolve(), // ours to end
    on: () => pool,
    removeAllListeners: () => pool,
    options: { keepAlive: true },
  };
  return {
    pool,
    async close({ force }) {
      if (closing.signal.aborted) return;
      closing.abort();
      const ended = inner.end();
      if (!force) return ended;
      for (const socket of sockets) socket.destroy();
      ended.catch(() => undefined);
    },
  };
}
