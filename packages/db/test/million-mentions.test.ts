import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countDifferences,
  countMentions,
  countPassages,
  describeEntity,
  describeOcr,
  findDifferences,
  findDocuments,
  findEntities,
  findEntity,
  findMentions,
  findSelected,
  type MentionCursor,
  readBoth,
  readDocument,
  readDocumentPart,
  searchMentions,
  searchPassages,
} from '../src/index.ts';
import { addModel } from './fill.ts';
import { explaining, fillMillionMentions } from './million-mentions.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
  await fillMillionMentions(t.db);
}, 300_000);
afterAll(() => t[Symbol.asyncDispose]());

/** Small tables, which the planner rightly reads whole. */
const SMALL = new Set(['entity_types', 'models', 'sources', 'failure_hints', 'instances', 'ocr_pages', 'ocr_passes']);

/** Blocks a statement may touch: for each row its index path and its own blocks, plus a start. */
const blocksFor = (rows: number) => 300 + 30 * rows;

async function explain(ask: (db: TestDatabase['db']) => Promise<unknown>, maxBlocks?: number) {
  const { db, explained } = explaining(t.db);
  await ask(db);
  for (const { sql, rows, blocks, scannedWhole } of explained) {
    const whole = scannedWhole.filter((name) => !SMALL.has(name));
    expect(whole, `read whole by ${sql}`).toEqual([]);
    expect(blocks, `blocks for ${rows} rows by ${sql}`).toBeLessThanOrEqual(maxBlocks ?? blocksFor(rows));
  }
  return explained;
}

const explainSql = (sql: string, maxBlocks?: number) => explain((db) => db.pool.query(sql), maxBlocks);

test('the archive holds a million mentions', async () => {
  const { rows } = await t.db.pool.query('select count(*) as count from mentions');
  expect(rows[0].count).toBe(1_000_000);
});

test('finding mentions by a name, by type and by entity touches what it returns', async () => {
  await explain((db) => findMentions(db, { text: 'nome7 sobrenome7' }));
  await explain((db) => findMentions(db, { type: 'LEGISLACAO', text: 'sobrenome7', limit: 20 }), 4_000);
  await explain((db) => findMentions(db, { type: 'PESSOA' }));
  await explain((db) => findMentions(db, { entityId: 1, limit: 100 }));
  await explain((db) => findMentions(db, { documentId: 77 }));
  await explain((db) => findMentions(db, { documentId: 77, type: 'LOCAL', text: 'nome' }));
  await explain((db) => findMentions(db, { entityId: 1, limit: 100, thresholds: { PESSOA: 0.5 } }));
  await explain((db) => findMentions(db, { entityId: 1, limit: 100, documents: { judgedFrom: '2000-01-01' } }));
});

test('the hundredth page of mentions costs no more than the first', async () => {
  let after: MentionCursor | undefined;
  const blocks: number[] = [];
  const seen = new Set<string>();
  for (let page = 0; page < 100; page++) {
    const question = { entityId: 1, limit: 10, ...(after === undefined ? {} : { after }) };
    const found = await findMentions(t.db, question);
    for (const { documentId, start } of found) seen.add(`${documentId} ${start}`);
    after = found.at(-1);
    if (page % 99 === 0) {
      const explained = await explain((db) => findMentions(db, question));
      blocks.push(Math.max(...explained.map((statement) => statement.blocks)));
    }
  }
  expect(seen.size).toBe(1000);
  expect(blocks[1]).toBeLessThan((blocks[0] ?? 0) * 1.5 + 20);
});

test('finding entities by name or key, and the most cited ones, touches what it returns', async () => {
  await explain((db) => findEntities(db, { text: 'nome7 sobrenome7' }));
  await explain((db) => findEntities(db, { text: 'key-4711' }));
  await explain((db) => findEntities(db, { type: 'LEGISLACAO' }));
  await explain((db) => findEntities(db, {}));
});

/** The views of entities, each with the number of one that it shows. */
const ENTITY_VIEWS = { names: 7, organizations: 6, places: 9, dates: 8, laws: 4, precedents: 5, cases: 5 };

test.each(Object.entries(ENTITY_VIEWS))('%s answers common questions from indexes', async (view, id) => {
  const maxBlocks = view === 'cases' ? 3_000 : undefined; // every second precedent is passed over
  await explainSql(`select * from ${view} order by mentions desc limit 20`, maxBlocks);
  await explainSql(`select * from ${view} order by documents desc, mentions desc limit 20`, maxBlocks);
  for (const condition of [`entity_id = ${id}`, `key = 'key-${id}'`, `has_words(name, 'nome${id} sobrenome${id}')`]) {
    const [explained] = await explainSql(`select * from ${view} where ${condition}`);
    expect(explained?.rows).toBeGreaterThan(0);
  }
});

