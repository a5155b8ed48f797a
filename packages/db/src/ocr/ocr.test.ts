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
  findReadingOfImage,
  findReadings,
  findUnqueuedExtractions,
  findUnqueuedOcr,
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

/** Stores pages of which those without text are to be read by OCR, as long as nobody has. */
async function store(db: Db, documentId: number, pages: readonly string[], mode: OcrMode = 'auto') {
  const made = extractionOf(pages);
  const extraction: ExtractionResult = {
    ...made,
    pages: made.pages.map((page) => (page.textSource === 'none' ? { ...page, reason: 'no-text-layer' } : page)),
  };
  const wanted = extraction.pages.filter(({ textSource }) => textSource === 'none').map(({ number }) => number);
  const ocr = { mode, wanted: mode === 'never' ? [] : wanted };
  await storeExtraction(db, { documentId, instance: INSTANCE, extraction, extractMs: 1, ocr });
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

  const claimed = await claimOcr(db, { documentId: scan, instance: instance.id, inFlight: 0 });
  expect(claimed).toMatchObject({ state: 'claimed', pages: [2, 3] });
  await recordOcrPage(db, { documentId: scan, page: 2, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  expect((await countStages(db)).ocr.pages).toBe(1);
  await recordOcrPage(db, { documentId: scan, page: 3, engine: ENGINE, errorCode: 'timeout', ocrMs: 5 });
  await endOcr(db, { documentId: scan, instance: instance.id, code: 'timeout' });
  expect((await countStages(db)).ocr).toEqual({ pending: 0, done: 0, failed: 1, pages: 0 });
  expect(await findFailures(db)).toMatchObject([{ stage: 'ocr', code: 'timeout', id: scan, path: 'scan.pdf' }]);

  // its text is still there while it waits
  const runs = () => db.pool.query('select status from runs where document_id = $1 and model_id = $2', [scan, modelId]);
  expect((await runs()).rows).toEqual([{ status: 'pending' }]);
  expect(await findUnqueuedExtractions(db, { limit: 10, storage: 'local', staleMs: 60_000 })).toEqual([
    { documentId: scan, lane: 1 },
  ]);
  expect(await claimExtraction(db, { documentId: scan, instance: instance.id, inFlight: 0 })).toMatchObject({
    state: 'claimed',
    ocr: 'auto',
  });
  expect(await findReadings(db, scan)).toEqual([reading]);
  // page 3 could not be read: it is not tried again by itself
  await store(db, scan, ['Um.', 'Dois.', '']);
  expect((await countStages(db)).ocr).toMatchObject({ pending: 0, failed: 1 });
  expect(await redrive(db, { codes: ['timeout'] })).toMatchObject({ ocr: 1 });
  expect(await claimOcr(db, { documentId: scan, instance: instance.id, inFlight: 0 })).toMatchObject({ pages: [3] });
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
  await claimOcr(db, { documentId, instance: first.id, inFlight: 0 });
  await recordOcrPage(db, { documentId, page: 1, engine: ENGINE, imageHash: HASH, reading, ocrMs: 5 });
  await db.pool.query(`update instances set beat_at = now() - interval '1 hour' where id = $1`, [first.id]);
  expect(await claimOcr(db, { documentId, instance: second.id, inFlight: 0 })).toMatchObject({
    state: 'claimed',
    alone: true,
    pages: [2],
  });
  await endOcr(db, { documentId, instance: first.id });
  expect((await countStages(db)).ocr.pending).toBe(1);
  await endOcr(db, { documentId, instance: second.id });
  expect((await countStages(db)).ocr).toMatchObject({ pending: 0, done: 1 });
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
  await claimExtraction(db, { documentId: empty, instance: instanceId, inFlight: 0 });
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
  expect(await claimExtraction(db, { documentId, instance: instance.id, inFlight: 0 })).toMatchObject({ ocr: 'force' });
});
