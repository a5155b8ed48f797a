import type pg from 'pg';
import { databaseError } from './database-error.ts';
import { DrizzleQueryError } from './drizzle.ts';
import type { Db } from './open-database.ts';

/** Something that runs statements: the pool, or the client of a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** Rows of one statement. `Row` is what the caller's SQL selects.
 *  @throws {PipelineError} `database-unavailable` or `database-failed`, never with parameters in its message. */
export async function query<Row extends object>(
  on: Db | Queryable,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const queryable = 'pool' in on ? on.pool : on;
  try {
    const { rows } = await queryable.query(sql, [...parameters]);
    return rows;
  } catch (error) {
    throw databaseError(error);
  }
}

/** The first row of a statement, if there is one. Throws as {@link query}. */
export async function queryOne<Row extends object>(
  on: Db | Queryable,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row | undefined> {
  return (await query<Row>(on, sql, parameters))[0];
}

/** Number of rows a statement changed. Throws as {@link query}. */
export async function execute(on: Db | Queryable, sql: string, parameters: readonly unknown[] = []): Promise<number> {
  const queryable = 'pool' in on ? on.pool : on;
  try {
    const { rowCount } = await queryable.query(sql, [...parameters]);
    return rowCount ?? 0;
  } catch (error) {
    throw databaseError(error);
  }
}

/** Rows of a typed query over `db.orm`. Throws as {@link query}; drizzle's own error, which quotes parameters, is left out. */
export async function typedQuery<Row>(rows: Promise<Row>): Promise<Row> {
  try {
    return await rows;
  } catch (error) {
    throw databaseError(error instanceof DrizzleQueryError ? error.cause : error);
  }
}

/** Runs `work` in one transaction on one connection; rolls back when it throws. Throws as {@link query}. */
export async function transaction<T>(
  db: Db,
  work: (client: Queryable) => Promise<T>,
  { begin = 'begin' }: { begin?: string } = {},
): Promise<T> {
  const client = await db.pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError; // the connection is gone; the server rolls back by itself
    });
    throw databaseError(error);
  } finally {
    client.release(broken);
  }
}
