import { splitWords } from '@acervo/ner-core';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { applyManifest, foldEntityTotals, storeExtraction, storeRun, verifyArchive } from '../index.ts';

const TEXT = `𝔄
23/11/2020 PLENÁRIO
AG.REG. NA ARGUIÇÃO DE DESCUMPRIMENTO DE PRECEITO FUNDAMENTAL 739 DISTRITO FEDERAL
RELATORA : MIN. CÁRMEN LÚCIA
EMENTA: AGRAVO REGIMENTAL. A Lei 8.078 vale.`;
const HEAD = { page: 1, rule: 'running-head', text: 'Supremo Tribunal Federal', box: [1, 2, 3, 4] };

async function openStored(t: TestDatabase) {
  await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const store = (text: string, version: string) => {
    const extraction = extractionOf([text], version);
    return storeExtraction(t.db, {
      documentId,
      extraction: { ...extraction, removed: [...extraction.removed, HEAD] },
      extractMs: 1,
    });
  };
  await store(TEXT, '1');
  const columns = async () =>
    (
      await t.db.pool.query(
        'select court, class, title, rapporteur, judged_on, own_id, extra from document_metadata where document_id = $1',
        [documentId],
      )
    ).rows[0];
  return { documentId, store, columns };
}

const STATED = {
  court: 'STF',
  class: 'Arguição de Descumprimento de Preceito Fundamental',
  title: 'AG.REG. NA ARGUIÇÃO DE DESCUMPRIMENTO DE PRECEITO FUNDAMENTAL 739 DISTRITO FEDERAL',
  rapporteur: 'Cármen Lúcia',
  judged_on: '2020-11-23',
  own_id: null,
  extra: {},
};

test('what the first page states is stored, with the place where it stands', async () => {
  await using t = await openTestDatabase();
  const { columns } = await openStored(t);
  expect(await columns()).toEqual(STATED);
  const { rows } = await t.db.pool.query(
    `select field, coalesce(substring(s.text from (said ->> 'start')::integer + 1
         for (said ->> 'end')::integer - (said ->> 'start')::integer), r.text) as quote
     from document_metadata m cross join jsonb_each(m.read) as f(field, said)
     join segments s using (document_id)
     left join removed_spans r on r.document_id = m.document_id and r.ordinal = (said ->> 'removed')::integer
     where field in ('rapporteur', 'judgedOn', 'court') order by field`,
  );
  expect(rows).toEqual([
    { field: 'court', quote: HEAD.text },
    { field: 'judgedOn', quote: '23/11/2020 PLENÁRIO' },
    { field: 'rapporteur', quote: 'MIN. CÁRMEN LÚCIA' },
  ]);
});

test('the manifest wins where it says something, and the text again when it no longer does', async () => {
  await using t = await openTestDatabase();
  const { columns, store } = await openStored(t);
  const given = { path: 'a.pdf', ownId: 'x-1', court: 'Supremo', judgedOn: '2020-11-24', extra: { vara: '1' } };
  const told = { ...STATED, court: 'Supremo', judged_on: '2020-11-24', own_id: 'x-1', extra: { vara: '1' } };
  expect(await applyManifest(t.db, 1, [given])).toMatchObject({ applied: 1 });
  expect(await columns()).toEqual(told);
  expect(await applyManifest(t.db, 1, [given])).toMatchObject({ applied: 0, unchanged: 1 });
  await store(TEXT.replace('CÁRMEN LÚCIA', 'ROSA WEBER'), '2');
  expect(await columns()).toEqual({ ...told, rapporteur: 'Rosa Weber' });
  await applyManifest(t.db, 1, [{ path: 'a.pdf' }]);
  expect(await columns()).toEqual({ ...STATED, rapporteur: 'Rosa Weber' });
  await store('Nada.', '2');
  expect(await columns()).toMatchObject({ court: 'STF', class: null, title: null, judged_on: null });
});

test('a date that the text states, and its change, reach what the document cites', async () => {
  await using t = await openTestDatabase();
  const { documentId, store } = await openStored(t);
  const modelId = 1;
  const recognition = {
    ...recognitionOf(TEXT, [{ text: 'Lei 8.078', type: 'LEGISLACAO' }]),
    words: [...splitWords(TEXT)].length,
  };
  await storeRun(t.db, {
    documentId,
    modelId,
    text: TEXT,
    textHash: sha256(TEXT),
    recognition,
    normalizer,
    recognizeMs: 1,
    versions: {},
  });
  const dates = async () => {
    while ((await foldEntityTotals(t.db)).folded > 0);
    for await (const violation of verifyArchive(t.db)) expect.fail(JSON.stringify(violation));
    return (await t.db.pool.query('select first_judged_on as first, last_judged_on as last from laws')).rows;
  };
  expect(await dates()).toEqual([{ first: '2020-11-23', last: '2020-11-23' }]);
  await applyManifest(t.db, 1, [{ path: 'a.pdf', judgedOn: '2019-01-01' }]);
  expect(await dates()).toEqual([{ first: '2019-01-01', last: '2019-01-01' }]);
  await store(TEXT, '2'); // another extractor version, the same text: mentions stay
  expect(await dates()).toEqual([{ first: '2019-01-01', last: '2019-01-01' }]);
});
