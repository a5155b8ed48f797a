import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FAILURE_HINTS, PipelineError } from '@acervo/runtime';
import { databaseError } from '../connection/database-error.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne } from '../connection/query.ts';
import { ensureReader, type ReaderState } from './reader-role.ts';

const FOLDER = join(import.meta.dirname, '../../migrations');
/** Advisory lock key of everything that changes the schema ("acervo" in ASCII). */
export const SCHEMA_LOCK = '107147233683055';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** What {@link migrate} did. `reader`: whether `acervo sql` can log in; `not-allowed` when this login may not create
 *  roles: an administrator has to (the error of `runReadOnlyQuery` says how). */
export interface Migrated {
  readonly applied: readonly string[];
  readonly reader: ReaderState;
}

/** Brings the database to the schema of this version: handwritten SQL, each file in one transaction, one process at a
 *  time (an advisory lock on one connection); and creates the read-only login. Cheap when there is nothing to do.
 *  @throws {PipelineError} `usage` when the server is too old, not UTF-8, or the database is of a newer Acervo. */
export async function migrate(db: Db): Promise<Migrated> {
  const migrations = await readMigrations();
  const client = await db.pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let broken: Error | undefined;
  try {
    await checkServer(client);
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK]);
    try {
      const applied = await applyMissing(client, migrations);
      await storeHints(client);
      const reader = await ensureReader(client, db.url);
      return { applied, reader };
    } finally {
      await client.query('select pg_advisory_unlock($1)', [SCHEMA_LOCK]).catch((error: Error) => {
        broken = error; // ends with the connection
      });
    }
  } catch (error) {
    throw databaseError(error);
  } finally {
    client.release(broken);
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      // the same checksum on Windows, where git may have written CRLF
      const sql = (await readFile(join(FOLDER, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name: name.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function checkServer(client: Queryable): Promise<void> {
  const server = await queryOne<{ version: number; encoding: string }>(
    client,
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  if (server === undefined || server.version < 150_000)
    throw new PipelineError('usage', 'Acervo needs PostgreSQL 15 or newer');
  if (server.encoding !== 'UTF8')
    throw new PipelineError('usage', `the database's encoding is ${server.encoding}; create it with ENCODING 'UTF8'`);
}

async function applyMissing(client: Queryable, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(
    `create table if not exists acervo_migrations
       (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  );
  const rows = await query<{ name: string; checksum: string }>(client, 'select name, checksum from acervo_migrations');
  const done = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  for (const name of done.keys())
    if (!migrations.some((migration) => migration.name === name))
      throw new PipelineError('usage', `the database was migrated by a newer Acervo (${name}); use that version`);
  const applied: string[] = [];
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum === undefined) {
      await apply(client, migration);
      applied.push(migration.name);
    } else if (checksum !== migration.checksum)
      throw new PipelineError('usage', `${migration.name} is not the migration this database was made with`);
  }
  return applied;
}

async function apply(client: Queryable, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into acervo_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {}); // fails only when the connection is gone: the server rolls back
    throw databaseError(error);
  }
}

/** The hints of the view `failures`, as this version words them. */
async function storeHints(client: Queryable): Promise<void> {
  const hints = Object.entries(FAILURE_HINTS);
  await execute(
    client,
    `insert into failure_hints as h (code, pt, en) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (code) do update set pt = excluded.pt, en = excluded.en where (h.pt, h.en) <> (excluded.pt, excluded.en)`,
    [hints.map(([code]) => code), hints.map(([, { pt }]) => pt), hints.map(([, { en }]) => en)],
  );
}
