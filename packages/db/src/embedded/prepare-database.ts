import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '@acervo/runtime';
import pg from 'pg';
import { serverUrl } from './server-files.ts';

/** Makes the role `acervo` (may create logins, is no superuser) and its database `acervo`, what of them is missing. */
export async function prepareDatabase({ port, password }: { port: number; password: string }): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl({ port, password, role: 'postgres' }) });
  await client.connect();
  try {
    const roles = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'acervo'");
    if (roles.rowCount === 0) {
      await client.query(`CREATE ROLE acervo LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(password)}`);
    }
    const databases = await client.query("SELECT 1 FROM pg_database WHERE datname = 'acervo'");
    if (databases.rowCount === 0) await client.query('CREATE DATABASE acervo OWNER acervo');
  } finally {
    await client.end();
  }
}

/** Whether the server answers to our password now; waits while it is starting up or recovering.
 *  @throws {PipelineError} `database-unavailable` after `timeoutMs`. */
export async function waitUntilAnswering(
  { port, password }: { port: number; password: string },
  timeoutMs = 600_000,
): Promise<void> {
  for (const start = Date.now(); ; await sleep(100)) {
    const client = new pg.Client({
      connectionString: serverUrl({ port, password, role: 'postgres' }),
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => undefined); // a connection that is lost here is reported by the call that used it
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      if (Date.now() - start > timeoutMs) {
        throw new PipelineError('database-unavailable', `the archive's PostgreSQL does not answer on port ${port}`, {
          cause,
        });
      }
    }
  }
}
