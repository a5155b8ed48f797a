import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  countArchive,
  describeEntity,
  findByHash,
  findEntity,
  foldEntityTotals,
  readDocument,
  readDocumentPart,
  storeExtraction,
  storeRun,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const PAGES = ['Página um 😀 de João Exemplo.', '', 'Página três: João\nExemplo e a Lei 8.078/90.'];
const LONG = Array.from({ length: 4_000 }, (_, at) => `palavra${at} 😀 João Exemplo`).join('\n');
const NAMED = [
  { text: 'João Exemplo', type: 'PESSOA' as const },
  { text: 'João\nExemplo', type: 'PESSOA' as const },
  { text: 'Lei 8.078/90', type: 'LEGISLACAO' as const },
];

let t: TestDatabase;
let paged = 0;
let long = 0;
beforeAll(async () => {
  t = await openTestDatabase();
  const modelId = await addModel(t.db);
  [paged = 0, long = 0] = await addDocuments(t.db, ['a.pdf', 'b.docx'], '/arquivo');
  const docx = { ...extractionOf([LONG]), pages: [], removed: [] };
  for (const [documentId, extraction] of [
    [paged, extractionOf(PAGES)],
    [long, docx],
  ] as const) {
    const { text } = extraction;
    await storeExtraction(t.db, { documentId, extraction, extractMs: 1 });
    const result = {
      documentId,
      modelId,
      instance: INSTANCE,
      text,
      textHash: sha256(text),
      recognition: recognitionOf(text, NAMED),
    };
    await storeRun(t.db, { ...result, normalizer, recognizeMs: 1, versions: {} });
  }
  await applyManifest(t.db, 1, [{ path: 'a.pdf', judgedOn: '2019-05-06' }]);
  await foldEntityTotals(t.db);
});
afterAll(() => t[Symbol.asyncDispose]());

test('a page is read by its number or by a position in it, with its mentions in place', async () => {
  const first = await readDocumentPart(t.db, paged, { number: 1 });
  expect(first).toMatchObject({
    number: 1,
    count: 3,
    start: 0,
    text: `${PAGES[0]}\n\n`,
    page: { textSource: 'layer', runs: [0, 28, 1, 2, 30, 4] },
  });
  for (const { from, to, text } of first?.mentions ?? []) expect(first?.text.slice(from, to)).toBe(text);
  expect(first?.mentions).toHaveLength(1);
  expect(first?.removed).toMatchObject([{ rule: 'side-stamp' }]);
  const third = await readDocumentPart(t.db, paged, { at: 40 });
  expect(third).toMatchObject({ number: 3, text: PAGES[2] });
  expect(third?.mentions.map(({ from, to }) => third?.text.slice(from, to))).toEqual(['João\nExemplo', 'Lei 8.078/90']);
  expect(await readDocumentPart(t.db, paged, { number: 2 })).toMatchObject({ text: '', page: { textSource: 'none' } });
  expect(await readDocumentPart(t.db, paged, { number: 4 })).toBeUndefined();
  expect(await readDocumentPart(t.db, 999, { number: 1 })).toBeUndefined();
});

test('the parts of a document without pages are its whole text, and every position is in its part', async () => {
  const whole = await readDocument(t.db, long);
  const count = (await readDocumentPart(t.db, long, { number: 1 }))?.count ?? 0;
  expect(count).toBeGreaterThan(4);
  let text = '';
  const mentions: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const part = await readDocumentPart(t.db, long, { number });
    text += part?.text;
    for (const { start, from, to } of part?.mentions ?? [])
      if (start >= (part?.start ?? 0)) mentions.push(part?.text.slice(from, to) ?? '');
    for (const at of [part?.start ?? 0, (part?.end ?? 1) - 1])
      expect((await readDocumentPart(t.db, long, { at }))?.number, `${at}`).toBe(number);
  }
  expect(text).toBe(whole?.text);
  expect(mentions).toHaveLength(whole?.mentions.length ?? 0);
  expect(await readDocumentPart(t.db, long, { number: count + 1 })).toBeUndefined();
});

test('an entity tells how, when and with whom it is named', async () => {
  const { rows } = await t.db.pool.query<{ id: number }>(`select id from entities where name = 'Lei 8.078/90'`);
  const law = await findEntity(t.db, rows[0]?.id ?? 0);
  expect(law).toMatchObject({ type: 'LEGISLACAO', mentions: 1, documents: 1, firstJudgedOn: '2019-05-06' });
  const description = await describeEntity(t.db, law!);
  expect(description).toMatchObject({
    spellings: [{ text: 'Lei 8.078/90', count: 1 }],
    years: [{ year: 2019, documents: 1 }],
    described: 1,
  });
  expect(description.together.map(({ name }) => name).sort()).toEqual(['João Exemplo', 'João\nExemplo'].sort());
  expect(await findEntity(t.db, 999_999)).toBeUndefined();
});

test('the archive is counted without looking at mentions', async () => {
  expect(await countArchive(t.db)).toMatchObject({
    documents: 2,
    pages: 3,
    mentions: { PESSOA: 4_002, LEGISLACAO: 1 },
    failures: [],
  });
});

test('a document is found by the beginning of its hash', async () => {
  const hash = sha256('a.pdf').toString('hex');
  expect(await findByHash(t.db, hash.slice(0, 16))).toEqual({
    id: paged,
    textHash: sha256(PAGES.join('\n')).toString('hex'),
  });
  expect(await findByHash(t.db, hash)).toMatchObject({ id: paged });
  expect(await findByHash(t.db, '00'.repeat(8))).toBeUndefined();
});
