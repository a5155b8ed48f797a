import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  countMentions,
  countPassages,
  findEntitiesByKey,
  type MentionResult,
  type PassageCursor,
  searchMentions,
  searchPassages,
  storeExtraction,
  storeRun,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const PAGES = ['O acórdão aplicou a Lei 8.078/90 ao avô de João.', 'Sem razão a apelação de João; Lei 8.078/90.'];
const NAMED = [
  { text: 'João', type: 'PESSOA' as const },
  { text: 'Lei 8.078/90', type: 'LEGISLACAO' as const },
];
const COUNT = 30;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const paths = Array.from({ length: COUNT }, (_, at) => `${at}.pdf`);
  for (const [at, documentId] of (await addDocuments(t.db, paths, '/arquivo')).entries()) {
    const text = PAGES.join('\n');
    await storeExtraction(t.db, { documentId, extraction: extractionOf(PAGES), extractMs: 1 });
    const recognition = recognitionOf(text, NAMED, at % 2 === 0 ? 0.95 : 0.42);
    const result = { documentId, modelId, instance: INSTANCE, text, textHash: sha256(text), recognition };
    await storeRun(t.db, { ...result, normalizer, recognizeMs: 1, versions: {} });
  }
  await applyManifest(
    t.db,
    1,
    paths.map((path, at) => ({ path, court: at < 10 ? 'TJAB' : 'TJXY', judgedOn: `${2010 + (at % 3)}-01-31` })),
  );
});
afterAll(() => t[Symbol.asyncDispose]());

test('passages are found with accents or without, and what was found is marked', async () => {
  for (const text of ['acórdão', 'acordao', 'ACORDAO avo', '"aplicou a lei"']) {
    const found = await searchPassages(t.db, { text, order: 'relevance' });
    expect(found, text).toHaveLength(20);
    expect(found[0]?.text).toBe(`${PAGES[0]}\n`);
    const marked = found[0]?.marked ?? '';
    expect(marked.replace(/[\ue000\ue001]/g, '')).toHaveLength(found[0]?.text.length ?? 0);
    expect(marked).toMatch(/\ue000(acordao|aplicou)\ue001/);
  }
  expect(await searchPassages(t.db, { text: 'acordao -apelacao avo', order: 'document', limit: 100 })).toHaveLength(
    COUNT,
  );
  expect(await searchPassages(t.db, { text: 'inexistente', order: 'relevance' })).toEqual([]);
});

test('pages of passages follow each other without gaps or repetitions, in both orders', async () => {
  for (const order of ['relevance', 'document'] as const) {
    const seen: string[] = [];
    let after: PassageCursor | undefined;
    for (let page = 0; page < 20; page += 1) {
      const found = await searchPassages(t.db, {
        text: 'joao',
        order,
        limit: 7,
        areFew: page % 2 === 0,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...found.map(({ documentId, start }) => `${documentId} ${start}`));
      after = found.at(-1);
      if (after === undefined) break;
    }
    expect(new Set(seen).size, order).toBe(2 * COUNT);
    expect(seen, order).toHaveLength(2 * COUNT);
  }
});

test('passages are counted by court, year and source, and filtered by them', async () => {
  const { facets, counted } = await countPassages(t.db, { text: 'joao' });
  expect(counted).toBe(2 * COUNT);
  expect(facets.court).toEqual([
    { value: 'TJXY', count: 40 },
    { value: 'TJAB', count: 20 },
  ]);
  expect(facets.year.map(({ value }) => value).sort()).toEqual(['2010', '2011', '2012']);
  expect(facets.source).toEqual([{ value: '1', count: 60, path: '/arquivo' }]);
  const filter = { court: 'TJAB', year: 2010, sourceId: 1 };
  const { counted: filtered } = await countPassages(t.db, { text: 'joao', filter });
  expect(filtered).toBe(8); // documents 0, 3, 6 and 9, two pages each
  expect(await searchPassages(t.db, { text: 'joao', filter, order: 'document' })).toHaveLength(8);
  expect(await searchPassages(t.db, { text: 'joao', filter: { sourceId: 2 }, order: 'document' })).toEqual([]);
});

test('mentions are found by name, filtered by score and court, counted, and paged', async () => {
  const search = { entities: { text: 'joao' }, filter: { court: 'TJXY' }, leastScore: 0.5 };
  const { facets, counted } = await countMentions(t.db, search);
  expect(counted).toBe(20);
  expect(facets.type).toEqual([{ value: 'PESSOA', count: 20 }]);
  expect(facets.score).toEqual([{ value: '0.9', count: 20 }]);
  const seen: MentionResult[] = [];
  for (let after: MentionResult | undefined; ; after = seen.at(-1)) {
    const page = await searchMentions(t.db, { ...search, limit: 6, ...(after === undefined ? {} : { after }) });
    seen.push(...page);
    if (page.length < 6) break;
  }
  expect(new Set(seen.map(({ documentId, start }) => `${documentId} ${start}`)).size).toBe(20);
  expect(seen[0]).toMatchObject({ text: 'João', type: 'PESSOA', court: 'TJXY', page: 1 });
  expect(seen[0]?.before).toBe('O acórdão aplicou a Lei 8.078/90 ao avô de ');
  expect(await searchMentions(t.db, { entities: { text: 'joao' }, pattern: '^maria' })).toEqual([]);
});

test('mentions of people are counted and filtered by role', async () => {
  const plain = await countMentions(t.db, { entities: { text: 'joao' } });
  expect(plain.counted).toBeGreaterThan(0);
  expect(plain.facets.role).toEqual([]);
  await t.db.pool.query(`update mentions set role = 'relator' where document_id <= 4 and entity_type_id = 2`);
  try {
    const { facets } = await countMentions(t.db, { entities: { text: 'joao' } });
    expect(facets.role).toEqual([{ value: 'relator', count: 8 }]);
    const search = { entities: { text: 'joao' }, role: 'relator' };
    expect((await countMentions(t.db, search)).counted).toBe(8);
    const found = await searchMentions(t.db, search);
    expect(new Set(found.map(({ role }) => role))).toEqual(new Set(['relator']));
    expect(found).toHaveLength(8);
    const inCourt = async (court: string) => searchMentions(t.db, { ...search, filter: { court } });
    expect([...(await inCourt('TJAB')), ...(await inCourt('TJXY'))]).toHaveLength(8);
    expect(await searchMentions(t.db, { ...search, role: 'juiz' })).toEqual([]);
    expect(await searchMentions(t.db, { ...search, type: 'LEGISLACAO' })).toEqual([]);
  } finally {
    await t.db.pool.query(`update mentions set role = '' where document_id <= 4`);
  }
});

test('a law is found under its number with and without its year', async () => {
  await t.db.pool.query(
    `insert into entities (entity_type_id, key, name, rule, normalizer_version)
     values (5, 'lei:6194', 'Lei 6.194', 'law-number', 1), (5, 'lei:6194/1974', 'Lei 6.194/1974', 'law-number', 1),
       (5, 'lei:61940', 'Lei 61.940', 'law-number', 1)`,
  );
  const keys = async (key: string) =>
    (await findEntitiesByKey(t.db, 'LEGISLACAO', key)).map((found) => found.key).sort();
  expect(await keys('lei:6194')).toEqual(['lei:6194', 'lei:6194/1974']);
  expect(await keys('lei:6194/1974')).toEqual(['lei:6194', 'lei:6194/1974']);
  expect(await keys('lei:6194/1999')).toEqual(['lei:6194']);
});
