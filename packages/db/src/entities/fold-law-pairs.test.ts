import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { foldEntityTotals, removeModel, storeExtraction, storeRun, useModel, verifyArchive } from '../index.ts';

async function storeText(t: TestDatabase, documentId: number, modelId: number, text: string, laws: readonly string[]) {
  await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 1 });
  const recognition = recognitionOf(
    text,
    laws.map((law) => ({ text: law, type: 'LEGISLACAO' })),
  );
  const run = { documentId, modelId, text, textHash: sha256(text), recognizeMs: 1, versions: {} };
  await storeRun(t.db, { ...run, recognition, normalizer });
}

async function pairs({ db }: TestDatabase): Promise<string[]> {
  while ((await foldEntityTotals(db, { limit: 40 })).more);
  const { rows } = await db.pool.query<{ law: string; other: string; documents: number }>(
    'select law, other, documents from law_pairs order by documents desc, law, other',
  );
  for await (const { rule } of verifyArchive(db)) if (rule !== 'every-word-in-one-window') expect.fail(rule);
  return rows.map(({ law, other, documents }) => `${law}+${other} ${documents}`);
}

test('laws cited in the same documents are counted by pairs, which follow what is stored and taken away', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [first = 0, second = 0] = await addDocuments(t.db, ['a.pdf', 'b.pdf']);
  await storeText(t, first, modelId, 'Lei A, Lei B, Lei A e Lei C', ['Lei A', 'Lei B', 'Lei C']);
  await storeText(t, second, modelId, 'Lei B e Lei A', ['Lei A', 'Lei B']);
  expect(await pairs(t)).toEqual([
    'Lei A+Lei B 2',
    'Lei B+Lei A 2',
    'Lei A+Lei C 1',
    'Lei B+Lei C 1',
    'Lei C+Lei A 1',
    'Lei C+Lei B 1',
  ]);
  // another result over the same text, then another text
  await storeText(t, first, modelId, 'Lei A, Lei B, Lei A e Lei C', ['Lei B', 'Lei C']);
  expect(await pairs(t)).toEqual(['Lei A+Lei B 1', 'Lei B+Lei A 1', 'Lei B+Lei C 1', 'Lei C+Lei B 1']);
  await storeText(t, second, modelId, 'Nada.', []);
  expect(await pairs(t)).toEqual(['Lei B+Lei C 1', 'Lei C+Lei B 1']);
  expect((await t.db.pool.query('select from law_pair_totals')).rowCount).toBe(2);

  await addModel(t.db, 'other', false);
  await useModel(t.db, { name: 'other', now: true });
  await removeModel(t.db, modelId);
  expect((await t.db.pool.query('select from law_pair_totals')).rowCount).toBe(0);
});

test('a list of laws makes pairs of its first hundred', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const laws = Array.from({ length: 120 }, (_, index) => `Lei ${1000 + index}`);
  await storeText(t, documentId, modelId, laws.join(', '), laws);
  expect(await pairs(t)).toHaveLength(100 * 99);
  await storeText(t, documentId, modelId, 'Nada.', []);
  expect(await pairs(t)).toEqual([]);
});
