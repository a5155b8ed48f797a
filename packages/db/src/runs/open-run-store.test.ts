import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { openRunStore, type RunResult, storeExtraction, verifyArchive } from '../index.ts';

const TEXT = 'A Lei 8.078 e Maria da Silva.';

async function openWithDocuments(count: number) {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const names = Array.from({ length: count }, (_, index) => `${index}.pdf`);
  const results: RunResult[] = [];
  for (const documentId of await addDocuments(t.db, names)) {
    await storeExtraction(t.db, { documentId, extraction: extractionOf([TEXT]), extractMs: 1 });
    const recognition = recognitionOf(TEXT, [
      { text: 'Lei 8.078', type: 'LEGISLACAO' },
      { text: 'Maria da Silva', type: 'PESSOA' },
    ]);
    const run = { documentId, modelId, text: TEXT, textHash: sha256(TEXT), recognizeMs: 1, versions: {} };
    results.push({ ...run, recognition, normalizer });
  }
  return { ...t, results, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

async function readStored({ db }: Awaited<ReturnType<typeof openWithDocuments>>) {
  const { rows } = await db.pool.query(
    `select r.document_id as document, r.status, count(m)::integer as mentions
     from runs r left join mentions m on m.document_id = r.document_id group by 1, 2 order by 1`,
  );
  const transactions = await db.pool.query(`select count(distinct xmin::text)::integer as count from runs`);
  return { rows, transactions: transactions.rows[0].count as number };
}

test('results that come while others are written share transactions, and all are stored', async () => {
  await using t = await openWithDocuments(30);
  const store = openRunStore(t.db);
  const outcomes = await Promise.all(t.results.map((result) => store.store(result)));
  expect(new Set(outcomes)).toEqual(new Set(['stored']));
  const { rows, transactions } = await readStored(t);
  expect(rows.every(({ status, mentions }) => status === 'done' && mentions === 2)).toBe(true);
  expect(transactions).toBeLessThan(10);
  for await (const { rule } of verifyArchive(t.db)) if (rule !== 'every-word-in-one-window') expect.fail(rule);
});

test('a result that cannot be stored fails alone', async () => {
  await using t = await openWithDocuments(12);
  const bad = 5;
  // a NUL, which PostgreSQL holds in no text
  const results = t.results.map((result, index) =>
    index === bad
      ? {
          ...result,
          recognition: {
            ...result.recognition,
            mentions: result.recognition.mentions.map((mention) => ({ ...mention, text: '\0' })),
          },
        }
      : result,
  );
  const store = openRunStore(t.db);
  const ended = await Promise.allSettled(results.map((result) => store.store(result)));
  expect(ended.map(({ status }) => status)).toEqual(
    results.map((_, index) => (index === bad ? 'rejected' : 'fulfilled')),
  );
  const { rows } = await readStored(t);
  for (const { document, status, mentions } of rows)
    expect(`${status} ${mentions}`).toBe(document === results[bad]?.documentId ? 'pending 0' : 'done 2');
});

test('the same result twice at once is stored once', async () => {
  await using t = await openWithDocuments(1);
  const store = openRunStore(t.db);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => store.store(t.results[0] as RunResult)));
  expect(outcomes.toSorted()).toEqual(['stored', 'unchanged', 'unchanged', 'unchanged']);
  expect((await readStored(t)).rows).toMatchObject([{ mentions: 2 }]);
});
