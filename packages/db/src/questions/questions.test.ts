import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  claimExtraction,
  countStages,
  countStale,
  type DocumentFilter,
  ensureSource,
  failExtraction,
  findDocuments,
  findEntities,
  findFailures,
  findMentions,
  findSources,
  findThresholds,
  foldEntityTotals,
  recordFiles,
  redrive,
  requestScan,
  storeExtraction,
  storeRun,
  summarize,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const PAGES = [
  'O relator, João Antônio Conceição, aplicou a Lei 8.078/90.',
  'Vencido João Antônio Conceição quanto à Lei 9.099/95.',
];
const TEXT = PAGES.join('\n');
const NAMED = [
  { text: 'João Antônio Conceição', type: 'PESSOA' as const },
  { text: 'Lei 8.078/90', type: 'LEGISLACAO' as const },
  { text: 'Lei 9.099/95', type: 'LEGISLACAO' as const },
];

let t: TestDatabase;
let done = 0;
let broken = 0;
beforeAll(async () => {
  t = await openTestDatabase();
  const modelId = await addModel(t.db);
  [done = 0, broken = 0] = await addDocuments(t.db, ['folder/sentença.pdf', 'broken.pdf', 'later.pdf'], '/arquivo');
  await storeExtraction(t.db, { documentId: done, extraction: extractionOf(PAGES), extractMs: 12 });
  const recognition = { ...recognitionOf(TEXT, NAMED), words: 16 };
  const result = { documentId: done, modelId, instance: INSTANCE, text: TEXT, textHash: sha256(TEXT), recognition };
  await storeRun(t.db, { ...result, normalizer, recognizeMs: 34, versions: { normalizer: '1' } });
  await foldEntityTotals(t.db);
  await claimExtraction(t.db, { documentId: broken, instance: INSTANCE, inFlight: 0, storage: 'local' });
  await failExtraction(t.db, { documentId: broken, instance: INSTANCE, code: 'corrupt' });
  const file = { sourceId: 1, scanId: 1, sizeBytes: 1, modifiedAt: new Date() };
  await recordFiles(t.db, [
    { ...file, path: 'locked.pdf', errorCode: 'unreadable' },
    { ...file, path: 'picture.png', errorCode: 'unsupported-type' },
  ]);
  await applyManifest(t.db, 1, [
    { path: 'folder/sentença.pdf', ownId: 'TJ-1', caseNumber: '0001234-55.2020.8.26.0100', judgedOn: '2020-03-04' },
  ]);
  await foldEntityTotals(t.db);
});
afterAll(() => t[Symbol.asyncDispose]());

test('mentions are found in the documents that are meant: by date, source and reference', async () => {
  const found = async (documents: DocumentFilter) =>
    (await findMentions(t.db, { text: 'joao conceicao', documents })).length;
  expect(await found({})).toBe(2);
  expect(await found({ judgedFrom: '2020-03-04', judgedUntil: '2020-03-04' })).toBe(2);
  expect(await found({ judgedFrom: '2020-03-05' })).toBe(0);
  expect(await found({ courts: ['STF'] }), 'its court is not known').toBe(0);
  expect(await found({ sourceIds: await findSources(t.db, '/arquivo') })).toBe(2);
  expect(await findSources(t.db, '/arq')).toEqual([]);
  expect(await found({ documents: { ids: [broken] } })).toBe(0);
  const inDocument = { documentId: done, documents: { judgedFrom: '2020-03-05' } };
  expect(await findMentions(t.db, inDocument)).toEqual([]);
});

test('stages are counted, for everything and for some sources', async () => {
  const counts = {
    files: { total: 4, failed: 1, unsupported: 1, vanished: 0 },
    documents: { pending: 1, extracted: 1, failed: 1 },
    runs: { pending: 0, done: 1, failed: 0 },
  };
  expect(await countStages(t.db)).toMatchObject(counts);
  expect(await countStages(t.db, { sourceIds: [1] })).toMatchObject(counts);
  expect(await countStages(t.db, { sourceIds: [2] })).toMatchObject({
    documents: { pending: 0, extracted: 0, failed: 0 },
  });
});

