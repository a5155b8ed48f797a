import { expect, test } from 'vitest';
import {
  addDocuments,
  addModel,
  eachMention,
  extractionOf,
  normalizer,
  recognitionOf,
  sha256,
} from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  claimRun,
  foldEntityTotals,
  type RecognitionResult,
  readDocument,
  storeExtraction,
  storeRun,
  verifyArchive,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const NAMED = [
  { text: 'Maria da Silva', type: 'PESSOA' as const },
  { text: 'Lei 8.078', type: 'LEGISLACAO' as const },
];
const PAGES = ['𝔄𝔅 O voto de Maria da Silva 👩‍⚖️ cita a Lei 8.078.', 'A Lei 8.078 basta a Maria da Silva.'];

async function openWithDocument(pages: readonly string[] = PAGES) {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await storeExtraction(t.db, { documentId, extraction: extractionOf(pages), extractMs: 5 });
  return { ...t, modelId, documentId, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

async function store(
  { db, documentId, modelId }: TestDatabase & { documentId: number; modelId: number },
  {
    text = PAGES.join('\n'),
    recognition = recognitionOf(text, NAMED),
    ...rest
  }: Partial<Parameters<typeof storeRun>[1]> & {
    recognition?: RecognitionResult;
  } = {},
) {
  return storeRun(db, {
    documentId,
    modelId,
    text,
    textHash: sha256(text),
    recognition,
    normalizer,
    recognizeMs: 7.4,
    versions: { acervo: '0.1.0' },
    ...rest,
  });
}

async function count(db: TestDatabase['db'], sql: string): Promise<number> {
  return (await db.pool.query<{ count: number }>(`select count(*) as count from ${sql}`)).rows[0]!.count;
}

test('astral characters before a mention keep substr exact', async () => {
  await using t = await openWithDocument();
  expect(await store(t)).toBe('stored');
  const { rows } = await t.db.pool.query(
    `select m.text, substr(t.text, m.start + 1, m."end" - m.start) as slice, m.page, m.type
     from mentions_current m join texts t using (document_id) order by m.start`,
  );
  expect(rows).toEqual([
    { text: 'Maria da Silva', slice: 'Maria da Silva', page: 1, type: 'PESSOA' },
    { text: 'Lei 8.078', slice: 'Lei 8.078', page: 1, type: 'LEGISLACAO' },
    { text: 'Lei 8.078', slice: 'Lei 8.078', page: 2, type: 'LEGISLACAO' },
    { text: 'Maria da Silva', slice: 'Maria da Silva', page: 2, type: 'PESSOA' },
  ]);
});

test('a document is read back in the UTF-16 positions it was stored in', async () => {
  await using t = await openWithDocument();
  await store(t);
  const reading = await readDocument(t.db, t.documentId);
  expect(reading?.text).toBe(PAGES.join('\n'));
  expect(reading?.mentions.map(({ start, end }) => reading.text.slice(start, end))).toEqual([
    'Maria da Silva',
    'Lei 8.078',
    'Lei 8.078',
    'Maria da Silva',
  ]);
  expect(reading?.pages.map(({ start, end }) => reading.text.slice(start, end))).toEqual(PAGES);
});

test('a blank document is read, recognized, verified and read back as an empty text', async () => {
  await using t = await openWithDocument([]);
  const claim = await claimRun(t.db, { documentId: t.documentId, modelId: t.modelId, instance: INSTANCE, inFlight: 0 });
  expect(claim).toMatchObject({ state: 'claimed', text: '' });
  expect(await store(t, { text: '' })).toBe('stored');
  expect(await readDocument(t.db, t.documentId)).toEqual({ text: '', pages: [], mentions: [] });
  for await (const violation of verifyArchive(t.db)) expect.fail(JSON.stringify(violation));
});

test('storing the same result twice writes nothing', async () => {
  await using t = await openWithDocument();
  await store(t);
  const versions = async () =>
    (
      await t.db.pool.query(
        `select 'm' as t, xmin::text, ctid::text from mentions union all select 'r', xmin::text, ctid::text from runs
         union all select 'd', xmin::text, ctid::text from entity_deltas union all select 'e', xmin::text, ctid::text from entities
         order by 1, 3`,
      )
    ).rows;
  const before = await versions();
  expect(await store(t)).toBe('unchanged');
  const shifted = recognitionOf(PAGES.join('\n'), NAMED, 0.9004);
  expect(await store(t, { recognition: shifted }), 'scores within 1e-3').toBe('unchanged');
  expect(await versions()).toEqual(before);
});

test('another result of the same model replaces the first, and the totals follow', async () => {
  await using t = await openWithDocument();
  await store(t);
  const text = PAGES.join('\n');
  expect(await store(t, { recognition: recognitionOf(text, NAMED.slice(0, 1)) })).toBe('stored');
  expect(await count(t.db, 'mentions')).toBe(2);
  await foldEntityTotals(t.db);
  const { rows } = await t.db.pool.query(
    'select name, mentions, documents from names union all select name, mentions, documents from laws',
  );
  expect(rows).toEqual([{ name: 'Maria da Silva', mentions: 2, documents: 1 }]);
  expect(await count(t.db, 'entity_deltas')).toBe(0);
});

test('a text that changed re-queues the run', async () => {
  await using t = await openWithDocument();
  const claim = await claimRun(t.db, { documentId: t.documentId, modelId: t.modelId, instance: INSTANCE, inFlight: 0 });
  expect(claim).toMatchObject({ state: 'claimed', alone: false, text: PAGES.join('\n') });
  const newer = extractionOf(['Outro texto.'], '2');
  await storeExtraction(t.db, { documentId: t.documentId, extraction: newer, extractMs: 1 });
  expect(await store(t)).toBe('text-changed');
  const { rows } = await t.db.pool.query('select status, queued_at, claimed_by, text_hash from runs');
  expect(rows).toEqual([{ status: 'pending', queued_at: null, claimed_by: null, text_hash: sha256('Outro texto.') }]);
  expect(await count(t.db, 'mentions')).toBe(0);
});

test('a replaced text takes mentions, pages and totals away', async () => {
  await using t = await openWithDocument();
  await store(t);
  await foldEntityTotals(t.db);
  expect(await count(t.db, 'entity_totals')).toBe(2);
  const newer = extractionOf(['Outro texto.'], '2');
  await storeExtraction(t.db, { documentId: t.documentId, extraction: newer, extractMs: 1 });
  await foldEntityTotals(t.db);
  expect(await count(t.db, 'entity_totals')).toBe(0);
  expect(await count(t.db, 'mentions')).toBe(0);
  expect(await count(t.db, 'pages')).toBe(1);
  expect(await count(t.db, 'layouts')).toBe(1);
});

test('the same text by a newer extractor keeps its mentions', async () => {
  await using t = await openWithDocument();
  await store(t);
  const newer = extractionOf(PAGES, '2');
  expect(await storeExtraction(t.db, { documentId: t.documentId, extraction: newer, extractMs: 1 })).toBe('stored');
  expect(await count(t.db, 'mentions')).toBe(4);
  expect(await count(t.db, `runs where status = 'done'`)).toBe(1);
});

test('NUL and lone surrogates in properties and stamps do not abort a document', async () => {
  await using t = await openWithDocument();
  const extraction = {
    ...extractionOf(['Outro.'], '3'),
    properties: { producer: 'a\0b\ud800' },
    removed: [{ page: 1, rule: 'side-stamp', text: 'c\0d\udc00' }],
  };
  await storeExtraction(t.db, { documentId: t.documentId, extraction, extractMs: 1 });
  const { rows } = await t.db.pool.query(
    'select properties, r.text from documents d join removed_spans r on r.document_id = d.id',
  );
  expect(rows).toEqual([{ properties: { producer: 'ab\ufffd' }, text: 'cd\ufffd' }]);
});

test('a mention that names several entities counts for each of them', async () => {
  await using t = await openWithDocument();
  const several = eachMention((text) =>
    [text, `${text}, segunda`, text].map((name) => ({ key: name, name, rule: 'list', attributes: { ok: true } })),
  );
  await store(t, { normalizer: several });
  expect(await count(t.db, 'mention_extra_entities')).toBe(4);
  await foldEntityTotals(t.db);
  const { rows } = await t.db.pool.query('select name, mentions, documents from laws order by name');
  expect(rows).toEqual([
    { name: 'Lei 8.078', mentions: 2, documents: 1 },
    { name: 'Lei 8.078, segunda', mentions: 2, documents: 1 },
  ]);
  expect(await store(t, { normalizer: several })).toBe('unchanged');
});

test('an article counts for its law, and what the manifest says of the document reaches the rules', async () => {
  await using t = await openWithDocument();
  await applyManifest(t.db, 1, [{ path: 'a.pdf', judgedOn: '2015-05-04', court: 'STJ' }]);
  const facts: unknown[] = [];
  const law = { key: 'lei', name: 'Lei 8.078', rule: 'law', attributes: {} };
  const articles = eachMention((text) =>
    ['1', '2'].map((article) => ({
      key: `${text}!${article}`,
      name: article,
      rule: 'law',
      attributes: {},
      within: law,
    })),
  );
  const normalize: typeof articles.normalize = (document) => {
    facts.push(document.facts);
    return articles.normalize(document);
  };
  await store(t, {
    recognition: recognitionOf(PAGES.join('\n'), NAMED.slice(1)),
    normalizer: { ...articles, normalize },
  });
  expect(facts).toEqual([{ judgedOn: '2015-05-04', court: 'STJ' }]);
  await foldEntityTotals(t.db);
  expect((await t.db.pool.query('select key, mentions from laws')).rows).toEqual([{ key: 'lei', mentions: 2 }]);
  expect((await t.db.pool.query('select key, mentions from law_provisions order by key')).rows).toEqual([
    { key: 'Lei 8.078!1', mentions: 2 },
    { key: 'Lei 8.078!2', mentions: 2 },
  ]);
  expect(await count(t.db, `mentions m join entities e on e.id = m.entity_id where e.key = 'lei'`)).toBe(2);
});

test('keys over 512 bytes are kept by their hash', async () => {
  const long = `Lei ${'é'.repeat(400)}`;
  await using t = await openWithDocument([long]);
  await store(t, { text: long, recognition: recognitionOf(long, [{ text: long, type: 'LEGISLACAO' }]) });
  await store(t, { text: long, recognition: recognitionOf(long, [{ text: long, type: 'LEGISLACAO' }]) });
  const { rows } = await t.db.pool.query('select key, name from entities');
  expect(rows).toEqual([{ key: `sha256:${sha256(long.toLowerCase()).toString('hex')}`, name: long }]);
});

test('first and last judged dates follow manifests and texts that go away', async () => {
  await using t = await openWithDocument();
  const [second = 0] = await addDocuments(t.db, ['b.pdf']);
  await storeExtraction(t.db, {
    documentId: second,
    extraction: extractionOf(PAGES),
    extractMs: 1,
  });
  await applyManifest(t.db, 1, [{ path: 'a.pdf', judgedOn: '2019-05-04', court: 'TJ' }]);
  await store(t);
  await store({ ...t, documentId: second });
  const manifest = [
    { path: 'b.pdf', judgedOn: '2021-01-01' },
    { sha256: sha256('a.pdf'), judgedOn: '2019-05-04', court: 'TJ' },
    { path: 'nowhere.pdf' },
  ];
  expect(await applyManifest(t.db, 1, manifest)).toEqual({ applied: 1, unchanged: 1, unmatched: [2] });
  const law = async () => {
    await foldEntityTotals(t.db);
    return (await t.db.pool.query('select mentions, documents, first_judged_on, last_judged_on from laws')).rows;
  };
  expect(await law()).toEqual([
    { mentions: 4, documents: 2, first_judged_on: '2019-05-04', last_judged_on: '2021-01-01' },
  ]);
  await applyManifest(t.db, 1, [{ path: 'b.pdf', judgedOn: '2018-12-31' }]);
  expect(await law()).toEqual([
    { mentions: 4, documents: 2, first_judged_on: '2018-12-31', last_judged_on: '2019-05-04' },
  ]);
  await storeExtraction(t.db, {
    documentId: second,
    extraction: extractionOf(['Nada.']),
    extractMs: 1,
  });
  expect(await law()).toEqual([
    { mentions: 2, documents: 1, first_judged_on: '2019-05-04', last_judged_on: '2019-05-04' },
  ]);
});

test('many documents stored at once that name the same entities leave exact totals and nothing to verify', async () => {
  await using t = await openWithDocument();
  const ids = [
    t.documentId,
    ...(await addDocuments(
      t.db,
      Array.from({ length: 12 }, (_, index) => `${index}.pdf`),
    )),
  ];
  await Promise.all(
    ids.map(async (documentId, index) => {
      const own = `Réu ${index % 3}`;
      const text = [...PAGES, `${own} e ${own}.`].join('\n');
      const extraction = extractionOf([...PAGES, `${own} e ${own}.`]);
      await storeExtraction(t.db, { documentId, extraction, extractMs: 1 });
      const recognition = recognitionOf(text, [...NAMED, { text: own, type: 'PESSOA' }]);
      await store({ ...t, documentId }, { text, recognition });
    }),
  );
  await Promise.all([1, 2, 3].map(() => foldEntityTotals(t.db, { limit: 7 })));
  const { rows } = await t.db.pool.query(`select sum(mentions)::bigint as mentions from entity_totals`);
  expect(rows[0].mentions).toBeGreaterThan(0);
  while ((await foldEntityTotals(t.db, { limit: 7 })).folded > 0);
  expect(
    (await t.db.pool.query('select name, mentions, documents from names order by mentions desc, name')).rows,
  ).toEqual([
    { name: 'Maria da Silva', mentions: 26, documents: 13 },
    { name: 'Réu 0', mentions: 10, documents: 5 },
    { name: 'Réu 1', mentions: 8, documents: 4 },
    { name: 'Réu 2', mentions: 8, documents: 4 },
  ]);
  const broken: string[] = [];
  for await (const { rule } of verifyArchive(t.db)) broken.push(rule);
  expect(broken.filter((rule) => rule !== 'every-word-in-one-window')).toEqual([]);
});
