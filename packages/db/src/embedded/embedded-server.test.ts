import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, it } from 'vitest';
import { findBinaries } from './binaries.ts';
import {
  embeddedStatus,
  findEmbeddedUrl,
  openEmbeddedServer,
  startEmbeddedServer,
  stopEmbeddedServer,
} from './index.ts';
import { findPostmaster } from './postmaster.ts';

const sessionProgram = fileURLToPath(new URL('../../test/embedded-session.ts', import.meta.url));

/** An archive of the test's own, with a name that needs care; whatever runs on it is stopped at the end. */
async function openTestArchive() {
  const parent = await mkdtemp(join(tmpdir(), 'acervo embedded é-'));
  await chmod(parent, 0o755);
  const archive = join(parent, `${'ação '.repeat(20)}.acervo`);
  const children: ChildProcess[] = [];
  return {
    archive,
    dataFolder: join(archive, 'postgres', 'cluster', 'data'),
    /** Another process with a session. */
    async openSession() {
      const child = spawn(process.execPath, [sessionProgram, archive], {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      });
      children.push(child);
      const [line] = await once(createInterface(child.stdout), 'line');
      return { child, ...(JSON.parse(line) as { url: string; adopted: boolean; alone: boolean }) };
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
      await stopEmbeddedServer({ archive, force: true });
      await rm(parent, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

it('makes a database of our own, in UTF-8 and in an order that does not depend on the platform', async () => {
  await using test = await openTestArchive();
  await using server = await openEmbeddedServer(test);
  expect(server).toMatchObject({ adopted: false, alone: true });
  const [row] = await ask(
    server.url,
    `SELECT current_database(), current_user, pg_encoding_to_char(encoding), datlocprovider, datlocale,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), pg_get_userbyid(datdba)
     FROM pg_database WHERE datname = current_database()`,
  );
  expect(row).toEqual(['acervo', 'acervo', 'UTF8', 'b', 'C.UTF-8', false, 'acervo']);
  const settings = await ask(
    server.url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('log_min_messages', 'log_error_verbosity',
       'log_min_error_statement', 'log_statement', 'synchronous_commit', 'listen_addresses', 'jit') ORDER BY name`,
  );
  expect(Object.fromEntries(settings)).toEqual({
    jit: 'off',
    listen_addresses: '127.0.0.1',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_min_messages: 'log',
    log_statement: 'none',
    synchronous_commit: 'on',
  });
  await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

it.skipIf(process.platform === 'win32')('keeps the password and the data to the owner', async () => {
  await using test = await openTestArchive();
  await using _server = await openEmbeddedServer(test);
  expect((await stat(join(test.archive, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(test.dataFolder)).mode & 0o777).toBe(0o700);
});

it('never writes what a statement or its error says into the log', async () => {
  await using test = await openTestArchive();
  {
    await using server = await openEmbeddedServer(test);
    await expect(ask(server.url, "SELECT 'Fulano de Tal'::int")).rejects.toMatchObject({ code: '22P02' });
    await expect(ask(server.url, "SELEC 'Fulano de Tal'")).rejects.toMatchObject({ code: '42601' });
  }
  const folder = join(test.dataFolder, 'log');
  const logs = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  expect(logs.join('')).toContain('database system is shut down');
  expect(logs.join('')).not.toContain('Fulano');
});

it('is adopted by a second process and stopped by the last one out', async () => {
  await using test = await openTestArchive();
  const server = await openEmbeddedServer(test);
  const other = await test.openSession();
  expect(other).toMatchObject({ url: server.url, adopted: true, alone: false });
  expect(await embeddedStatus(test)).toMatchObject({ running: true, sessions: 2, pinned: false, majorVersion: 18 });
  await server.stop();
  expect(await ask(other.url, 'SELECT 1')).toEqual([[1]]);
  await end(other.child, 'SIGTERM');
  expect(await embeddedStatus(test)).toMatchObject({ running: false, sessions: 0 });
  expect(await findEmbeddedUrl(test)).toBeUndefined();
});

it('is started by one of two processes that come at once', async () => {
  await using test = await openTestArchive();
  const both = await Promise.all([test.openSession(), test.openSession()]);
  expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
  expect(both.map(({ alone }) => alone).sort()).toEqual([false, true]);
  expect(both[0]?.url).toBe(both[1]?.url);
});

it('survives the kill of its only owner and is adopted by the next, which is alone', async () => {
  await using test = await openTestArchive();
  const owner = await test.openSession();
  await ask(owner.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  await end(owner.child, 'SIGKILL');
  const next = await openEmbeddedServer(test);
  expect(next).toMatchObject({ adopted: true, alone: true });
  expect(await ask(next.url, 'SELECT one FROM kept')).toEqual([[1]]);
  await next.stop();
  expect(await embeddedStatus(test)).toMatchObject({ running: false, sessions: 0 });
});

it.skipIf(process.platform === 'win32')("survives the terminal's Ctrl-C", async () => {
  await using test = await openTestArchive();
  const owner = await test.openSession();
  const ended = once(owner.child, 'exit');
  process.kill(-owner.child.pid!, 'SIGINT'); // what a terminal does: to the whole process group
  await ended;
  expect(await ask(owner.url, 'SELECT 1')).toEqual([[1]]);
});

it('is started again, on its port, when it dies under its sessions', async () => {
  await using test = await openTestArchive();
  await using server = await openEmbeddedServer(test);
  await ask(server.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  process.kill((await findPostmaster(test.dataFolder))!.pid, 'SIGKILL');
  const answers = () => ask(server.url, 'SELECT one FROM kept').catch(() => undefined);
  await expect.poll(answers, { timeout: 30_000, interval: 200 }).toEqual([[1]]);
});

it('recovers when everything was killed', async () => {
  await using test = await openTestArchive();
  const owner = await test.openSession();
  await ask(owner.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  await end(owner.child, 'SIGKILL');
  process.kill((await findPostmaster(test.dataFolder))!.pid, 'SIGKILL');
  await using next = await openEmbeddedServer(test);
  expect(next).toMatchObject({ adopted: false, alone: true, url: owner.url });
  expect(await ask(next.url, 'SELECT one FROM kept')).toEqual([[1]]);
});

it('starts although the process id of a killed server belongs to somebody else now', async () => {
  await using test = await openTestArchive();
  await openEmbeddedServer(test).then((server) => server.stop());
  await writeFile(join(test.dataFolder, 'postmaster.pid'), `${process.pid}\n${test.dataFolder}\n0\n5432\n\n\n\n`);
  await using server = await openEmbeddedServer(test);
  expect(await ask(server.url, 'SELECT 1')).toEqual([[1]]);
});

it('takes another port when somebody took its own', async () => {
  await using test = await openTestArchive();
  const first = await openEmbeddedServer(test);
  await first.stop();
  const { createServer } = await import('node:net');
  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  await once(squatter, 'listening');
  await using second = await openEmbeddedServer(test);
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, 'SELECT 1')).toEqual([[1]]);
  squatter.close();
});

it('makes the data folder again when making it was interrupted', async () => {
  await using test = await openTestArchive();
  const half = join(test.archive, 'postgres', 'cluster', 'new-1-1');
  await mkdir(join(half, 'base'), { recursive: true });
  await writeFile(join(half, 'PG_VERSION'), '18\n');
  await using server = await openEmbeddedServer(test);
  expect(await ask(server.url, 'SELECT 1')).toEqual([[1]]);
  expect(await readdir(join(test.archive, 'postgres', 'cluster'))).toEqual(['data']);
});

it('finishes what a process that was killed while preparing the database had begun', async () => {
  await using test = await openTestArchive();
  await openEmbeddedServer(test).then((server) => server.stop());
  const record = join(test.archive, 'postgres', 'server.json');
  await writeFile(record, (await readFile(record, 'utf8')).replace('"prepared": true', '"prepared": false'));
  await using server = await openEmbeddedServer(test);
  expect(await ask(server.url, 'SELECT 1')).toEqual([[1]]);
});

it('refuses the data of another major version and says what to do', async () => {
  await using test = await openTestArchive();
  await openEmbeddedServer(test).then((server) => server.stop());
  await writeFile(join(test.dataFolder, 'PG_VERSION'), '17\n');
  await expect(openEmbeddedServer(test)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/PostgreSQL 17.*DATABASE_URL.*mv /s),
  });
});

it('says at once when the password was lost or replaced', async () => {
  await using test = await openTestArchive();
  await openEmbeddedServer(test).then((server) => server.stop());
  const password = join(test.archive, 'postgres', 'password');
  const right = await readFile(password, 'utf8');
  await writeFile(password, 'wrong\n');
  await expect(openEmbeddedServer(test)).rejects.toMatchObject({ code: 'usage' });
  await rm(password);
  await expect(openEmbeddedServer(test)).rejects.toMatchObject({ code: 'usage' });
  await writeFile(password, right);
  await using server = await openEmbeddedServer(test);
  expect(await ask(server.url, 'SELECT 1')).toEqual([[1]]);
});

it('is kept by db start until db stop, which sessions outlive unless it is forced', async () => {
  await using test = await openTestArchive();
  const url = await startEmbeddedServer(test);
  await openEmbeddedServer(test).then((server) => server.stop());
  expect(await findEmbeddedUrl(test)).toBe(url);
  expect(await embeddedStatus(test)).toMatchObject({ running: true, pinned: true, sessions: 0 });
  await using session = await openEmbeddedServer(test);
  expect(await stopEmbeddedServer(test)).toBe('in-use');
  expect(await stopEmbeddedServer({ ...test, force: true })).toBe('stopped');
  expect(await stopEmbeddedServer(test)).toBe('not-running');
  await expect(ask(session.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('says what to do on a platform without programs', async () => {
  await expect(findBinaries('sunos', 'sparc')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('DATABASE_URL'),
  });
});

it.skipIf(process.getuid?.() !== 0)("puts root's data where the server's user reaches it, and says so", async () => {
  await using test = await openTestArchive();
  await chmod(join(test.archive, '..'), 0o700);
  const said: string[] = [];
  const server = await openEmbeddedServer({ ...test, log: (message) => said.push(message) });
  const { dataFolder } = await embeddedStatus(test);
  await server.stop();
  await rm(join(dataFolder!, '..'), { recursive: true, force: true });
  expect(dataFolder).toMatch(/^\/var\/lib\/acervo\//);
  expect(said.join()).toContain('/var/lib/acervo/');
});
