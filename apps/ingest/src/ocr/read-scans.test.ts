import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSource, openInstance, recordFiles, requestScan, storeExtraction } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openPageReader } from '@acervo/extraction';
import { openBudget, openLogger } from '@acervo/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extractionOf } from '../../../../packages/db/test/fill.ts';
import { drawScannedPdf, LETTER } from '../../../../packages/extraction/test/draw-scan.ts';
import { openContentFinder } from '../containers/find-content.ts';
import { readScans } from './read-scans.ts';

const MB = 1024 * 1024;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-scans-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A scan of one page that is planned to have `pages` to read, and a way to read it. */
async function openScan(pages: number, { timeoutMs = 60_000 } = {}) {
  const database = await openTestDatabase();
  const { db } = database;
  const bytes = await drawScannedPdf();
  await writeFile(join(root, 'scan.pdf'), bytes);
  const instance = await openInstance(db, { kind: 'test' });
  const sourceId = await ensureSource(db, { storage: 'local', path: root });
  const scanId = await requestScan(db, { sourceId });
  const sha256 = createHash('sha256').update(bytes).digest();
  await recordFiles(db, [
    { sourceId, scanId, path: 'scan.pdf', sizeBytes: bytes.length, modifiedAt: new Date(0), sha256 },
  ]);
  const { rows } = await db.pool.query<{ id: number }>('select id from documents');
  const documentId = rows[0]!.id;
  const wanted = Array.from({ length: pages }, (_, index) => index + 1);
  await storeExtraction(db, {
    ...{ documentId, instance: instance.id, extractMs: 1, extraction: extractionOf(wanted.map(() => '')) },
    ocr: { mode: 'auto', wanted, taken: [] },
  });
  const reader = openPageReader({ children: 1, timeoutMs, maxRssBytes: 1024 * MB });
  const deps = {
    ...{ db, reader, instance: instance.id, storage: 'local', maxBytes: 100 * MB, processes: 1, passwords: [] },
    signal: AbortSignal.timeout(60_000),
    logger: openLogger('test', 'silent'),
    retry: <T>(ask: () => Promise<T>) => ask(),
    finder: openContentFinder(),
    pool: { readAttachment: () => Promise.reject(new Error('nothing is attached here')) },
    places: openBudget(1),
    bytes: openBudget(100 * MB),
    onProgress() {},
  };
  return {
    db,
    read: (signal = deps.signal) => readScans(deps, { documentId }, signal),
    async endings() {
      const { rows: read } = await db.pool.query(
        'select page, error_code, jsonb_array_length(reading -> $1) as words from ocr_pages order by page',
        ['words'],
      );
      return read.map(({ page, error_code, words }) => [page, error_code ?? words]);
    },
    async statuses() {
      const { rows: found } = await db.pool.query(
        `select p.status || coalesce(' ' || p.error_code, '') as pass, d.status as document
           from ocr_passes p join documents d on d.id = p.document_id`,
      );
      return found[0];
    },
    async [Symbol.asyncDispose]() {
      await reader[Symbol.asyncDispose]();
      await instance[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

it('keeps each page that is read, says which could not be, and has the document extracted again', async () => {
  await using scan = await openScan(2);
  expect(await scan.read()).toBe('done');
  expect(await scan.endings()).toEqual([
    [1, LETTER.join(' ').split(' ').length],
    [2, 'corrupt'], // there is none
  ]);
  expect(await scan.statuses()).toEqual({ pass: 'failed corrupt', document: 'pending' });
});

it('gives a document up after three pages in a row that failed, the rest for the same reason', async () => {
  await using scan = await openScan(5, { timeoutMs: 1 });
  expect(await scan.read()).toBe('done');
  expect(await scan.endings()).toEqual([1, 2, 3, 4, 5].map((page) => [page, 'timeout']));
  const { rows } = await scan.db.pool.query('select page from ocr_pages where ocr_ms > 0 order by page');
  expect(rows.map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(await scan.statuses()).toEqual({ pass: 'failed timeout', document: 'pending' });
});

it('says why nothing could be read where the file is gone', async () => {
  await using scan = await openScan(2);
  await rm(join(root, 'scan.pdf'));
  expect(await scan.read()).toBe('done');
  expect(await scan.endings()).toEqual([
    [1, 'not-found'],
    [2, 'not-found'],
  ]);
});

it('gives a document back when it is stopped', async () => {
  await using scan = await openScan(1);
  const stopping = new AbortController();
  const reading = scan.read(stopping.signal);
  setImmediate(() => stopping.abort());
  expect(await reading.catch((error: unknown) => (stopping.signal.aborted ? 'release' : error))).toBe('release');
  expect(await scan.endings()).toEqual([]);
  expect(await scan.statuses()).toEqual({ pass: 'pending', document: 'extracted' });
  expect(await scan.read()).toBe('done');
  expect(await scan.statuses()).toEqual({ pass: 'done', document: 'pending' });
});
