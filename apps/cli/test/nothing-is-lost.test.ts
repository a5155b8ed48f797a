import { appendFile, chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, embeddedStatus, migrate, openDatabase, openEmbeddedServer, verifyArchive } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, openTestRedis } from '../../../packages/queue/test/redis-server.ts';
import { type Command, findProcesses, killAll, startAcervo } from './processes.ts';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const FAILING = 4; // the damaged sample and the scan, each twice
let root: string;
let folder: string;
/** What an undisturbed run finds: every other run must find exactly this. */
let expected: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-lost-'));
  await chmod(root, 0o755); // PostgreSQL runs as another user where the tests run as root
  folder = join(root, 'files');
  await mkdir(folder);
  for (const name of await readdir(samples)) {
    await copyFile(join(samples, name), join(folder, name));
    if (!name.endsWith('.pdf') || name === 'acordao-longo.pdf') continue;
    await copyFile(join(samples, name), join(folder, `again-${name}`));
    await appendFile(join(folder, `again-${name}`), '\n% other bytes, same text\n');
  }
  await using database = await openTestDatabase();
  await finish(startRun(database.url));
  expected = await describeMentions(database.db);
  expect(expected.split('\n').length).toBeGreaterThan(2000);
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

function startRun(databaseUrl: string, redisUrl = ''): Command {
  return startAcervo(['run', folder, '--json', '--max-failures', String(FAILING), '--archive', join(root, 'archive')], {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    ACERVO_LOCK_S: '2',
  });
}

async function finish(command: Command): Promise<void> {
  const { code, stderr } = await command.ended;
  expect(code, stderr).toBe(0);
}

/** Every mention by its document's bytes, without scores: what must not depend on what happened on the way. */
async function describeMentions(db: Db): Promise<string> {
  const { rows } = await db.pool.query<{ line: string }>(
    `select concat_ws(' ', encode(d.sha256, 'hex'), m.start, m."end", m.type) as line
       from mentions_current m join documents d on d.id = m.document_id order by d.sha256, m.start`,
  );
  return rows.map(({ line }) => line).join('\n');
}

async function expectNothingLost(db: Db): Promise<void> {
  expect(await describeMentions(db)).toBe(expected);
  for await (const violation of verifyArchive(db)) expect.fail(JSON.stringify(violation));
}

/** Waits until at least `count` rows of a kind are there. */
async function reach(db: Db, what: 'extracted' | 'recognized', count: number): Promise<void> {
  const sql =
    what === 'extracted'
      ? `select 1 from documents where status = 'extracted'`
      : `select 1 from runs where status = 'done'`;
  await expect
    .poll(async () => (await db.pool.query(sql)).rowCount, { timeout: 60_000, interval: 20 })
    .toBeGreaterThanOrEqual(count);
}

const victims = {
  'an extraction child': { part: 'extraction/src/child', after: { what: 'extracted', count: 1 } },
  ingest: { part: 'ingest/src/main.ts', after: { what: 'extracted', count: 3 } },
  'the worker, early': { part: 'worker/src/main.ts', after: { what: 'extracted', count: 2 } },
  'the worker, late': { part: 'worker/src/main.ts', after: { what: 'recognized', count: 6 } },
} as const;

for (const mode of ['PostgreSQL alone', 'Redis'] as const) {
  // redis-server comes from the system's packages: where it is missing these tests are reported as skipped
  describe.skipIf(mode === 'Redis' && !hasRedis)(`with the queue on ${mode}`, () => {
    for (const [victim, { part, after }] of Object.entries(victims)) {
      it(`loses nothing when ${victim} is killed`, async () => {
        await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
        await using database = await openTestDatabase();
        const command = startRun(database.url, redis?.url);
        await reach(database.db, after.what, after.count);
        const pids = findProcesses(command.child, part);
        expect(pids.length).toBeGreaterThan(0);
        killAll(pids.slice(0, 1));
        await finish(command);
        await expectNothingLost(database.db);
      });
    }

    it('loses nothing when everything is killed, and goes on where it was', async () => {
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      await using database = await openTestDatabase();
      for (const count of [1, 4]) {
        const command = startRun(database.url, redis?.url);
        await reach(database.db, 'recognized', count);
        killAll([...findProcesses(command.child, ''), command.child.pid!]);
        await command.ended;
      }
      await finish(startRun(database.url, redis?.url));
      await expectNothingLost(database.db);
    });
  });
}

describe('in embedded mode', () => {
  it('a killed PostgreSQL is started again and the run finishes', async () => {
    const archive = join(root, 'embedded');
    const args = ['run', folder, '--json', '--max-failures', String(FAILING), '--archive', archive];
    await using server = await openEmbeddedServer({ archive });
    await using db = openDatabase(server.url);
    const command = startAcervo(args, { ACERVO_LOCK_S: '2' });
    await expect
      .poll(
        () =>
          db.pool.query('select 1 from runs').then(
            ({ rowCount }) => rowCount,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    const { dataFolder } = await embeddedStatus({ archive });
    const postmaster = Number((await readFile(join(dataFolder!, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(postmaster, 'SIGKILL');
    await finish(command);
    await expectNothingLost(db);
  });

  it('everything but PostgreSQL is killed in the middle, and the next run goes on', async () => {
    const archive = join(root, 'killed');
    const args = ['run', folder, '--json', '--max-failures', String(FAILING), '--archive', archive];
    await using server = await openEmbeddedServer({ archive });
    await using db = openDatabase(server.url);
    await migrate(db);
    const command = startAcervo(args, { ACERVO_LOCK_S: '2' });
    await reach(db, 'recognized', 2);
    killAll([...findProcesses(command.child, ''), command.child.pid!]);
    await command.ended;
    await finish(startAcervo(args, { ACERVO_LOCK_S: '2' }));
    await expectNothingLost(db);
  });

  it('Ctrl-C stops within ten seconds and the next run continues', async () => {
    const archive = join(root, 'interrupted');
    const args = ['run', folder, '--json', '--max-failures', String(FAILING), '--archive', archive];
    await using server = await openEmbeddedServer({ archive });
    await using db = openDatabase(server.url);
    const command = startAcervo(args);
    await expect
      .poll(
        () =>
          db.pool.query('select 1 from runs').then(
            ({ rowCount }) => rowCount,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBeGreaterThan(2);
    const asked = performance.now();
    command.child.kill('SIGINT');
    expect((await command.ended).code).toBe(130);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await finish(startAcervo(args));
    await expectNothingLost(db);
  });
});
