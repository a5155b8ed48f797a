import { expect, test } from 'vitest';
import { addDocuments, extractionOf } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  claimExtraction,
  countRemoved,
  ensureSource,
  findRemoved,
  openInstance,
  readLayouts,
  redriveStale,
  setKeepNoise,
  storeExtraction,
} from '../index.ts';

async function statusOf({ db }: TestDatabase, documentId: number) {
  const { rows } = await db.pool.query('select status, keeps_noise as "keepsNoise" from documents where id = $1', [
    documentId,
  ]);
  return rows[0];
}

test('a source that keeps noise has its documents read again, and only once', async () => {
  await using t = await openTestDatabase();
  const { db } = t;
  const [documentId = 0] = await addDocuments(db, ['a.pdf']);
  const [otherId = 0] = await addDocuments(db, ['b.pdf'], '/other');
  for (const id of [documentId, otherId])
    await storeExtraction(db, {
      documentId: id,
      extraction: extractionOf(['Voto.']),
      extractMs: 1,
    });
  const sourceId = await ensureSource(db, { storage: 'local', path: '/archive' });
  expect(await setKeepNoise(db, { sourceId, keepNoise: true })).toBe(1);
  expect(await statusOf(t, documentId)).toEqual({ status: 'pending', keepsNoise: false });
  expect(await statusOf(t, otherId)).toEqual({ status: 'extracted', keepsNoise: false });

  await using instance = await openInstance(db, { kind: 'test' });
  const work = await claimExtraction(db, { documentId, instance: instance.id, inFlight: 0, storage: 'local' });
  expect(work).toMatchObject({ state: 'claimed', keepNoise: true });
  // the text may be the same: what it was asked for is written down all the same
  const extraction = extractionOf(['Voto.']);
  await storeExtraction(db, { documentId, extraction, extractMs: 1, keepsNoise: true });
  expect(await statusOf(t, documentId)).toEqual({ status: 'extracted', keepsNoise: true });
  expect(await setKeepNoise(db, { sourceId, keepNoise: true })).toBe(0);
  expect(await setKeepNoise(db, { sourceId, keepNoise: false })).toBe(1);
});

test('texts of an older extractor become pending again, others stay', async () => {
  await using t = await openTestDatabase();
  const [old = 0, current = 0] = await addDocuments(t.db, ['old.pdf', 'current.pdf']);
  for (const [documentId, version] of [
    [old, '1'],
    [current, '2'],
  ] as const)
    await storeExtraction(t.db, {
      documentId,
      extraction: extractionOf(['Voto.'], version),
      extractMs: 1,
    });
  expect(await redriveStale(t.db, { extractorVersion: '2' })).toBe(1);
  expect([await statusOf(t, old), await statusOf(t, current)]).toMatchObject([
    { status: 'pending' },
    { status: 'extracted' },
  ]);
});

test('what was taken out is counted by rule and found by page', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const removed = [
    { page: 1, rule: 'stamp', text: 'Assinado', box: [1, 2, 3, 4] },
    { page: 2, rule: 'page-number', text: '2' },
    { page: 2, rule: 'stamp', text: 'Assinado', box: [5, 6, 7, 8] },
  ];
  const extraction = { ...extractionOf(['Um.', 'Dois.']), removed };
  await storeExtraction(t.db, { documentId, extraction, extractMs: 1 });
  expect(await countRemoved(t.db)).toEqual([
    { rule: 'stamp', spans: 2, characters: 16 },
    { rule: 'page-number', spans: 1, characters: 1 },
  ]);
  expect(await findRemoved(t.db, { documentId, page: 2 })).toEqual([
    { rule: 'page-number', text: '2', box: null },
    { rule: 'stamp', text: 'Assinado', box: [5, 6, 7, 8] },
  ]);
});

test('layouts come back as they were stored, also behind characters of two units', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const extraction = extractionOf(['𝔄 Voto de 👩 Maria.', 'Fim.']);
  await storeExtraction(t.db, { documentId, extraction, extractMs: 1 });
  const layouts = await readLayouts(t.db, { documentId, text: extraction.text });
  expect(layouts.map(({ number, start, end, runs }) => [number, start, end, [...runs]])).toEqual(
    extraction.pages.map(({ number, start, end, runs }) => [number, start, end, [...runs]]),
  );
  // both units of a character reach as far as the character
  const [first] = layouts;
  expect([...first!.advances.subarray(0, 4)]).toEqual([2, 0, 1, 1]);
  expect(first!.advances.reduce((sum, value) => sum + value, 0)).toBe(extraction.pages[0]!.end);
  expect(await readLayouts(t.db, { documentId, text: extraction.text, page: 2 })).toMatchObject([{ number: 2 }]);
});