test('the views answer common questions from their indexes', async () => {
  await explainSql('select * from mentions_current where entity_id = 40000 order by document_id desc limit 50');
  await explainSql(`select count(*) from mentions_current where type = 'LEGISLACAO' and entity_id = 50004`);
  await explainSql('select * from mentions_confident where entity_id = 40000 order by document_id desc limit 50');
  await explainSql('select * from mentions_confident where document_id = 500 order by start');
  await explainSql('select distinct document_id from mentions_current where entity_id = 50000');
  await explainSql('select * from mentions_current where document_id = 500 order by start');
  await explainSql('select * from documents_overview where id between 100 and 150');
  await explainSql(`select * from search_text('acórdão 4711', 10)`, 2_000);
  await explainSql(`select mention_context(500, 400, 420, 60)`);
  await explainSql('select length(text) from texts where document_id = 500');
});

test('who cites what, and what is cited together, is answered from indexes', async () => {
  await explainSql('select * from mentions_of(2, 50)', 2_000);
  await explainSql('select * from cited_with(2)', 40_000); // of 200 documents, six partitions each
  await explainSql('select * from citations where from_document = 77', 2_000);
  await explainSql('select * from citations where to_document = 77');
  await explainSql('select * from citations where entity_id = 40001');
  await explainSql(`select * from citations where key = 'key-40001'`);
  await explainSql('select * from law_pairs where law_id = 10 order by documents desc limit 20');
  await explainSql('select * from law_pairs where law_id < other_id order by documents desc limit 20');
  await explainSql('select * from law_pairs where law_id = 10 and other_id = 16');
  await explainSql(`select * from similar_names('nome71 sobrenomr7')`, 3_000);
});

test('a document is found and read by its indexes', async () => {
  await explain((db) => findDocuments(db, '4711'));
  await explain((db) => findDocuments(db, '4711.pdf'));
  await explain((db) => findDocuments(db, '/large/folder/4711.pdf'));
  await explain((db) => readDocument(db, 4711));
});

test('a search and its counts touch a part of the archive, however common the word', async () => {
  const blocks = 20_000; // of some 1,000 passages or mentions and what is known about their documents
  for (const text of ['4711', 'acordao', 'acordao 4711']) {
    await explain((db) => searchPassages(db, { text, order: 'relevance' }), blocks);
    await explain((db) => searchPassages(db, { text, order: 'document', filter: { court: 'TJ3' } }), blocks);
    await explain((db) => countPassages(db, { text }), blocks);
  }
  const rare = { entities: { ids: [1] }, filter: { court: 'TJ3', year: 2011 } };
  for (const search of [{ entities: { text: 'nome7 sobrenome7' } }, { entities: { ids: [1] } }, rare]) {
    await explain((db) => searchMentions(db, search), blocks);
    await explain((db) => countMentions(db, search), blocks);
  }
});

test('a page of a document and an entity that is named everywhere are read in parts', async () => {
  await explain((db) => readDocumentPart(db, 500, { number: 1 }));
  await explain((db) => describeOcr(db, 500));
  const entity = await findEntity(t.db, 1);
  expect(entity?.mentions).toBeGreaterThan(10_000);
  await explain((db) => describeEntity(db, entity!), 60_000);
});

test('comparing two models on some documents touches their rows alone', async () => {
  const [a, b] = [1, await addModel(t.db, 'other', false)];
  // every tenth document by the other model, shifted by two
  await t.db.pool.query(
    `insert into runs (document_id, model_id, status, text_hash, words)
     select document_id, $1, 'done', text_hash, words from runs where model_id = 1 and document_id % 10 = 0`,
    [b],
  );
  await t.db.pool.query(
    `insert into mentions (document_id, model_id, entity_type_id, start, "end", text, score, entity_id, normalizer_version)
     select document_id, $1, entity_type_id, start + 2, "end" + 2, text, score, entity_id, 1 from mentions
      where model_id = 1 and document_id % 10 = 0`,
    [b],
  );
  await t.db.pool.query('analyze mentions, runs');
  const page = await findSelected(t.db, {}, { readBy: { a, b }, limit: 50 });
  const ids = page.map(({ id }) => id);
  expect(ids).toHaveLength(50);
  const blocks = 3_000 + 50 * 100 * 6; // of 50 documents, 50 mentions of each model, in six partitions
  await explain((db) => countDifferences(db, { a, b }, ids), blocks);
  await explain((db) => findDifferences(db, { a, b }, ids, { limit: 3 }), blocks);
  await explain((db) => readBoth(db, { a, b }, ids[0] ?? 0), 2_000);
  await explain((db) => findSelected(db, {}, { readBy: { a, b }, after: page[0]?.sha256, limit: 50 }), 10_000);
  const { rows } = await t.db.pool.query(
    `select count(*) as count, count(*) filter (where kind = 'moved') as moved from mention_diff($1, $2)`,
    [a, b],
  );
  expect(rows[0].count).toBeGreaterThanOrEqual(100_000);
});