test('a run is summed up with pages, words, mentions by type, failures and time', async () => {
  expect(await summarize(t.db, { sourceIds: [1] })).toEqual({
    documents: 1,
    copies: { sameText: 0, nearDuplicates: 0, unlinked: 1 },
    pages: 2,
    words: 17,
    mentions: { PESSOA: 2, LEGISLACAO: 2 },
    failures: [
      { stage: 'extraction', code: 'corrupt', count: 1 },
      { stage: 'file', code: 'unreadable', count: 1 },
    ],
    extractMs: 12,
    ocrMs: 0,
    recognizeMs: 34,
  });
});

test('mentions are found by a name without accents, with what stands around them', async () => {
  const found = await findMentions(t.db, { text: 'joao conceicao', contextCodePoints: 10 });
  expect(found).toMatchObject(
    [
      {
        page: 1,
        before: ' relator, ',
        text: 'João Antônio Conceição',
        after: ', aplicou ',
        path: 'folder/sentença.pdf',
      },
      {
        page: 2,
        before: '95.\nVencido '.slice(-8),
        text: 'João Antônio Conceição',
        after: ' quanto à ',
        type: 'PESSOA',
      },
    ].map(({ before, ...rest }) => ({ ...rest, before: expect.stringContaining(before.trim()) })),
  );
  expect(await findMentions(t.db, { text: 'lei 8.078', type: 'PESSOA' })).toEqual([]);
  const [law] = await findMentions(t.db, { text: 'lei 8.078' });
  expect(law).toMatchObject({ text: 'Lei 8.078/90', type: 'LEGISLACAO', entityName: 'Lei 8.078/90' });
});

test('pages of mentions follow each other without gap or overlap', async () => {
  const all = await findMentions(t.db, { text: 'lei' });
  const first = await findMentions(t.db, { text: 'lei', limit: 1 });
  const second = await findMentions(t.db, { text: 'lei', limit: 1, after: first[0]! });
  expect([...first, ...second]).toEqual(all);
  expect(await findMentions(t.db, { text: 'lei', limit: 1, after: second[0]! })).toEqual([]);
});

test('mentions below the threshold of their type stay stored, and are left out where thresholds are asked for', async () => {
  const { rows: before } = await t.db.pool.query('select threshold from thresholds_current');
  expect(new Set(before.map(({ threshold }) => threshold))).toEqual(new Set([0]));
  expect(await findThresholds(t.db)).toEqual({});
  const settings = { thresholds: { LEGISLACAO: 0.95, PESSOA: 0.9, TEMPO: 0 } };
  await t.db.pool.query(`update models set settings = $1`, [settings]);
  try {
    const thresholds = await findThresholds(t.db);
    expect(thresholds).toEqual({ LEGISLACAO: 0.95, PESSOA: 0.9 });
    for (const question of [{}, { text: 'lei' }, { documentId: done }, { type: 'LEGISLACAO' as const }])
      expect(
        (await findMentions(t.db, { ...question, thresholds })).filter(({ type }) => type === 'LEGISLACAO'),
      ).toEqual([]);
    expect(await findMentions(t.db, { thresholds })).toHaveLength(2);
    expect(await findMentions(t.db, { text: 'joao', thresholds, limit: 1 })).toHaveLength(1);
    expect(await findMentions(t.db, {})).toHaveLength(4);
    const confident = await t.db.pool.query('select type from mentions_confident');
    expect(confident.rows).toEqual([{ type: 'PESSOA' }, { type: 'PESSOA' }]);
    expect((await t.db.pool.query('select from mentions_current')).rowCount).toBe(4);
  } finally {
    await t.db.pool.query(`update models set settings = '{}'`);
  }
});

test("a document's mentions are found whatever they name", async () => {
  expect(await findMentions(t.db, { documentId: done })).toHaveLength(4);
  expect(await findMentions(t.db, { documentId: done, text: 'lei 9.099' })).toHaveLength(1);
});

test('entities are found by words of their name or by key, the most cited first', async () => {
  expect(await findEntities(t.db, {})).toMatchObject([
    { name: 'João Antônio Conceição', mentions: 2, documents: 1, type: 'PESSOA' },
    { mentions: 1 },
    { mentions: 1 },
  ]);
  expect(await findEntities(t.db, { text: 'LEI 9.09' })).toMatchObject([{ name: 'Lei 9.099/95' }]);
  expect(await findEntities(t.db, { text: '...' })).toEqual([]);
});

