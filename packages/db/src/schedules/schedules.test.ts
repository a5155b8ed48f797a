import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  addSchedule,
  claimDueSchedules,
  claimExtraction,
  claimOcr,
  endOcr,
  ensureSource,
  failExtraction,
  findRecentNightlyRuns,
  finishNightlyRuns,
  finishScan,
  listSchedules,
  recordFiles,
  recordOcrPage,
  removeSchedule,
  startNightlyRun,
  storeExtraction,
  storeRun,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const DAY_MS = 86_400_000;
const DUE = new Date('2026-03-01T05:00:00Z');
const NOW = new Date('2026-03-04T06:00:00Z');
const next = (_schedule: unknown, after: Date) =>
  new Date(Math.floor(after.getTime() / DAY_MS) * DAY_MS + DAY_MS + 5 * 3_600_000);
const COUNTS = { seen: 2, new: 2, changed: 0, vanished: 0, unsupported: 0 };

async function openWithSchedule() {
  const t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  const schedule = { name: 'nightly', cron: '0 2 * * *', timeZone: 'America/Sao_Paulo', sourceId, nextDueAt: DUE };
  await addSchedule(t.db, schedule);
  return { db: t.db, schedule, sourceId, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

test('a schedule has a name of its own and is removed by it', async () => {
  await using t = await openWithSchedule();
  await expect(addSchedule(t.db, t.schedule)).rejects.toMatchObject({ code: 'usage' });
  expect(await listSchedules(t.db)).toMatchObject([{ ...t.schedule, sourcePath: '/a' }]);
  await startNightlyRun(t.db, 'nightly');
  expect(await removeSchedule(t.db, 'nightly')).toBe(true);
  expect(await removeSchedule(t.db, 'nightly')).toBe(false);
  expect(await findRecentNightlyRuns(t.db)).toMatchObject([{ scheduleName: 'nightly' }]);
});

test('processes that ask at once start what is due once, and missed times are made up for once', async () => {
  await using t = await openWithSchedule();
  const started = await Promise.all(Array.from({ length: 6 }, () => claimDueSchedules(t.db, { now: NOW, next })));
  expect(started.flat()).toMatchObject([{ scheduleName: 'nightly', dueAt: DUE }]);
  expect((await listSchedules(t.db))[0]?.nextDueAt).toEqual(new Date('2026-03-05T05:00:00Z'));
  expect((await t.db.pool.query('select count(*) as count from scans')).rows).toEqual([{ count: 1 }]);
});

test('a schedule that is never due again runs a last time, and does not stop the others', async () => {
  await using t = await openWithSchedule();
  for (const name of ['last', 'broken'])
    await addSchedule(t.db, { ...t.schedule, name, cron: name, nextDueAt: new Date(DUE.getTime() - DAY_MS) });
  const over: unknown[] = [];
  const claim = () =>
    claimDueSchedules(t.db, {
      now: NOW,
      next(schedule, after) {
        if (schedule.cron === 'broken') throw new Error('no cron expression');
        return schedule.cron === 'last' ? undefined : next(schedule, after);
      },
      onNeverDue: (scheduleId, error) => over.push([scheduleId, error]),
    });
  expect((await claim()).map(({ scheduleName }) => scheduleName)).toEqual(['last', 'broken', 'nightly']);
  expect(over).toEqual([
    [2, undefined],
    [3, expect.any(Error)],
  ]);
  expect(await claim()).toEqual([]);
  expect(await listSchedules(t.db)).toMatchObject([
    { name: 'nightly', nextDueAt: new Date('2026-03-05T05:00:00Z') },
    { name: 'last', nextDueAt: null },
    { name: 'broken', nextDueAt: null },
  ]);
  expect(await startNightlyRun(t.db, 'last'), 'by hand').toMatchObject({ scheduleName: 'last' });
});

test('a nightly run ends when its new documents are done or failed, and counts them', async () => {
  await using t = await openWithSchedule();
  const [run] = await claimDueSchedules(t.db, { now: NOW, next });
  const scanId = run?.scanId ?? 0;
  const file = { sourceId: t.sourceId, scanId, sizeBytes: 1, modifiedAt: NOW };
  await recordFiles(t.db, [
    { ...file, path: 'a.pdf', sha256: sha256('a') },
    { ...file, path: 'b.pdf', sha256: sha256('b') },
  ]);
  expect(await finishNightlyRuns(t.db), 'the scan goes on').toBe(0);
  await finishScan(t.db, { scanId, counts: COUNTS });
  expect(await finishNightlyRuns(t.db), 'documents are pending').toBe(0);
  await storeExtraction(t.db, { documentId: 1, extraction: extractionOf(['Um']), extractMs: 1 });
  await claimExtraction(t.db, { documentId: 2, instance: INSTANCE, inFlight: 0, storage: 'local' });
  await failExtraction(t.db, { documentId: 2, instance: INSTANCE, code: 'corrupt' });
  expect(await finishNightlyRuns(t.db)).toBe(1);
  expect(await finishNightlyRuns(t.db)).toBe(0);
  expect(await findRecentNightlyRuns(t.db)).toMatchObject([
    { documentsDone: 1, documentsFailed: 1, finishedAt: expect.any(Date) },
  ]);
});

test('a nightly run waits for pages that OCR is to read', async () => {
  await using t = await openWithSchedule();
  const [run] = await claimDueSchedules(t.db, { now: NOW, next });
  const scanId = run?.scanId ?? 0;
  const file = { sourceId: t.sourceId, scanId, sizeBytes: 1, modifiedAt: NOW };
  await recordFiles(t.db, [{ ...file, path: 'scan.pdf', sha256: sha256('scan') }]);
  await finishScan(t.db, { scanId, counts: COUNTS });
  const store = (pages: string[], taken: number[]) =>
    storeExtraction(t.db, {
      ...{ documentId: 1, extraction: extractionOf(pages), extractMs: 1 },
      ocr: { mode: 'auto', wanted: [1], taken },
    });
  await store([''], []);
  expect(await finishNightlyRuns(t.db), 'a page waits').toBe(0);
  const ocr = { documentId: 1, instance: INSTANCE, engine: 'tesseract 5.3.0' };
  await claimOcr(t.db, { ...ocr, inFlight: 0, storage: 'local' });
  await recordOcrPage(t.db, { ...ocr, page: 1, imageHash: 'ab'.repeat(32), reading: {}, ocrMs: 1 });
  await endOcr(t.db, { ...ocr, pages: [1] });
  expect(await finishNightlyRuns(t.db), 'its text waits for what was read').toBe(0);
  await store(['Um'], [1]);
  expect(await finishNightlyRuns(t.db)).toBe(1);
});

test('a nightly run that found nothing ends with its scan', async () => {
  await using t = await openWithSchedule();
  const { scanId } = await startNightlyRun(t.db, 'nightly');
  await finishScan(t.db, { scanId, counts: { ...COUNTS, seen: 0, new: 0 } });
  expect(await finishNightlyRuns(t.db)).toBe(1);
  expect(await findRecentNightlyRuns(t.db)).toMatchObject([{ documentsDone: 0, documentsFailed: 0 }]);
});

test('a nightly run says which watched names its new documents mention, and no others', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const read = async (documentId: number, text: string) => {
    await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 1 });
    const recognition = recognitionOf(text, [{ text: 'Maria da Silva', type: 'PESSOA' }]);
    const run = { documentId, modelId, instance: INSTANCE, text, textHash: sha256(text), recognition, normalizer };
    await storeRun(t.db, { ...run, recognizeMs: 1, versions: {} });
  };
  const [before = 0] = await addDocuments(t.db, ['before.pdf'], '/a');
  await read(before, 'Maria da Silva');
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  const watch = [
    { name: 'maria silva', type: 'PESSOA' },
    { name: 'maria silva', type: 'LEGISLACAO' },
    { name: 'joão', type: 'any' },
  ];
  const schedule = { name: 'nightly', cron: '0 2 * * *', timeZone: 'America/Sao_Paulo', sourceId, nextDueAt: DUE };
  await addSchedule(t.db, { ...schedule, watch });
  const { scanId } = await startNightlyRun(t.db, 'nightly');
  const file = { sourceId, scanId, sizeBytes: 1, modifiedAt: NOW };
  await recordFiles(t.db, [
    { ...file, path: 'new.pdf', sha256: sha256('new') },
    { ...file, path: 'copy of before.pdf', sha256: sha256('before.pdf') },
  ]);
  await finishScan(t.db, { scanId, counts: COUNTS });
  const { rows } = await t.db.pool.query<{ id: number }>('select max(id) as id from documents');
  const documentId = rows[0]?.id ?? 0;
  await read(documentId, 'Silva, e Maria da Silva');
  expect(await finishNightlyRuns(t.db)).toBe(1);
  const mention = { documentId, path: 'new.pdf', page: 1, start: 9, end: 23, text: 'Maria da Silva', entityId: 1 };
  expect((await findRecentNightlyRuns(t.db))[0]?.watchHits).toEqual([
    { name: 'maria silva', type: 'PESSOA', mentions: [mention], more: false },
  ]);
});
