import { PipelineError } from '@acervo/runtime';
import pg from 'pg';
import { databaseError, errorCode } from '../connection/database-error.ts';
import { openRowStream } from './row-stream.ts';

/** What a statement answered. `truncated`: there were more rows, or too many bytes. */
export interface QueryAnswer {
  readonly columns: string[];
  readonly rows: unknown[][];
  readonly truncated: boolean;
}

/** Runs one statement somebody typed, as the read-only login `url` (of `readerUrl`), on a connection of its own: through
 *  the extended protocol, which takes one statement only, in a READ ONLY transaction that is rolled back. At most
 *  `maxRows` rows and about `maxBytes` are taken; the rest is never sent.
 *  @throws {PipelineError} `usage` with PostgreSQL's message (it is about what the person typed) when the statement is
 *  wrong, refused or too slow; `database-unavailable`. */
export async function runReadOnlyQuery(
  url: string,
  sql: string,
  {
    timeoutMs = 60_000,
    maxRows = 10_000,
    maxBytes = 64 * 1024 * 1024,
  }: { timeoutMs?: number; maxRows?: number; maxBytes?: number } = {},
): Promise<QueryAnswer> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'acervo sql',
    connectionTimeoutMillis: 15_000,
    // in case the server does not keep its own limit
    query_timeout: 0,
  });
  client.on('error', () => {});
  try {
    await connect(client);
    await client.query('begin transaction read only');
    await client.query(`set local statement_timeout = ${Math.max(1, Math.round(timeoutMs))}`);
    return await openRowStream(client, sql, { maxRows, maxBytes });
  } catch (error) {
    throw readerError(error);
  } finally {
    await client.end().catch(() => {}); // the transaction ends with the connection
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const code = errorCode(error);
    if (code !== '28P01' && code !== '28000') throw error;
    throw new PipelineError(
      'usage',
      `the read-only login ${client.user} does not exist; an administrator of the database server has to allow DATABASE_URL's user to create roles (CREATEROLE)`,
      { cause: error },
    );
  }
}

function readerError(error: unknown): PipelineError {
  const wrapped = databaseError(error);
  if (wrapped.code !== 'database-failed' || !(error instanceof pg.DatabaseError)) return wrapped;
  return new PipelineError('usage', `${error.message} (${error.code})`, { cause: error });
}
