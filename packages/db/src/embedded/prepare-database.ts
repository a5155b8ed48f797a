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

/** Whether the server answers to our password at this moment (it doesn't while it is starting or recovering).
 *  @throws {PipelineError} `usage` when it refuses the password. */
export async function isAnswering({ port, password }: { port: number; password: string }): Promise<boolean> {
  const client = new pg.Client({
    connectionString: serverUrl({ port, password, role: 'postgres' }),
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined); // a connection that is lost here is reported by the call that used it
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === '28P01') {
      throw new PipelineError('usage', "the archive's password file is not the one its data was made with", { cause });
    }
    return false;
  }
}
