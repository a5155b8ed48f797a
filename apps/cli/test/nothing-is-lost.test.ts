import { appendFile, chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, embeddedStatus, migrate, openDatabase, openEmbeddedServer, verifyArchive } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reach } from '../../../packages/db/test/reach.ts';
import { hasRedis, openTestRedis } from '../../../packages/queue/test/redis-server.ts';
import { type Command, findProcesses, killAll, startAcervo } from './processes.ts';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const FAILING = 2; // the damaged sample, twice
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
    if (name === 'oficio-digitalizado.pdf') continue; // see ocr.test.ts
    await copyFile(join(samples, name), join(folder, name));
    if (!name.endsWith('.pdf') || name === 'acordao-longo.pdf') continue;
    await copyFile(join(samples, name), join(folder, `again-${name}`));
    await appendFile(join(folder, `again-${name}`), '\n% other bytes, same text\n');
  }
  await using place = await openServers();
  await finish(place.start());
  expected = await describeMentions(place.db);
  expect(expected.split('\n').length).toBeGreaterThan(2000);
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

/** A place to run in, with its database open beside it. */
interface Place extends AsyncDisposable {
  readonly db: Db;
  start(): Command;
}

const runOf = (archive: string) => [
  'run',
  folder,
  '--json',
  '--max-failures',
  String(FAILING),
  '--archive',
  join(root, archive),
];

async function openServers(redisUrl = ''): Promise<Place> {
  const { url, db, ...database } = await openTestDatabase();
  const environment = { DATABASE_URL: url, REDIS_URL: redisUrl, ACERVO_LOCK_S: '2' };
  return {
    db,
    start: () => startAcervo(runOf('archive'), environment),
    [Symbol.asyncDispose]: database[Symbol.asyncDispose],
  };
}

async function openRedisServers(): Promise<Place> {
  const redis = await openTestRedis();
  const place = await openServers(redis.url);
  return {
    ...place,
    async [Symbol.asyncDispose]() {
      await place[Symbol.asyncDispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
}

let embedded = 0;
async function openEmbedded(): Promise<Place & { archive: string }> {
  embedded += 1;
  const archive = join(root, `embedded-${embedded}`);
  const server = await openEmbeddedServer({ archive });
  const db = openDatabase(server.url);
  await migrate(db);
  return {
    db,
    archive,
    start: () => startAcervo(runOf(`embedded-${embedded}`), { ACERVO_LOCK_S: '2' }),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const modes = {
  'embedded mode': { open: openEmbedded, skipped: false },
  'servers mode with the queue in PostgreSQL': { open: () => openServers(), skipped: false },
  // redis-server comes from the system's packages: where it is missing these tests are reported as skipped
  'servers mode with the queue in Redis': { open: openRedisServers, skipped: !hasRedis },
};

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

const victims = {
  'an extraction child': { part: 'extraction/src/child', after: { what: 'extracted', count: 1 } },
  ingest: { part: 'ingest/src/main.ts', after: { what: 'extracted', count: 3 } },
  'the worker, early': { part: 'worker/src/main.ts', after: { what: 'extracted', count: 2 } },
  'the worker, late': { part: 'worker/src/main.ts', after: { what: 'recognized', count: 6 } },
} as const;

for (const [mode, { open, skipped }] of Object.entries(modes)) {
  describe.skipIf(skipped)(`in ${mode}`, () => {
    for (const [victim, { part, after }] of Object.entries(victims)) {
      it(`loses nothing when ${victim} is killed`, async () => {
        await using place = await open();
        const command = place.start();
        await reach(place.db, after.what, after.count);
        const pids = findProcesses(command.child, part);
        expect(pids.length).toBeGreaterThan(0);
        killAll(pids.slice(0, 1));
        await finish(command);
        await expectNothingLost(place.db);
      });
    }

    it('loses nothing when everything is killed, and goes on where it was', async () => {
      await using place = await open();
      for (const count of [1, 4]) {
        const command = place.start();
        await reach(place.db, 'recognized', count);
        killAll([...findProcesses(command.child, ''), command.child.pid!]);
        await command.ended;
      }
      await finish(place.start());
      await expectNothingLost(place.db);
    });
  });
}

it('a worker that somebody else asked to stop is started again', async () => {
  await using place = await openServers();
  const command = place.start();
  await reach(place.db, 'recognized', 1);
  const [worker] = findProcesses(command.child, 'worker/src/main.ts');
  process.kill(worker!, 'SIGTERM');
  await finish(command);
  await expectNothingLost(place.db);
});

it('a killed PostgreSQL is started again and the run finishes', async () => {
  await using place = await openEmbedded();
  const command = place.start();
  await reach(place.db, 'recognized', 1);
  const { dataFolder } = await embeddedStatus({ archive: place.archive });
  const postmaster = Number((await readFile(join(dataFolder!, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(postmaster, 'SIGKILL');
  await finish(command);
  await expectNothingLost(place.db);
});

it('Ctrl-C stops within ten seconds and the next run continues', async () => {
  await using place = await openEmbedded();
  const command = place.start();
  await reach(place.db, 'extracted', 3);
  const asked = performance.now();
  command.child.kill('SIGINT');
  expect((await command.ended).code).toBe(130);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await finish(place.start());
  await expectNothingLost(place.db);
});
