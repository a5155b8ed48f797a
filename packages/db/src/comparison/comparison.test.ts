import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  countCoverage,
  countDifferences,
  countUnended,
  findDifferences,
  findDiffering,
  findSelected,
  readBoth,
  sampleSelected,
  storeExtraction,
  storeRun,
  wantRuns,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Six documents whose texts hold a character beyond UTF-16's first plane; two models differ in all but the last. */
async function openComparison(order: readonly string[]) {
  const t = await openTestDatabase();
  const a = await addModel(t.db, 'a', false);
  const b = await addModel(t.db, 'b', false);
  for (const name of order) {
    const [documentId = 0] = await addDocuments(t.db, [name]);
    const text = `𝔸 parte ${name}: a Lei 8.078 e o Código Civil valem.`;
    await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 1 });
    await wantRuns(t.db, { documentIds: [documentId], modelIds: [a, b] });
    for (const modelId of [a, b]) {
      const same = modelId === a || name === 'f';
      const recognition = recognitionOf(text, [
        { text: same ? 'Lei 8.078' : 'a Lei 8.078', type: 'LEGISLACAO' },
        { text: 'Código Civil', type: same ? 'LEGISLACAO' : 'LOCAL' },
      ]);
      const result = { documentId, modelId, instance: INSTANCE, text, textHash: sha256(text), recognition, normalizer };
      await storeRun(t.db, { ...result, recognizeMs: 1, versions: {} });
    }
  }
  return { ...t, models: { a, b } };
}

test('neither the order of documents nor the size of pages changes a comparison', async () => {
  const answers = [];
  for (const order of [NAMES, NAMES.toReversed()]) {
    await using t = await openComparison(order);
    const hashes: string[] = [];
    const counts = new Map<string, number>();
    for (let after: string | undefined; ; ) {
      const page = await findSelected(t.db, {}, { readBy: t.models, after, limit: order === NAMES ? 4 : 1 });
      if (page.length === 0) break;
      hashes.push(...page.map(({ sha256 }) => sha256));
      for (const { count, ...what } of await countDifferences(
        t.db,
        t.models,
        page.map(({ id }) => id),
      ))
        counts.set(JSON.stringify(what), (counts.get(JSON.stringify(what)) ?? 0) + count);
      after = page.at(-1)?.sha256;
    }
    const ids = (await findSelected(t.db, {}, { limit: 99 })).map(({ id }) => id);
    const found = await findDifferences(t.db, t.models, ids.toReversed(), { limit: 2, contextCodePoints: 5 });
    const chosen = await sampleSelected(t.db, {}, { size: 3, seed: 7 });
    const sample = await findSelected(t.db, { ids: chosen }, { limit: 99 });
    answers.push({
      hashes,
      counts: [...counts].sort(),
      samples: found.map(({ documentId: _, ...difference }) => difference),
      sample: sample.map(({ sha256 }) => sha256),
    });
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]?.counts).toEqual(
    [
      [{ kind: 'mentions', typeA: 'LEGISLACAO', typeB: null }, 12],
      [{ kind: 'mentions', typeA: null, typeB: 'LEGISLACAO' }, 7],
      [{ kind: 'mentions', typeA: null, typeB: 'LOCAL' }, 5],
      [{ kind: 'moved', typeA: 'LEGISLACAO', typeB: 'LEGISLACAO' }, 5],
      [{ kind: 'relabelled', typeA: 'LEGISLACAO', typeB: 'LOCAL' }, 5],
    ].map(([what, count]) => [JSON.stringify(what), count]),
  );
  expect(answers[0]?.samples).toHaveLength(4);
  expect(answers[0]?.samples[0]).toMatchObject({
    kind: 'moved',
    a: { type: 'LEGISLACAO', text: 'Lei 8.078', start: 13 },
    b: { type: 'LEGISLACAO', text: 'a Lei 8.078', start: 11 },
    contextStart: 6,
    context: expect.stringMatching(/^e [a-f]: a Lei 8\.078 e o $/),
  });
  expect(answers[0]?.sample).toHaveLength(3);
});

test('a document is read with the mentions of both models where JavaScript finds them', async () => {
  await using t = await openComparison(NAMES);
  const all = await findSelected(t.db, {}, { limit: 99 });
  const differing = await findDiffering(
    t.db,
    t.models,
    all.map(({ id }) => id),
  );
  const last = await findSelected(t.db, { patterns: ['^f$'] }, { limit: 9 });
  expect(all.filter(({ id }) => !differing.has(id))).toEqual(last);
  const reading = await readBoth(t.db, t.models, [...differing][0] ?? 0);
  const said = (spans: readonly { start: number; end: number }[] = []) =>
    spans.map(({ start, end }) => reading?.text.slice(start, end));
  expect(said(reading?.a)).toEqual(['Lei 8.078', 'Código Civil']);
  expect(said(reading?.b)).toEqual(['a Lei 8.078', 'Código Civil']);
  expect(said(reading?.differences)).toEqual(['a Lei 8.078', 'Código Civil']);
});

test('runs that are wanted are there once, whatever the model is used for, and coverage counts them', async () => {
  await using t = await openComparison(NAMES);
  const third = await addModel(t.db, 'third', false);
  const documentIds = (await findSelected(t.db, {}, { limit: 4 })).map(({ id }) => id);
  const wanted = { documentIds, modelIds: [t.models.a, third] };
  const jobs = await wantRuns(t.db, wanted);
  expect(jobs).toEqual(
    documentIds.toSorted((one, other) => one - other).map((documentId) => ({ documentId, modelId: third })),
  );
  expect(await wantRuns(t.db, wanted), 'until they end').toEqual(jobs);
  expect(await countUnended(t.db, wanted)).toBe(4);
  const [first, second] = documentIds;
  await t.db.pool.query(`update runs set status = 'done' where document_id = $1 and model_id = $2`, [first, third]);
  await t.db.pool.query(
    `update runs set status = 'failed', error_code = 'crashed' where document_id = $1 and model_id = $2`,
    [second, third],
  );
  expect(await wantRuns(t.db, wanted), 'what failed stays as it is').toHaveLength(2);
  expect(await countCoverage(t.db, {}, { a: t.models.a, b: third })).toEqual({
    documents: 6,
    readByA: 6,
    readByB: 1,
    readByBoth: 1,
    failedByA: 0,
    failedByB: 1,
  });
});
