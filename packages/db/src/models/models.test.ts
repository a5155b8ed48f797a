import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  claimRun,
  countStages,
  type Db,
  ensureModel,
  failRun,
  findUnqueuedRuns,
  foldEntityTotals,
  giveUpModel,
  listModels,
  planRuns,
  removeModel,
  storeExtraction,
  storeRun,
  useModel,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const TEXT = 'A Lei 8.078 vale.';

async function extract(db: Db, documentId: number) {
  await storeExtraction(db, { documentId, extraction: extractionOf([TEXT]), extractMs: 1 });
}

async function recognize(db: Db, documentId: number, modelId: number) {
  const recognition = recognitionOf(TEXT, [{ text: 'Lei 8.078', type: 'LEGISLACAO' }]);
  const result = { documentId, modelId, instance: INSTANCE, text: TEXT, textHash: sha256(TEXT), recognition };
  return storeRun(db, { ...result, normalizer, recognizeMs: 1, versions: {} });
}

test('the same model version has one id, whoever adds it', async () => {
  await using t = await openTestDatabase();
  const model = { name: 'padrão', hash: sha256('m').toString('hex'), settings: { decode: 'viterbi' } };
  const ids = await Promise.all([ensureModel(t.db, model), ensureModel(t.db, model), ensureModel(t.db, model)]);
  expect(new Set(ids).size).toBe(1);
  expect(await listModels(t.db)).toMatchObject([{ ...model, state: 'installed' }]);
});

test('the first model is active at once; a second one only when it has read everything', async () => {
  await using t = await openTestDatabase();
  const first = await addModel(t.db, 'first', false);
  expect(await useModel(t.db, { name: 'first' })).toEqual({ modelId: first, state: 'active', missing: 0 });
  const [a = 0, b = 0, c = 0] = await addDocuments(t.db, ['a', 'b', 'c']);
  for (const id of [a, b]) await extract(t.db, id);
  for (const id of [a, b]) await recognize(t.db, id, first);
  const second = await addModel(t.db, 'second', false);
  expect(await useModel(t.db, { name: 'second' })).toEqual({ modelId: second, state: 'filling', missing: 2 });
  await extract(t.db, c);
  expect(await planRuns(t.db, { limit: 100 })).toEqual({ planned: 2, complete: true, promoted: undefined });
  const fed = await findUnqueuedRuns(t.db, { limit: 10, staleMs: 60_000 });
  expect(fed.map(({ documentId, modelId }) => [documentId, modelId])).toEqual([
    [c, first],
    [c, second],
    ...[a, b].sort((x, y) => x - y).map((id) => [id, second]),
  ]);
  await recognize(t.db, a, second);
  await recognize(t.db, c, second);
  const visible = async () =>
    (await t.db.pool.query('select distinct model_id from mentions_current')).rows.map((row) => row.model_id);
  expect(await planRuns(t.db, { limit: 100 })).toMatchObject({ promoted: undefined });
  expect(await visible()).toEqual([first]);
  await claimRun(t.db, { documentId: b, modelId: second, instance: INSTANCE, inFlight: 0 });
  await failRun(t.db, { documentId: b, modelId: second, instance: INSTANCE, code: 'internal' });
  expect(await planRuns(t.db, { limit: 100 })).toMatchObject({ promoted: second });
  expect(await visible()).toEqual([second]);
  expect(await useModel(t.db, { name: 'first', now: true }), 'c is missing').toEqual({
    modelId: first,
    state: 'active',
    missing: 1,
  });
});

test('using the active model again ends what another one was filling', async () => {
  await using t = await openTestDatabase();
  const first = await addModel(t.db, 'first');
  const [a = 0] = await addDocuments(t.db, ['a']);
  await extract(t.db, a);
  await recognize(t.db, a, first);
  await addModel(t.db, 'second', false);
  expect(await useModel(t.db, { name: 'second' })).toMatchObject({ state: 'filling' });
  expect(await useModel(t.db, { name: 'first' })).toMatchObject({ modelId: first, state: 'active' });
  expect((await listModels(t.db)).map(({ name, state }) => [name, state])).toEqual([
    ['first', 'active'],
    ['second', 'installed'],
  ]);
});

test('planning in small steps misses no document', async () => {
  await using t = await openTestDatabase();
  const ids = await addDocuments(
    t.db,
    Array.from({ length: 25 }, (_, index) => `${index}`),
  );
  for (const id of ids) await extract(t.db, id);
  const modelId = await addModel(t.db, 'late');
  const planned = [];
  for (let complete = false; !complete; ) {
    const step = await planRuns(t.db, { limit: 10 });
    planned.push(step.planned);
    complete = step.complete;
  }
  expect(planned).toEqual([10, 10, 5]);
  expect(
    (await findUnqueuedRuns(t.db, { limit: 99, staleMs: 0 })).every((run) => run.modelId === modelId && run.lane === 1),
  ).toBe(true);
});

