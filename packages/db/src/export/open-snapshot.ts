import { databaseError } from '../connection/database-error.ts';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** The archive as it was at one moment, for as long as it is open; what is stored meanwhile is not seen. */
export interface Snapshot extends AsyncDisposable {
  /** PostgreSQL's name of it: `set transaction snapshot` takes it in other sessions while this one is open. */
  readonly id: string;
  readonly takenAt: Date;
  /** All rows of a statement at once. Throws as `query`. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Rows of a statement, `batchRows` at a time through a cursor: the server makes the next ones when they are asked for. */
  stream<Row extends object>(sql: string, parameters: readonly unknown[], batchRows: number): AsyncGenerator<Row[]>;
}

/** Begins one REPEATABLE READ, READ ONLY transaction on a connection of its own; disposing ends it. Once `signal` fires,
 *  statements reject with its reason, the one that runs included. */
export async function openSnapshot(db: Db, { signal }: { signal?: AbortSignal } = {}): Promise<Snapshot> {
  const client = await db.pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let cursors = 0;
  let broken: Error | undefined;
  let running = 0;
  const ask = async <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
    signal?.throwIfAborted();
    running += 1;
    const work = query<Row>(client, sql, parameters).finally(() => {
      running -= 1;
    });
    if (signal === undefined) return work;
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
  };
  const close = async () => {
    if (running > 0) {
      client.release(new Error('left while a statement ran')); // closes the connection, and the server ends the rest
      return;
    }
    await client.query('rollback').catch((error: Error) => {
      broken = error; // the connection is gone; the server ends the transaction by itself
    });
    client.release(broken);
  };
  try {
    await ask('begin isolation level repeatable read, read only');
    await ask('set local idle_in_transaction_session_timeout = 0'); // a slow disk is no reason to lose the snapshot
    const [taken] = await ask<{ id: string; takenAt: Date }>(
      'select pg_export_snapshot() as id, transaction_timestamp() as "takenAt"',
    );
    return {
      id: taken?.id ?? '',
      takenAt: taken?.takenAt ?? new Date(0),
      query: ask,
      async *stream<Row extends object>(sql: string, parameters: readonly unknown[], batchRows: number) {
        const cursor = `exported_${++cursors}`;
        await ask(`declare ${cursor} no scroll cursor for ${sql}`, parameters);
        for (;;) {
          const rows = await ask<Row>(`fetch ${batchRows} from ${cursor}`);
          if (rows.length > 0) yield rows;
          if (rows.length < batchRows) break;
        }
        await ask(`close ${cursor}`);
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
