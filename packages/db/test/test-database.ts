import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Db, migrate, openDatabase } from '../src/index.ts';

/** A database of one's own on a real PostgreSQL. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly db: Db;
}

let count = 0;

/** A migrated, empty database, dropped when disposed. The server (Debian's, or
 *  of the embedded binaries) is shared by the whole vitest run and ends with it. `migrated: false` gives a bare one. */
export async function openTestDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const adminUrl = await findServer();
  const name = `test_${process.pid}_${++count}`;
  {
    await using admin = openDatabase(adminUrl, { maxConnections: 1 });
    // cloning fails while another clone is being made from the same template: wait in line
    await admin.pool.query('select pg_advisory_lock(1)');
    await admin.pool.query(`create database ${name} template ${migrated ? 'template_acervo' : 'template0'}`);
  }
  const url = adminUrl.replace(/postgres$/, name);
  const db = openDatabase(url, { maxConnections: 8, applicationName: 'test' });
  if (migrated) await migrate(db); // the template's read-only login is not this database's
  return {
    url,
    db,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await using admin = openDatabase(adminUrl, { maxConnections: 1 });
      await admin.pool.query(`drop database if exists ${name} with (force)`);
      await admin.pool.query(`drop role if exists ${name}_reader`);
    },
  };
}

/** The run's server, started by whoever asks first. */
async function findServer(): Promise<string> {
  const owner = process.env['VITEST'] === undefined ? process.pid : process.ppid;
  const folder = join(tmpdir(), `acervo-test-pg-${owner}`);
  if (claimFolder(folder)) startKeeper(owner, folder);
  const state = join(folder, 'state.json');
  const deadline = Date.now() + 100_000;
  while (!existsSync(state)) {
    if (Date.now() > deadline) throw new Error(`no test server within 100 s; see ${folder}/keeper.log`);
    await delay(25);
  }
  const { url, error } = JSON.parse(readFileSync(state, 'utf8')) as { url?: string; error?: string };
  if (url === undefined) throw new Error(`the test server did not start: ${error}`);
  return url;
}

function claimFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 });
    return true;
  } catch {
    return false; // another test file was first
  }
}

function startKeeper(owner: number, folder: string): void {
  const log = openSync(join(folder, 'keeper.log'), 'a');
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  spawn(process.execPath, [join(import.meta.dirname, 'server-keeper.ts'), String(owner), folder], {
    detached: true,
    stdio: ['ignore', log, log],
    env,
  }).unref();
}
