import { PipelineError } from '@acervo/runtime';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { drizzle } from './drizzle.ts';

/** A pool of connections to one archive. Whoever opens it closes it. */
export interface Db extends AsyncDisposable {
  readonly pool: pg.Pool;
  /** Typed queries over `schema.ts`. Its errors quote parameters: go through `query` where they may be court text. */
  readonly orm: NodePgDatabase;
  readonly url: string;
}

/** Opens a pool without connecting yet. Ids and counts (`bigint`) come back as numbers, dates as `YYYY-MM-DD`,
 *  timestamps as Date. A connection lost while idle is replaced by the next query. */
export function openDatabase(
  url: string,
  {
    maxConnections = 10,
    applicationName = 'acervo',
    statementTimeoutMs,
  }: {
    maxConnections?: number;
    applicationName?: string;
    /** Statements that take longer fail; default: the login's own limit. */
    statementTimeoutMs?: number;
  } = {},
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: applicationName,
    connectionTimeoutMillis: 15_000,
    idle_in_transaction_session_timeout: 300_000,
    keepAlive: true,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
    types: { getTypeParser },
  });
  // without a listener, a connection that breaks while nobody waits for it would end the process
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { pool, orm: drizzle(pool), url, [Symbol.asyncDispose]: () => pool.end() };
}

const { builtins } = pg.types;

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === builtins.INT8) return safeInteger;
    if (oid === builtins.DATE) return (value: string) => value;
  }
  return pg.types.getTypeParser(oid, format);
}

/** Ids are given in sequence and counts count rows: 2^53 is out of reach, and anything beyond it is a mistake. */
function safeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new PipelineError('internal', 'a bigint beyond 2^53');
  return number;
}
