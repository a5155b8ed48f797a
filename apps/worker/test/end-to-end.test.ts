import { once } from 'node:events';
import { appendFile, copyFile, cp, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  addSchedule,
  countStages,
  type Db,
  ensureSource,
  migrate,
  openDatabase,
  openEmbeddedServer,
  requestScan,
  verifyArchive,
} from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openExtractQueue, openRecognizeQueue } from '@acervo/queue';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reach } from '../../../packages/db/test/reach.ts';
import { hasRedis, openTestRedis } from '../../../packages/queue/test/redis-server.ts';
import { makeCourtFolder, makeDocx, makePdf } from './court-folder.ts';
import {
  finishEverything,
  readMentions,
  readOutcomes,
  scanToEnd,
  startService,
  tinyModel,
  useTinyModel,
} from './services.ts';

vi.setConfig({ testTimeout: 240_000 }); // twenty seconds of outage and two services that start, on a machine with other work

const DOCUMENTS = 24;
let root: string;
let folder: string;
/** What an undisturbed run finds. */
let expected: string[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-e2e-'));
  folder = join(root, 'files');
  await makeCourtFolder(folder, DOCUMENTS);
  await using database = await openTestDatabase();
  await useTinyModel(database.db);
  const urls = { databaseUrl: database.url };
  await using _ingest = await startService('ingest', urls);
  await using _worker = await startService('worker', urls);
  await scanToEnd(database.db, folder);
  expected = await readMentions(database.db);
  expect(expected.length).toBeGreaterThan(1000);
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function expectNothingLost(db: Db): Promise<void> {
  expect(await readMentions(db)).toEqual(expected);
  for await (const violation of verifyArchive(db)) expect.fail(JSON.stringify(violation));
}

/** Numbers between 0 and 1, the same for the same seed. */
function openRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

for (const mode of ['PostgreSQL alone', 'Redis'] as const) {
  // redis-server comes from the system's packages: where it is missing these tests are reported as skipped
  describe.skipIf(mode === 'Redis' && !hasRedis)(`with the queue on ${mode}`, () => {
    it('a folder ends done or failed with a code, and later scans see what has changed', async () => {
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      await using database = await openTestDatabase();
      const { db } = database;
      await useTinyModel(db);
      const urls = { databaseUrl: database.url, redisUrl: redis?.url };
      await using _ingest = await startService('ingest', urls);
      await using _worker = await startService('worker', urls);
      const files = await mkdtemp(join(root, 'changing-'));
      const outside = await mkdtemp(join(root, 'outside-'));
      await writeFile(join(outside, 'secret.pdf'), await makePdf(99));
      await writeFile(join(files, 'a.pdf'), await makePdf(1));
      await writeFile(join(files, 'b.docx'), await makeDocx(2));
      await copyFile(join(files, 'a.pdf'), join(files, 'same as a.pdf'));
      await writeFile(join(files, 'pdf without a name'), await makePdf(3));
      await writeFile(join(files, 'docx as.bin'), await makeDocx(4));
      await writeFile(join(files, 'broken.pdf'), '%PDF-1.7\nnothing more');
      await writeFile(join(files, 'text.docx'), 'not a zip');
      await writeFile(join(files, 'notes.log'), 'neither');
      await writeFile(
        join(files, 'autos.zip'),
        zipSync({ 'pe\u00e7as/1.pdf': await makePdf(6, 1, { 'voto.pdf': await makePdf(7) }) }),
      );
      await writeFile(join(files, 'of\u00edcio.txt'), 'A Lei 8.078 vale.');
      await writeFile(join(files, '~$b.docx'), 'a lock file of Word');
      await symlink(outside, join(files, 'out'), 'dir');
      await symlink(join(outside, 'secret.pdf'), join(files, 'out.pdf'));
      await symlink('..', join(files, 'round'), 'dir');

      expect(await scanToEnd(db, files)).toMatchObject({ seen: 9, new: 9, unsupported: 2, vanished: 0 });
      const outcomes = {
        'a.pdf': 'done',
        'autos.zip': null,
        'autos.zip!/peças/1.pdf': 'done',
        'autos.zip!/peças/1.pdf!/voto.pdf': 'done',
        'b.docx': 'done',
        'broken.pdf': 'corrupt',
        'docx as.bin': 'done',
        'notes.log': 'unsupported-type',
        'ofício.txt': 'done',
        'pdf without a name': 'done',
        'same as a.pdf': 'done',
        'text.docx': 'unsupported-type',
        '~$b.docx': 'unsupported-type',
      };
      expect(await readOutcomes(db)).toEqual(outcomes);
      const mentions = await readMentions(db);

      expect(await scanToEnd(db, files)).toMatchObject({ seen: 9, new: 0, changed: 0, vanished: 0, unsupported: 2 });
      expect(await readMentions(db)).toEqual(mentions);

      await appendFile(join(files, 'same as a.pdf'), '\n% other bytes, same text\n');
      await rm(join(files, 'b.docx'));
      await writeFile(join(files, 'new.pdf'), await makePdf(5));
      expect(await scanToEnd(db, files)).toMatchObject({ seen: 9, new: 1, changed: 1, vanished: 1 });
      expect(await readOutcomes(db)).toEqual({ ...outcomes, 'b.docx': 'vanished', 'new.pdf': 'done' });

      await rename(files, `${files}-elsewhere`);
      expect(await scanToEnd(db, files)).toMatchObject({ seen: 0, vanished: 0, error_code: 'not-found' });
      expect(await readOutcomes(db)).toEqual({ ...outcomes, 'b.docx': 'vanished', 'new.pdf': 'done' });
    });

    it('a sample is the same files whoever takes it, and marks nothing as vanished', async () => {
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      const samples: string[][] = [];
      for (let attempt = 0; attempt < 2; attempt++) {
        await using database = await openTestDatabase();
        await using _ingest = await startService('ingest', { databaseUrl: database.url, redisUrl: redis?.url });
        expect(await scanToEnd(database.db, folder, { sample: 5, seed: 7 })).toMatchObject({ seen: 5, vanished: 0 });
        samples.push(Object.keys(await readOutcomes(database.db)));
      }
      expect(samples[0]).toHaveLength(5);
      expect(samples[1]).toEqual(samples[0]);
    });

    it.each([1, 2])('loses nothing when processes are killed here and there (seed %i)', async (seed) => {
      const random = openRandom(seed);
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      await using database = await openTestDatabase();
      const { db } = database;
      await useTinyModel(db);
      const urls = { databaseUrl: database.url, redisUrl: redis?.url };
      let ingest = await startService('ingest', urls);
      let worker = await startService('worker', urls);
      try {
        const finished = scanToEnd(db, folder);
        for (const share of [0.1, 0.3, 0.5, 0.7]) {
          const stage = random() < 0.5 ? 'extracted' : 'recognized';
          await reach(db, stage, Math.floor(DOCUMENTS * (share + 0.1 * random())));
          if (random() < 0.5) {
            await ingest.kill();
            ingest = await startService('ingest', urls);
          } else {
            await worker.kill();
            worker = await startService('worker', urls);
          }
        }
        await finished;
        await expectNothingLost(db);
      } finally {
        await Promise.all([ingest.kill(), worker.kill()]);
      }
    });

    it('goes on when the queue is emptied', async () => {
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      await using database = await openTestDatabase();
      const { db } = database;
      await useTinyModel(db);
      const urls = { databaseUrl: database.url, redisUrl: redis?.url };
      await using _ingest = await startService('ingest', urls);
      const finished = scanToEnd(db, folder);
      await reach(db, 'extracted', DOCUMENTS / 2);
      if (redis) await redis.flush();
      else await emptyQueues(db);
      await using _worker = await startService('worker', urls);
      await finished;
      await expectNothingLost(db);
    });

    it('SIGTERM ends both within ten seconds and gives every claim back', async () => {
      await using redis = mode === 'Redis' ? await openTestRedis() : undefined;
      await using database = await openTestDatabase();
      const { db } = database;
      await useTinyModel(db);
      const urls = { databaseUrl: database.url, redisUrl: redis?.url };
      {
        await using ingest = await startService('ingest', urls);
        await using worker = await startService('worker', urls);
        const sourceId = await ensureSource(db, { storage: 'local', path: folder });
        await db.pool.query('insert into scans (source_id) values ($1)', [sourceId]);
        await reach(db, 'recognized', 1);
        for (const { code, ms } of await Promise.all([ingest.stop(), worker.stop()])) {
          expect(code).toBe(0);
          expect(ms).toBeLessThan(10_000);
        }
      }
      const claims = await db.pool.query(
        `select (select count(*)::int from documents where claimed_by is not null or deaths + deaths_alone > 0) as documents,
           (select count(*)::int from runs where claimed_by is not null or deaths + deaths_alone > 0) as runs,
           (select count(*)::int from instances) as instances`,
      );
      expect(claims.rows[0]).toEqual({ documents: 0, runs: 0, instances: 0 });
      await using _ingest = await startService('ingest', urls);
      await using _worker = await startService('worker', urls);
      await finishEverything(db);
      await expectNothingLost(db);
    });
  });
}

describe.skipIf(!hasRedis)('when Redis goes away for twenty seconds', () => {
  it('everything waits and finishes', async () => {
    await using redis = await openTestRedis();
    await using database = await openTestDatabase();
    const { db } = database;
    await useTinyModel(db);
    const urls = { databaseUrl: database.url, redisUrl: redis.url };
    await using _ingest = await startService('ingest', urls);
    await using _worker = await startService('worker', urls);
    const finished = scanToEnd(db, folder);
    await reach(db, 'recognized', 2);
    await redis.kill();
    await delay(20_000); // the outage itself is what is tested
    await redis.start();
    await finished;
    await expectNothingLost(db);
  });
});

describe('when PostgreSQL goes away for twenty seconds', () => {
  it('everything waits and finishes', async () => {
    const archive = join(root, 'archive');
    let server = await openEmbeddedServer({ archive });
    await using db = openDatabase(server.url);
    await migrate(db);
    await useTinyModel(db);
    const urls = { databaseUrl: server.url };
    await using _ingest = await startService('ingest', urls);
    await using _worker = await startService('worker', urls);
    const finished = scanToEnd(db, folder);
    await reach(db, 'recognized', 2);
    await server.stop({ force: true });
    await delay(20_000); // the outage itself is what is tested
    server = await openEmbeddedServer({ archive });
    await finished;
    await expectNothingLost(db);
    await server.stop({ force: true });
  });
});

describe('a worker that does not have the model', () => {
  it('lets the documents wait, says so, and reads them when the model comes', async () => {
    await using database = await openTestDatabase();
    const { db } = database;
    await useTinyModel(db);
    const models = await mkdtemp(join(root, 'models-'));
    const urls = { databaseUrl: database.url };
    await using _ingest = await startService('ingest', urls);
    await using worker = await startService('worker', urls, { ACERVO_MODELS: models });
    const finished = scanToEnd(db, folder);
    await expect.poll(() => worker.log(), { timeout: 30_000 }).toContain('model-missing');
    await cp(tinyModel, join(models, 'tiny-bert'), { recursive: true });
    await finished;
    await expectNothingLost(db);
  });
});

describe.skipIf(process.platform === 'win32')('an ingest that can start no children', () => {
  it('ends with an error, and fails no document', async () => {
    await using database = await openTestDatabase();
    const { db } = database;
    const node = join(root, 'node');
    await copyFile(process.execPath, node);
    await using ingest = await startService('ingest', { databaseUrl: database.url }, {}, node);
    const ended = once(ingest.child, 'exit');
    await rm(node);
    await requestScan(db, { sourceId: await ensureSource(db, { storage: 'local', path: folder }), options: {} });
    expect(await ended).toEqual([1, null]);
    expect(ingest.log()).toContain('extraction process did not start');
    const { documents } = await countStages(db);
    expect(documents).toMatchObject({ extracted: 0, failed: 0 });
    expect(documents.pending).toBeGreaterThan(0);
  });
});

describe('a nightly schedule', () => {
  it('that fell due while nothing ran runs once, and its row says how it ended', async () => {
    await using database = await openTestDatabase();
    const { db } = database;
    await useTinyModel(db);
    const sourceId = await ensureSource(db, { storage: 'local', path: folder });
    const nextDueAt = new Date(Date.now() - 3 * 86_400_000);
    await addSchedule(db, { name: 'nightly', cron: '0 2 * * *', timeZone: 'America/Sao_Paulo', sourceId, nextDueAt });
    const urls = { databaseUrl: database.url };
    await using _one = await startService('ingest', urls);
    await using _other = await startService('ingest', urls);
    await using _worker = await startService('worker', urls);
    const ended = async () =>
      (await db.pool.query('select documents_done, documents_failed from nightly_runs where finished_at is not null'))
        .rows;
    await expect
      .poll(ended, { timeout: 60_000, interval: 100 })
      .toEqual([{ documents_done: DOCUMENTS, documents_failed: 0 }]);
    const { rows } = await db.pool.query('select count(*)::int as runs from nightly_runs');
    expect(rows).toEqual([{ runs: 1 }]);
    await expectNothingLost(db);
  });
});

async function emptyQueues(db: Db): Promise<void> {
  await using extract = openExtractQueue({ kind: 'postgres', url: db.url }, 'local');
  await using recognize = openRecognizeQueue({ kind: 'postgres', url: db.url });
  await extract.clear();
  await recognize.clear();
}