test('documents extracted while a model comes into use get their run', async () => {
  await using t = await openTestDatabase();
  const ids = await addDocuments(
    t.db,
    Array.from({ length: 30 }, (_, index) => `${index}`),
  );
  const modelId = await addModel(t.db, 'late', false);
  await Promise.all([
    ...ids.map((id) => extract(t.db, id)),
    useModel(t.db, { name: 'late' }).then(() => planRuns(t.db, { limit: 5 })),
  ]);
  while (!(await planRuns(t.db, { limit: 5 })).complete);
  const { rows } = await t.db.pool.query('select count(*) as count from runs where model_id = $1', [modelId]);
  expect(rows[0].count).toBe(30);
});

test('a model that is given up keeps its readers and reads no more, until the filling one replaces it', async () => {
  await using t = await openTestDatabase();
  const [a = 0, b = 0, c = 0] = await addDocuments(t.db, ['a', 'b', 'c']);
  const first = await addModel(t.db, 'first');
  for (const id of [a, b]) await extract(t.db, id);
  await recognize(t.db, a, first);
  await giveUpModel(t.db, first);
  expect(await listModels(t.db), 'nothing would replace it').toMatchObject([{ state: 'active', lost: false }]);
  const second = await addModel(t.db, 'second', false);
  await useModel(t.db, { name: 'second' });
  await giveUpModel(t.db, first);

  await extract(t.db, c);
  await planRuns(t.db, { limit: 100 });
  const fed = await findUnqueuedRuns(t.db, { limit: 10, staleMs: 60_000 });
  expect(fed.map(({ modelId }) => modelId)).toEqual([second, second, second]);
  expect((await countStages(t.db)).runs, 'of the second alone').toEqual({ pending: 3, done: 0, failed: 0 });
  const visible = async () =>
    (await t.db.pool.query('select distinct model_id from mentions_current')).rows.map((row) => row.model_id);
  expect(await visible()).toEqual([first]);
  for (const id of [a, b, c]) await recognize(t.db, id, second);
  expect(await planRuns(t.db, { limit: 100 })).toMatchObject({ promoted: second });
  expect(await visible()).toEqual([second]);
  expect(await listModels(t.db)).toMatchObject([
    { state: 'installed', lost: false },
    { state: 'active', lost: false },
  ]);
});

test('a model that was given up reads again when it is used again', async () => {
  await using t = await openTestDatabase();
  const first = await addModel(t.db, 'first');
  const [a = 0] = await addDocuments(t.db, ['a']);
  await addModel(t.db, 'second', false);
  await extract(t.db, a);
  await useModel(t.db, { name: 'second' });
  await giveUpModel(t.db, first);
  expect(await useModel(t.db, { name: 'first' })).toEqual({ modelId: first, state: 'active', missing: 1 });
  expect(await listModels(t.db)).toMatchObject([
    { state: 'active', lost: false },
    { state: 'installed', lost: false },
  ]);
  expect(await findUnqueuedRuns(t.db, { limit: 10, staleMs: 60_000 })).toMatchObject([
    { documentId: a, modelId: first },
  ]);
});

test('a retired model goes with its partitions, runs and totals', async () => {
  await using t = await openTestDatabase();
  const [document = 0] = await addDocuments(t.db, ['a']);
  const first = await addModel(t.db, 'first');
  await extract(t.db, document);
  await recognize(t.db, document, first);
  await foldEntityTotals(t.db);
  await expect(removeModel(t.db, first)).rejects.toMatchObject({ code: 'usage' });
  await addModel(t.db, 'second');
  await removeModel(t.db, first);
  const { rows } = await t.db.pool.query(
    `select (select count(*) from mentions) as mentions, (select count(*) from runs where model_id = $1) as runs,
       (select count(*) from entity_totals) as totals, to_regclass('mentions_local_' || $1) as partition`,
    [first],
  );
  expect(rows).toEqual([{ mentions: 0, runs: 0, totals: 0, partition: null }]);
  await expect(useModel(t.db, { name: 'first' })).rejects.toMatchObject({ code: 'model-missing' });
});

test('two models are compared mention by mention', async () => {
  await using t = await openTestDatabase();
  const [document = 0] = await addDocuments(t.db, ['a']);
  const first = await addModel(t.db, 'first');
  await extract(t.db, document);
  await recognize(t.db, document, first);
  const second = await addModel(t.db, 'second');
  await planRuns(t.db, { limit: 10 });
  const recognition = recognitionOf(TEXT, [
    { text: 'Lei 8.078', type: 'TEMPO' },
    { text: 'vale', type: 'LOCAL' },
  ]);
  const result = {
    documentId: document,
    modelId: second,
    instance: INSTANCE,
    text: TEXT,
    textHash: sha256(TEXT),
    recognition,
  };
  await storeRun(t.db, { ...result, normalizer, recognizeMs: 1, versions: {} });
  const { rows } = await t.db.pool.query(
    'select kind, coalesce(text_a, text_b) as text, type_a, type_b from mention_diff($1, $2) order by start',
    [first, second],
  );
  expect(rows).toEqual([
    { kind: 'relabelled', text: 'Lei 8.078', type_a: 'LEGISLACAO', type_b: 'TEMPO' },
    { kind: 'added', text: 'vale', type_a: null, type_b: 'LOCAL' },
  ]);
});
