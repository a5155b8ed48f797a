import { splitWords } from '@acervo/ner-core';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { applyManifest, foldEntityTotals, storeExtraction, storeRun, verifyArchive } from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
/** The first name lies across two pieces of the text. */
const LONG = `${'palavra '.repeat(1023)}Maria da Silva ${'𝔄 '.repeat(9000)} Lei 8.078`;
const PAGES = ['Capa', LONG, 'Maria da Silva'];
const TEXT = PAGES.join('\n');

async function openVerified() {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const ids = await addDocuments(t.db, ['a', 'b', 'c']);
  for (const documentId of ids) {
    await storeExtraction(t.db, { documentId, extraction: extractionOf(PAGES), extractMs: 1 });
    const named = recognitionOf(TEXT, [
      { text: 'Maria da Silva', type: 'PESSOA' },
      { text: 'Lei 8.078', type: 'LEGISLACAO' },
    ]);
    const recognition = { ...named, words: [...splitWords(TEXT)].length };
    const result = { documentId, modelId, instance: INSTANCE, text: TEXT, textHash: sha256(TEXT), recognition };
    await storeRun(t.db, { ...result, normalizer, recognizeMs: 1, versions: {} });
  }
  await applyManifest(t.db, 1, [
    { path: 'a', judgedOn: '2019-05-04' },
    { path: 'b', judgedOn: '2021-01-01' },
  ]);
  const verify = async () => {
    const rules: string[] = [];
    for await (const { rule } of verifyArchive(t.db)) rules.push(rule);
    return rules;
  };
  return { db: t.db, ids, verify, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

test('a stored archive holds, before and after totals are folded', async () => {
  await using t = await openVerified();
  expect(await t.verify()).toEqual([]);
  await foldEntityTotals(t.db);
  expect(await t.verify()).toEqual([]);
});

const DAMAGES: Record<string, [sql: string, rules: string[]]> = {
  'a mention that differs from its slice': [
    `update mentions set text = 'Mario' where document_id = 1 and entity_type_id = 2 and page = 3`,
    ['mention-equals-its-slice'],
  ],
  'a shifted mention': [
    `update mentions set start = start + 1, "end" = "end" + 1 where document_id = 1 and entity_type_id = 5`,
    ['mention-equals-its-slice'],
  ],
  'a changed text': [
    `update segments set text = replace(text, 'Capa', 'Copa') where document_id = 2`,
    ['text-equals-its-hash'],
  ],
  'a missing piece of a text': [
    `delete from segments where document_id = 2 and start = 0`,
    ['segments-cover-the-text', 'text-equals-its-hash', 'every-word-in-one-window'],
  ],
  'a missing page': [
    `delete from pages where document_id = 3 and number = 2`,
    ['pages-in-order', 'mention-on-its-page'],
  ],
  'a page out of order': [`update pages set start = 2 where document_id = 3 and number = 2`, ['pages-in-order']],
  'a mention on the wrong page': [
    `update mentions set page = 1 where document_id = 1 and entity_type_id = 5`,
    ['mention-on-its-page'],
  ],
  'a run of another text': [`update runs set text_hash = sha256('x') where document_id = 1`, ['run-read-the-text']],
  'a lost mention': [
    `delete from mentions where document_id = 1 and entity_type_id = 5`,
    ['run-counts-its-mentions', 'totals-equal-mentions'],
  ],
  'words that were never read': [
    `update runs set words = words - 1 where document_id = 1`,
    ['every-word-in-one-window'],
  ],
  'a mention of nothing': [
    `update mentions set entity_id = 9999 where document_id = 1 and page = 3`,
    ['mention-names-an-entity', 'totals-equal-mentions', 'totals-equal-mentions'],
  ],
  'a document nobody will read': [
    `with gone as (delete from runs where document_id = 1 returning 1) update models set planned_at = now()`,
    ['document-has-its-runs'],
  ],
  'a wrong number of mentions': [
    `update entity_totals set mentions = mentions + 1 where entity_type_id = 5`,
    ['totals-equal-mentions'],
  ],
  'a wrong number of documents': [
    `update entity_totals set documents = documents - 1 where entity_type_id = 5`,
    ['totals-equal-mentions'],
  ],
  'a wrong number of decisions': [
    `update entity_totals set decisions = decisions - 1 where entity_type_id = 5`,
    ['totals-equal-mentions'],
  ],
  'a copy of another text': [
    `update document_copies set linked = true, same_text_as = case document_id when 1 then 2 end`,
    ['copies-name-the-first', 'totals-equal-mentions'],
  ],
  'missing totals': [`delete from entity_totals where entity_type_id = 2`, ['totals-equal-mentions']],
  'a first date before all documents': [
    `update entity_totals set first_judged_on = '1988-10-05' where entity_type_id = 5`,
    ['totals-equal-mentions'],
  ],
  'a last date that is missing': [
    `update entity_totals set last_judged_on = null where entity_type_id = 2`,
    ['totals-equal-mentions'],
  ],
  'a pair of laws that nobody cites together': [
    `insert into law_pair_totals select 1, min(id), max(id), 1, 1 from entities`,
    ['law-pairs-equal-mentions'],
  ],
  'a wrong number of decisions of a pair': [
    `insert into law_pair_totals select 1, min(id), max(id), 0, 1 from entities`,
    ['law-pairs-equal-mentions'],
  ],
  'a date that nobody told the totals of': [
    `update document_metadata set judged_on = '2020-02-02' where document_id = 2`,
    ['totals-equal-mentions'],
  ],
};
for (const [what, [sql, rules]] of Object.entries(DAMAGES))
  test(`${what} is noticed`, async () => {
    await using t = await openVerified();
    await foldEntityTotals(t.db);
    expect((await t.db.pool.query(sql)).rowCount).toBeGreaterThan(0);
    expect(new Set(await t.verify())).toEqual(new Set(rules));
  });