test('a document is meant by id, hash, path, name, own id or case number', async () => {
  const hash = sha256('folder/sentença.pdf').toString('hex');
  const references = [
    String(done),
    hash,
    hash.slice(0, 10),
    '/arquivo/folder/sentença.pdf',
    'folder/sentença.pdf',
    'sentença.pdf',
    'TJ-1',
    '0001234-55.2020.8.26.0100',
  ];
  for (const reference of references)
    expect(await findDocuments(t.db, reference), reference).toMatchObject([{ id: done }]);
  const [document] = await findDocuments(t.db, String(done));
  expect(document).toMatchObject({
    pageCount: 2,
    metadata: { ownId: 'TJ-1', judgedOn: '2020-03-04' },
    runs: [{ status: 'done', mentions: 4 }],
  });
  expect(await findDocuments(t.db, 'nothing')).toEqual([]);
  expect(await findDocuments(t.db, '99999999999999999999')).toEqual([]);
});

test('nothing is stale until versions grow', async () => {
  expect(await countStale(t.db, { extractorVersion: '1', normalizerVersion: 1 })).toEqual({
    extractor: 0,
    normalizer: 0,
    rules: 1, // no worker has started yet
    text: 0,
  });
  expect(await countStale(t.db, { extractorVersion: '2', normalizerVersion: 2 })).toEqual({
    extractor: 1,
    normalizer: 1,
    rules: 1,
    text: 0,
  });
});

test('the views say when what they name was judged, and what failed', async () => {
  const laws = await t.db.pool.query('select name, mentions, first_judged_on, last_judged_on from laws order by name');
  expect(laws.rows).toEqual(
    ['Lei 8.078/90', 'Lei 9.099/95'].map((name) => ({
      name,
      mentions: 1,
      first_judged_on: '2020-03-04',
      last_judged_on: '2020-03-04',
    })),
  );
  const failures = await t.db.pool.query('select stage, code, path, hint_pt from failures order by code');
  expect(failures.rows).toMatchObject([
    { stage: 'extraction', code: 'corrupt', path: 'broken.pdf', hint_pt: expect.stringContaining('danificado') },
    { stage: 'file', code: 'unreadable', path: 'locked.pdf' },
    { stage: 'file', code: 'unsupported-type', path: 'picture.png' },
  ]);
  const found = await t.db.pool.query(`select document_id, page, excerpt from search_text('"aplicou a lei" -nada')`);
  expect(found.rows).toMatchObject([{ document_id: done, page: 1, excerpt: expect.stringContaining('[aplicou]') }]);
  const context = await t.db.pool.query('select mention_context($1, 2, 9, 4) as context', [done]);
  expect(context.rows).toEqual([{ context: 'O relator, Jo' }]);
});

test('what failed is listed by code and tried again by code', async () => {
  expect(await findFailures(t.db, { code: 'corrupt' })).toEqual([
    { stage: 'extraction', code: 'corrupt', id: broken, path: 'broken.pdf', attempts: 1 },
  ]);
  expect((await findFailures(t.db, { sourceIds: [1] })).map(({ code }) => code)).toEqual(['corrupt', 'unreadable']);
  expect(await redrive(t.db, { codes: ['timeout'] })).toEqual({ files: 0, documents: 0, ocr: 0, runs: 0 });
  expect(await redrive(t.db, { codes: ['corrupt'], sourceIds: [1] })).toEqual({
    files: 0,
    documents: 1,
    ocr: 0,
    runs: 0,
  });
  expect(await countStages(t.db)).toMatchObject({ documents: { pending: 2, failed: 0 } });
});

test('documents are found by paths with backslashes, and with accents composed or not', async () => {
  const sourceId = await ensureSource(t.db, { storage: 'local', path: 'C:\\autos' });
  const scanId = await requestScan(t.db, { sourceId });
  const file = { sourceId, scanId, sizeBytes: 1, modifiedAt: new Date(), sha256: sha256('accents') };
  await recordFiles(t.db, [{ ...file, path: 'pasta/Aco\u0301rda\u0303o.pdf' }]);
  for (const reference of [
    'C:\\autos\\pasta\\Ac\u00f3rd\u00e3o.pdf',
    'pasta/Ac\u00f3rd\u00e3o.pdf',
    'Ac\u00f3rd\u00e3o.pdf',
  ]) {
    expect(await findDocuments(t.db, reference)).toMatchObject([{ sha256: sha256('accents').toString('hex') }]);
  }
});
