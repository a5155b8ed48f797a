import { NORMALIZER_VERSION, normalizeInSteps } from '@acervo/legal';
import { splitWords } from '@acervo/ner-core';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  ensureRules,
  findEntities,
  findMentions,
  findToNormalize,
  finishRules,
  foldEntityTotals,
  listModels,
  listRules,
  normalizeAgain,
  openDatabase,
  openRunStore,
  readDocument,
  storeExtraction,
  storeFound,
  storeRun,
  verifyArchive,
} from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const PAGES = ['𝔄 Maria da Silva, CPF 529.982.247-25, OAB/SP 123.456.', 'R$ 1.234,56 de maconha; CPF 529.982.247-26'];
const TEXT = PAGES.join('\n');
const WORDS = '- type: DROGA\n  words: [maconha]\n';

async function openWithDocument() {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await storeExtraction(t.db, { documentId, instance: INSTANCE, extraction: extractionOf(PAGES), extractMs: 5 });
  await storeRun(t.db, {
    documentId,
    modelId,
    text: TEXT,
    textHash: sha256(TEXT),
    recognition: {
      ...recognitionOf(TEXT, [{ text: 'Maria da Silva', type: 'PESSOA' }]),
      words: [...splitWords(TEXT)].length,
    },
    normalizer,
    recognizeMs: 1,
    versions: { normalizer: '1' },
  });
  await ensureRules(t.db);
  const document = { documentId, text: TEXT, textHash: sha256(TEXT) };
  const seen = async () => {
    const { rows } = await t.db.pool.query<{ type: string; text: string; same: boolean }>(
      `select type, m.text, substr(x.text, m.start + 1, m."end" - m.start) = m.text as same
       from mentions_current m join texts x using (document_id) order by m.start`,
    );
    expect(rows.every(({ same }) => same)).toBe(true);
    return rows.map(({ type, text }) => `${type} ${text}`);
  };
  const normalizeAll = async (version = 1) => {
    const found = await findToNormalize(t.db, { after: 0, limit: 10, version, again: false });
    for (const each of found) await normalizeAgain(t.db, each, { ...normalizer, version });
    await finishRules(t.db);
    return found.length;
  };
  return {
    db: t.db,
    url: t.url,
    modelId,
    documentId,
    document,
    seen,
    normalizeAll,
    [Symbol.asyncDispose]: () => t[Symbol.asyncDispose](),
  };
}

async function violations(db: Parameters<typeof verifyArchive>[0]) {
  await foldEntityTotals(db);
  const found = [];
  for await (const violation of verifyArchive(db)) found.push(violation);
  return found;
}

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
  await storeExtraction(t.db, { documentId: t.documentId, instance: INSTANCE, extraction, extractMs: 5 });
  expect(await t.seen()).toEqual([]);
  await storeFound(t.db, [t.document]); // a worker that still has the text before
  expect(await t.seen()).toEqual([]);
  await storeFound(t.db, [{ documentId: t.documentId, text, textHash: sha256(text) }]);
  expect(await t.seen()).toEqual(['CNPJ 11.222.333/0001-81']);
  expect(await violations(t.db)).toEqual([]);
});

test('mentions are normalized again without the model, once a version', async () => {
  await using t = await openWithDocument();
  expect(await t.normalizeAll()).toBe(1); // rules have not read it
  expect(await t.normalizeAll()).toBe(0);
  const newer = {
    version: 2,
    *normalize({ mentions }: { mentions: readonly { text: string }[] }) {
      return mentions.map(({ text }) => ({
        entities: [{ key: text.toLowerCase(), name: text.toUpperCase(), rule: 'louder', attributes: { loud: true } }],
        role: 'parte',
      }));
    },
  };
  const found = await findToNormalize(t.db, { after: 0, limit: 10, version: 2, again: false });
  expect(found).toEqual([{ documentId: t.documentId, modelIds: [t.modelId] }]);
  await using later = openDatabase(t.url); // ids of entities are remembered by who works with one version
  for (const each of found) await normalizeAgain(later, each, newer);
  expect(await findToNormalize(t.db, { after: 0, limit: 10, version: 2, again: false })).toEqual([]);
  expect(await findToNormalize(t.db, { after: 0, limit: 10, version: 2, again: true })).toHaveLength(1);
  const { rows } = await t.db.pool.query(
    `select m.text, m.score, m.role, m.normalizer_version, e.name, e.rule, e.attributes
     from mentions_pessoa m join entities e on e.id = m.entity_id`,
  );
  expect(rows).toEqual([
    {
      text: 'Maria da Silva',
      score: 0.9,
      role: 'parte',
      normalizer_version: 2,
      name: 'MARIA DA SILVA',
      rule: 'louder',
      attributes: { loud: true },
    },
  ]);
  const { rows: roles } = await t.db.pool.query('select role, name, mentions from roles');
  expect(roles).toEqual([{ role: 'parte', name: 'MARIA DA SILVA', mentions: 1 }]);
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

test('what the first pages state is read again, and what a manifest says stays', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const text =
    'TRIBUNAL DE JUSTIÇA DO ESTADO DE SÃO PAULO\nApelação Cível nº 1000123-45.2019.8.26.0100\nRelator: Des. Fulano de Tal\nACÓRDÃO\nSão Paulo, 5 de maio de 2019.';
  await storeExtraction(t.db, { documentId, instance: INSTANCE, extraction: extractionOf([text]), extractMs: 5 });
  await applyManifest(t.db, 1, [{ path: 'a.pdf', court: 'TJRJ' }]);
  const metadata = async () => (await t.db.pool.query('select * from document_metadata')).rows;
  const before = await metadata();
  expect(before).toMatchObject([{ court: 'TJRJ', rapporteur: 'Fulano de Tal' }]);
  await t.db.pool.query(`update document_metadata set read = '{}', rapporteur = null, case_number = null`);
  const again = await findToNormalize(t.db, { after: 0, limit: 10, version: 1, again: true });
  expect(again).toEqual([{ documentId, modelIds: [] }]);
  for (const each of again) await normalizeAgain(t.db, each, normalizer);
  expect(await metadata()).toEqual(before);
});

test('who is what in a case is told with a lawyer’s registration', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const text = 'Relator: Min. Fulano de Tal. Advogada: Ana Luz (OAB/SP 12.345). Recorrente: Sicrano Dias.';
  await storeExtraction(t.db, { documentId, instance: INSTANCE, extraction: extractionOf([text]), extractMs: 5 });
  const people = ['Min. Fulano de Tal', 'Ana Luz', 'Sicrano Dias'].map((name) => ({
    text: name,
    type: 'PESSOA' as const,
  }));
  await storeRun(t.db, {
    documentId,
    modelId,
    text,
    textHash: sha256(text),
    recognition: recognitionOf(text, people),
    normalizer: { version: NORMALIZER_VERSION, normalize: normalizeInSteps },
    recognizeMs: 1,
    versions: {},
  });
  const expected = [
    { role: 'relator', registration: null },
    { role: 'advogado', registration: 'OAB/SP 12345' },
    { role: 'parte', registration: null },
  ];
  const { rows } = await t.db.pool.query('select role, registration from roles order by first_start');
  expect(rows).toEqual(expected);
  expect((await readDocument(t.db, documentId))?.mentions).toMatchObject(expected);
  expect(await findMentions(t.db, { type: 'PESSOA', text: 'ana' })).toMatchObject([expected[1]]);
});
