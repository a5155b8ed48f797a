import { splitWords } from '@acervo/ner-core';
import { expect, test } from 'vitest';
import { extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openWithDocument, TEXT, violations } from '../../test/read-document.ts';
import {
  ensureRules,
  findEntities,
  findMentions,
  finishRules,
  foldEntityTotals,
  listModels,
  listRules,
  openRunStore,
  readDocument,
  storeExtraction,
  storeFound,
} from '../index.ts';

const WORDS = '- type: DROGA\n  words: [maconha]\n';

test('what rules find stands beside what the model recognized, in every table and view', async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  await storeFound(t.db, [t.document]); // again, as after a crash
  expect(await t.seen()).toEqual([
    'PESSOA Maria da Silva',
    'CPF 529.982.247-25',
    'OAB OAB/SP 123.456',
    'DINHEIRO R$ 1.234,56',
    'CPF 529.982.247-26',
  ]);
  expect(await violations(t.db)).toEqual([]);
  const { rows } = await t.db.pool.query(
    'select type, key, mentions, documents, attributes from found_by_rules order by key',
  );
  expect(rows).toEqual([
    {
      type: 'DINHEIRO',
      key: 'brl:1234.56',
      mentions: 1,
      documents: 1,
      attributes: { amount: 1234.56, currency: 'BRL' },
    },
    { type: 'CPF', key: 'cpf:52998224725', mentions: 1, documents: 1, attributes: { valid: true } },
    { type: 'CPF', key: 'cpf:52998224726', mentions: 1, documents: 1, attributes: { valid: false } },
    { type: 'OAB', key: 'oab:sp:123456', mentions: 1, documents: 1, attributes: { state: 'SP', number: '123456' } },
  ]);
  const { rows: pages } = await t.db.pool.query(`select page from mentions_current where type = 'DINHEIRO'`);
  expect(pages).toEqual([{ page: 2 }]);
  expect((await readDocument(t.db, t.documentId))?.mentions.map(({ type }) => type)).toEqual([
    'PESSOA',
    'CPF',
    'OAB',
    'DINHEIRO',
    'CPF',
  ]);
  expect((await listModels(t.db)).map(({ id }) => id)).toEqual([t.modelId]);
});

test('SQL tells where a number stands and what is named beside it', async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  await foldEntityTotals(t.db);
  const { rows: mentions } = await t.db.pool.query(
    `select m.text from found_by_rules f, mentions_of(f.entity_id) m where f.key = 'cpf:52998224725' and f.entity_type_id = 7`,
  );
  expect(mentions).toEqual([{ text: '529.982.247-25' }]);
  const { rows: beside } = await t.db.pool.query(
    `select c.type, c.name from found_by_rules f, cited_with(f.entity_id) c where f.key = 'cpf:52998224725'`,
  );
  expect(beside).toEqual([{ type: 'PESSOA', name: 'Maria da Silva' }]);
});

test('numbers are found as they are written and without punctuation, beside thresholds of the model', async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  await foldEntityTotals(t.db);
  for (const text of ['529.982.247-25', '52998224725', '529982']) {
    const [entity] = await findEntities(t.db, { type: 'CPF', text });
    expect([text, entity?.key, entity?.mentions]).toEqual([text, 'cpf:52998224725', 1]);
    const [found] = await findMentions(t.db, { type: 'CPF', text, thresholds: { PESSOA: 0.99 } });
    expect(found).toMatchObject({ type: 'CPF', text: '529.982.247-25', before: expect.stringContaining('Maria') });
  }
  expect(await findMentions(t.db, { type: 'OAB', text: '52998224725' })).toEqual([]);
  const any = await findMentions(t.db, { thresholds: { PESSOA: 0.99 } });
  expect(any.map(({ type }) => type).sort()).toEqual(['CPF', 'CPF', 'DINHEIRO', 'OAB']);
  const top = await findEntities(t.db, { limit: 10 });
  expect(top.map(({ type }) => type).sort()).toEqual(['CPF', 'CPF', 'DINHEIRO', 'OAB', 'PESSOA']);
});

test("a user's rules are seen once they have read everything, and the ones before them go", async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  const [before] = await listRules(t.db);
  expect(await ensureRules(t.db, WORDS)).toBe(true);
  expect(await ensureRules(t.db, WORDS)).toBe(false);
  expect(await finishRules(t.db)).toBe(false); // a document is left to read
  expect(await t.seen()).not.toContain('DROGA maconha');
  expect(await t.normalizeAll()).toBe(1);
  expect(await t.seen()).toContain('DROGA maconha');
  const [after, ...others] = await listRules(t.db);
  expect(others).toEqual([]);
  expect(after).toMatchObject({ state: 'rules', yaml: WORDS });
  expect(after?.hash).not.toBe(before?.hash);
  expect(await ensureRules(t.db)).toBe(false); // the next worker keeps the user's rules
  const { rows } = await t.db.pool.query('select count(*) from mentions where model_id = $1', [before?.id]);
  expect(rows).toEqual([{ count: 0 }]);
  expect(await violations(t.db)).toEqual([]);
});

test('rules that are taken back before they have read everything leave nothing', async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  await ensureRules(t.db, WORDS);
  await storeFound(t.db, [t.document]); // by both
  await ensureRules(t.db, '');
  expect((await listRules(t.db)).map(({ state, yaml }) => [state, yaml])).toEqual([['rules', '']]);
  expect(await t.seen()).not.toContain('DROGA maconha');
  expect(await violations(t.db)).toEqual([]);
});

test('another text takes what rules found in the one before it away', async () => {
  await using t = await openWithDocument();
  await storeFound(t.db, [t.document]);
  const text = 'CNPJ 11.222.333/0001-81';
  const extraction = extractionOf([text]);
  await storeExtraction(t.db, { documentId: t.documentId, extraction, extractMs: 5 });
  expect(await t.seen()).toEqual([]);
  await storeFound(t.db, [t.document]); // a worker that still has the text before
  expect(await t.seen()).toEqual([]);
  await storeFound(t.db, [{ documentId: t.documentId, text, textHash: sha256(text) }]);
  expect(await t.seen()).toEqual(['CNPJ 11.222.333/0001-81']);
  expect(await violations(t.db)).toEqual([]);
});

test('a document that a model has read and no rules have is a violation', async () => {
  await using t = await openWithDocument();
  const { documentId, modelId } = t;
  expect(await violations(t.db)).toEqual([{ rule: 'rules-read-what-models-read', documentId, modelId }]);
  await t.normalizeAll();
  expect(await violations(t.db)).toEqual([]);
  await t.db.pool.query(`update runs set text_hash = sha256('') where words is null`);
  expect(await violations(t.db)).toContainEqual({ rule: 'rules-read-what-models-read', documentId, modelId });
});

test('whatever is stored as recognized has been read by the rules', async () => {
  await using t = await openWithDocument();
  const recognition = { ...recognitionOf(TEXT, []), words: [...splitWords(TEXT)].length };
  const result = { ...t.document, modelId: t.modelId, recognition, normalizer, recognizeMs: 1, versions: {} };
  expect(await openRunStore(t.db).store(result)).toBe('stored');
  expect(await t.seen()).toEqual([
    'CPF 529.982.247-25',
    'OAB OAB/SP 123.456',
    'DINHEIRO R$ 1.234,56',
    'CPF 529.982.247-26',
  ]);
  expect(await violations(t.db)).toEqual([]);
});
