import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  claimExtraction,
  claimOcr,
  countStages,
  type Db,
  type ExtractionResult,
  endOcr,
  ensureSource,
  failExtraction,
  findFailures,
  findPagesRead,
  findReadingOfImage,
  findUnqueuedExtractions,
  findUnqueuedOcr,
  getReading,
  type OcrMode,
  openInstance,
  recordOcrPage,
  redrive,
  requestScan,
  setOcrMode,
  storeExtraction,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const ENGINE = 'tesseract 5.3.0';
const HASH = 'ab'.repeat(32);
const reading = { number: 2, turn: 0, confidence: 0.9, words: [] };

/** Stores pages of which those without text are to be read by OCR.
 *  @param taken pages whose readings the extraction had */
async function store(
  db: Db,
  documentId: number,
  pages: readonly string[],
  mode: OcrMode = 'auto',
  taken: readonly number[] = [1, 2, 3],
) {
  const made = extractionOf(pages);
  const extraction: ExtractionResult = {
    ...made,
    pages: made.pages.map((page) => (page.textSource === 'none' ? { ...page, reason: 'no-text-layer' } : page)),
  };
  const wanted = extraction.pages.filter(({ textSource }) => textSource === 'none').map(({ number }) => number);
  const ocr = { mode, wanted: mode === 'never' ? [] : wanted, taken };
  return await storeExtraction(db, { documentId, extraction, extractMs: 1, ocr });
}

async function endScans(db: Db) {
  await db.pool.query('update scans set finished_at = now()');
}

const unqueued = (db: Db) => findUnqueuedOcr(db, { limit: 10, storage: 'local', staleMs: 60_000 });

