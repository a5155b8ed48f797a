import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  claimExtraction,
  type Db,
  ensureSource,
  getScan,
  openInstance,
  requestScan,
  type ScanOptions,
} from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openExtractorPool } from '@acervo/extraction';
import { openLogger } from '@acervo/runtime';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContentFinder } from '../containers/find-content.ts';
import { fetchDocument } from '../extract/fetch-document.ts';
import { runScan } from './run-scan.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-archive-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const LIMITS = { children: 1, timeoutMs: 30_000, maxRssBytes: 512 * 1024 * 1024, maxTextUnits: 100_000 };
const deps = (db: Db) => ({
  db,
  retry: <T>(ask: () => Promise<T>) => ask(),
  signal: AbortSignal.timeout(60_000),
  maxBytes: 1024 * 1024,
  logger: openLogger('test', 'silent'),
  onRecorded: () => {},
});

async function scan(db: Db, folder: string, options: ScanOptions = {}) {
  const sourceId = await ensureSource(db, { storage: 'local', path: folder });
  const scanId = await requestScan(db, { sourceId, options });
  await runScan(deps(db), await getScan(db, scanId));
  const { counts } = await getScan(db, scanId);
  const { rows } = await db.pool.query<{ path: string; state: string }>(
    `select path, case when vanished_at is not null then 'vanished' when document_id is not null then 'document'
       else coalesce(error_code, 'container') end as state from files order by path collate "C"`,
  );
  return { counts, files: Object.fromEntries(rows.map(({ path, state }) => [path, state])) };
}

const pdf = (text: string) => strToU8(`%PDF-1.7 ${text}`);

it('files in a zip are documents of their own: found, unchanged, changed, vanished, and read back', async () => {
  await using database = await openTestDatabase();
  const { db } = database;
  const folder = await mkdtemp(join(root, 'scan-'));
  await writeFile(join(folder, 'solto.pdf'), pdf('solto'));
  const zip = join(folder, 'autos.zip');
  await writeFile(zip, zipSync({ '1/a.pdf': pdf('a'), '1/b.pdf': pdf('b'), 'c.svg': strToU8('svg') }));
  const files = {
    'autos.zip': 'container',
    'autos.zip!/1/a.pdf': 'document',
    'autos.zip!/1/b.pdf': 'document',
    'autos.zip!/c.svg': 'unsupported-type',
    'solto.pdf': 'document',
  };
  expect(await scan(db, folder)).toEqual({
    counts: { seen: 3, new: 3, changed: 0, vanished: 0, unsupported: 1 },
    files,
  });
  expect(await scan(db, folder)).toEqual({
    counts: { seen: 3, new: 0, changed: 0, vanished: 0, unsupported: 1 },
    files,
  });

  await using instance = await openInstance(db, { kind: 'test' });
  const { rows } = await db.pool.query<{ id: number }>(
    `select document_id as id from files where path = 'autos.zip!/1/b.pdf'`,
  );
  const work = await claimExtraction(db, {
    documentId: rows[0]!.id,
    instance: instance.id,
    inFlight: 0,
    storage: 'local',
  });
  if (work.state !== 'claimed') throw new Error(work.state);
  await using pool = openExtractorPool(LIMITS);
  const reading = { ...deps(db), storage: 'local', finder: openContentFinder(), pool, passwords: [] };
  expect((await fetchDocument(reading, work)).toString()).toBe('%PDF-1.7 b');

  await writeFile(zip, zipSync({ '1/a.pdf': pdf('a, changed'), 'd.pdf': pdf('d') }));
  await utimes(zip, new Date(), new Date('2030-01-01'));
  const changed = { 'autos.zip!/1/b.pdf': 'vanished', 'autos.zip!/c.svg': 'vanished', 'autos.zip!/d.pdf': 'document' };
  expect(await scan(db, folder)).toEqual({
    counts: { seen: 3, new: 1, changed: 1, vanished: 2, unsupported: 0 },
    files: { ...files, ...changed },
  });
  await expect(fetchDocument(reading, work)).rejects.toMatchObject({ code: 'not-found' });

  await writeFile(zip, 'PK\x03\x04 damaged');
  expect((await scan(db, folder)).files).toMatchObject({ 'autos.zip': 'corrupt' });
  await rm(zip);
  const { counts, files: left } = await scan(db, folder);
  expect(counts).toMatchObject({ seen: 1 });
  expect(Object.values(left).filter((state) => state !== 'vanished')).toEqual(['document']);
});

it('a sample chooses among the files in zips as well, and a whole scan later reads the zip', async () => {
  await using database = await openTestDatabase();
  const folder = await mkdtemp(join(root, 'sample-'));
  const contents = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.pdf`, pdf(String(index))]));
  await writeFile(join(folder, 'autos.zip'), zipSync(contents));
  const sample = await scan(database.db, folder, { sample: 5, seed: 1 });
  expect(sample.counts).toMatchObject({ seen: 5, new: 5, vanished: 0 });
  expect(Object.keys(sample.files)).toHaveLength(6);
  const whole = await scan(database.db, folder);
  expect(whole.counts).toMatchObject({ seen: 20, new: 15, vanished: 0 });
});