test('pages wait for OCR until every text layer is there, and their document is extracted again afterwards', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const modelId = await addModel(db);
  const [scan = 0, other = 0] = await addDocuments(db, ['scan.pdf', 'other.pdf']);
  await using instance = await openInstance(db, { kind: 'test' });
  await store(db, scan, ['Um.', '', '']);
  expect(await unqueued(db), 'a scan runs').toEqual([]);
  await endScans(db);
  expect(await unqueued(db), 'a text layer waits').toEqual([]);
  await store(db, other, ['Outro.']);
  expect((await countStages(db)).ocr).toEqual({ pending: 1, done: 0, failed: 0, pages: 2 });
  expect(await unqueued(db)).toEqual([{ documentId: scan, lane: 0 }]);
  expect(await unqueued(db)).toEqual([]);

  const claimed = await claimOcr(db, {
    documentId: scan,
    instance: instance.id,
    inFlight: 0,
    storage: 'local',
    engine: ENGINE,
  });
  expect(claimed).toMatchObject({ state: 'claimed', pages: [2, 3] });
  await recordOcrPage(db, { documentId: scan, page: 2, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  expect((await countStages(db)).ocr.pages).toBe(1);
  await recordOcrPage(db, { documentId: scan, page: 3, engine: ENGINE, errorCode: 'timeout', ocrMs: 5 });
  await endOcr(db, { documentId: scan, instance: instance.id, engine: ENGINE, pages: [2, 3] });
  expect((await countStages(db)).ocr).toEqual({ pending: 0, done: 0, failed: 1, pages: 0 });
  expect(await findFailures(db)).toMatchObject([{ stage: 'ocr', code: 'timeout', id: scan, path: 'scan.pdf' }]);

  // its text is still there while it waits
  const runs = () => db.pool.query('select status from runs where document_id = $1 and model_id = $2', [scan, modelId]);
  expect((await runs()).rows).toEqual([{ status: 'pending' }]);
  expect(await findUnqueuedExtractions(db, { limit: 10, storage: 'local', staleMs: 60_000 })).toEqual([
    { documentId: scan, lane: 1 },
  ]);
  expect(
    await claimExtraction(db, { documentId: scan, instance: instance.id, inFlight: 0, storage: 'local' }),
  ).toMatchObject({
    state: 'claimed',
    ocr: 'auto',
  });
  expect(await findPagesRead(db, scan)).toEqual([2]);
  expect(await getReading(db, { documentId: scan, page: 2 })).toEqual(reading);
  // page 3 could not be read: it is not tried again by itself
  await store(db, scan, ['Um.', 'Dois.', '']);
  expect((await countStages(db)).ocr).toMatchObject({ pending: 0, failed: 1 });
  expect(await redrive(db, { codes: ['timeout'] })).toMatchObject({ ocr: 1 });
  expect(
    await claimOcr(db, { documentId: scan, instance: instance.id, inFlight: 0, storage: 'local', engine: ENGINE }),
  ).toMatchObject({
    pages: [3],
  });
});

test('an image is read once by each engine', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await recordOcrPage(t.db, { documentId, page: 2, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  expect(await findReadingOfImage(t.db, { imageHash: HASH, engine: ENGINE })).toEqual(reading);
  expect(await findReadingOfImage(t.db, { imageHash: HASH, engine: 'another' })).toBeUndefined();
  expect(await findReadingOfImage(t.db, { imageHash: 'cd'.repeat(32), engine: ENGINE })).toBeUndefined();
});

test('whoever lost the claim ends nothing, and pages that were read by then are not read again', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const [documentId = 0] = await addDocuments(db, ['scan.pdf']);
  await endScans(db);
  await using first = await openInstance(db, { kind: 'test' });
  await using second = await openInstance(db, { kind: 'test' });
  await store(db, documentId, ['', '']);
  await claimOcr(db, { documentId, instance: first.id, inFlight: 0, storage: 'local', engine: ENGINE });
  await recordOcrPage(db, { documentId, page: 1, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  await db.pool.query(`update instances set beat_at = now() - interval '1 hour' where id = $1`, [first.id]);
  expect(
    await claimOcr(db, { documentId, instance: second.id, inFlight: 0, storage: 'local', engine: ENGINE }),
  ).toMatchObject({
    state: 'claimed',
    alone: true,
    pages: [2],
  });
  await endOcr(db, { documentId, instance: first.id, engine: ENGINE, pages: [1, 2] });
  expect((await countStages(db)).ocr.pending).toBe(1);
  await recordOcrPage(db, { documentId, page: 2, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  await endOcr(db, { documentId, instance: second.id, engine: ENGINE, pages: [2] });
  expect((await countStages(db)).ocr).toMatchObject({ pending: 0, done: 1 });
});

test('a process that stops gracefully gives back what it was reading, without a death', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const [documentId = 0] = await addDocuments(db, ['scan.pdf']);
  await endScans(db);
  await store(db, documentId, ['']);
  const claim = (instance: string) =>
    claimOcr(db, { documentId, instance, inFlight: 0, storage: 'local', engine: ENGINE });
  {
    await using first = await openInstance(db, { kind: 'test' });
    expect(await claim(first.id)).toMatchObject({ state: 'claimed' });
  }
  await using second = await openInstance(db, { kind: 'test' });
  expect(await claim(second.id)).toMatchObject({ state: 'claimed', alone: false });
});

test('another mode reads documents again where it changes something, and only those', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const [scan = 0, born = 0, empty = 0] = await addDocuments(db, ['scan.pdf', 'born.pdf', 'empty.pdf']);
  const sourceId = await ensureSource(db, { storage: 'local', path: '/archive' });
  await using instance = await openInstance(db, { kind: 'test' });
  await store(db, scan, ['Um.', ''], 'never');
  await store(db, born, ['Dois.'], 'never');
  const instanceId = instance.id;
  await claimExtraction(db, { documentId: empty, instance: instanceId, inFlight: 0, storage: 'local' });
  await failExtraction(db, { documentId: empty, instance: instanceId, code: 'empty', extractMs: 1, ocr: 'never' });
  expect(await setOcrMode(db, { sourceId, ocr: 'never' })).toBe(0);
  expect(await setOcrMode(db, { sourceId, ocr: 'auto' }), 'the scan, and the one without text').toBe(2);
  await store(db, scan, ['Um.', '']);
  await store(db, empty, ['']);
  expect((await countStages(db)).ocr.pages).toBe(2);
  expect(await setOcrMode(db, { sourceId, ocr: 'auto' })).toBe(0);
  expect(await setOcrMode(db, { sourceId, ocr: 'force' })).toBe(3);
  expect(await setOcrMode(db, { sourceId, ocr: 'never' }), 'they wait already').toBe(0);
  expect((await countStages(db)).ocr).toMatchObject({ pending: 2 });
  await store(db, scan, ['Um.', ''], 'never');
  expect((await countStages(db)).ocr, 'nobody wants it any more').toMatchObject({ pending: 1 });
});

test('a document that is in two sources is read as the one that wants more', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const [documentId = 0] = await addDocuments(db, ['a.pdf']);
  await addDocuments(db, ['a.pdf'], '/other');
  for (const path of ['/archive', '/other']) {
    const sourceId = await ensureSource(db, { storage: 'local', path });
    await requestScan(db, { sourceId });
    await setOcrMode(db, { sourceId, ocr: path === '/other' ? 'force' : 'never' });
  }
  await using instance = await openInstance(db, { kind: 'test' });
  expect(await claimExtraction(db, { documentId, instance: instance.id, inFlight: 0, storage: 'local' })).toMatchObject(
    { ocr: 'force' },
  );
});

/** A document with pages to read, and somebody who claims it. */
async function openScan(pages: readonly string[]) {
  const database = await openTestDatabase();
  const { db } = database;
  const [documentId = 0] = await addDocuments(db, ['scan.pdf']);
  await endScans(db);
  const instance = await openInstance(db, { kind: 'test' });
  await store(db, documentId, pages);
  return {
    db,
    documentId,
    instance: instance.id,
    claim: () => claimOcr(db, { documentId, instance: instance.id, inFlight: 0, storage: 'local', engine: ENGINE }),
    read: (page: number) => recordOcrPage(db, { documentId, page, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 }),
    end: (wanted: readonly number[], code?: 'crashed') =>
      endOcr(db, { documentId, instance: instance.id, engine: ENGINE, pages: wanted, code }),
    async statusOf(table: 'documents' | 'ocr_passes') {
      const { rows } = await db.pool.query(`select status from ${table}`);
      return rows[0]?.status;
    },
    async [Symbol.asyncDispose]() {
      await instance[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test('pages that are unread when OCR ends have failed, and are not planned again by the next extraction', async () => {
  await using t = await openScan(['', '', '']);
  await t.claim();
  await t.read(1);
  await t.end([1, 2, 3], 'crashed');
  const { rows } = await t.db.pool.query('select page, error_code from ocr_pages order by page');
  expect(rows.map(({ page, error_code }) => [page, error_code])).toEqual([
    [1, null],
    [2, 'crashed'],
    [3, 'crashed'],
  ]);
  expect([await t.statusOf('ocr_passes'), await t.statusOf('documents')]).toEqual(['failed', 'pending']);
  await store(t.db, t.documentId, ['Um.', '', '']);
  expect([await t.statusOf('ocr_passes'), await t.statusOf('documents')]).toEqual(['failed', 'extracted']);
});

test('a document that kills whoever reads it three times ends as crashed and is not planned again', async () => {
  await using t = await openScan(['', '']);
  for (let death = 0; death < 4; death++) {
    await t.db.pool.query(
      `update ocr_passes set claimed_by = gen_random_uuid(), claimed_alone = $1 where status = 'pending'`,
      [death > 0],
    );
    const { state } = await t.claim();
    expect(state).toBe(death === 3 ? 'quarantined' : 'claimed');
  }
  await store(t.db, t.documentId, ['', '']);
  expect(await t.statusOf('ocr_passes')).toBe('failed');
  expect(await findFailures(t.db)).toMatchObject([{ stage: 'ocr', code: 'crashed' }]);
});

test('a text that is stored again takes nothing from whoever reads its pages, and pages new to him are read after', async () => {
  await using t = await openScan(['Um.', '']);
  await t.claim();
  await store(t.db, t.documentId, ['', '']);
  const { rows } = await t.db.pool.query('select claimed_by from ocr_passes');
  expect(rows).toEqual([{ claimed_by: t.instance }]);
  await t.read(2);
  await t.end([2]);
  expect(await t.statusOf('ocr_passes')).toBe('pending');
  expect(await t.claim()).toMatchObject({ state: 'claimed', pages: [1] });
});

test('what was read while a document was extracted again brings it in once more', async () => {
  await using t = await openScan(['Um.', '']);
  await t.claim();
  await t.read(2);
  await t.end([2]);
  await store(t.db, t.documentId, ['Um.', ''], 'auto', []);
  expect(await t.statusOf('documents')).toBe('pending');
  await store(t.db, t.documentId, ['Um.', 'Dois.'], 'auto', [2]);
  expect(await t.statusOf('documents')).toBe('extracted');
});

test('the same text read in another way is stored, with its mentions', async () => {
  await using t = await openScan(['Um.']);
  const extraction = extractionOf(['Um.']);
  const [page] = extraction.pages;
  const read = { ...extraction, pages: [{ ...page!, textSource: 'ocr' as const, reason: 'forced', confidence: 0.7 }] };
  const ocr = { mode: 'auto' as const, wanted: [], taken: [] };
  const storeRead = (confidence: number) =>
    storeExtraction(t.db, {
      ...{ documentId: t.documentId, instance: INSTANCE, extractMs: 1, ocr },
      extraction: { ...read, pages: read.pages.map((each) => ({ ...each, confidence })) },
    });
  expect(await storeRead(0.7)).toBe('stored');
  expect(await storeRead(0.7)).toBe('unchanged');
  expect(await storeRead(0.8)).toBe('stored');
  const { rows } = await t.db.pool.query('select text_source, confidence from pages');
  expect(rows).toEqual([{ text_source: 'ocr', confidence: 0.8 }]);
});

test('where other documents keep coming, those that have waited for long are read one at a time', async () => {
  await using t = await openScan(['']);
  const [, second = 0] = await addDocuments(t.db, ['scan.pdf', 'second.pdf', 'new.pdf']);
  await store(t.db, second, ['']);
  await endScans(t.db);
  expect(await unqueued(t.db)).toEqual([]);
  await t.db.pool.query(`update ocr_passes set planned_at = now() - interval '1 hour'`);
  expect(await unqueued(t.db)).toEqual([{ documentId: t.documentId, lane: 0 }]);
  expect(await unqueued(t.db), 'one at a time').toEqual([]);
  await t.claim();
  await t.read(1);
  await t.end([1]);
  expect(await unqueued(t.db)).toEqual([{ documentId: second, lane: 0 }]);
});
