import { NORMALIZER_VERSION, normalizeInSteps } from '@acervo/legal';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openWithDocument, violations } from '../../test/read-document.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  applyManifest,
  findMentions,
  findToNormalize,
  normalizeAgain,
  openDatabase,
  readDocument,
  storeExtraction,
  storeRun,
} from '../index.ts';

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
  // null in rows of older versions, which says the same as an empty one
  expect((await t.db.pool.query(`update mentions set role = null where role = ''`)).rowCount).toBeGreaterThan(0);
  expect((await findMentions(t.db, {})).map(({ role }) => role)).toEqual(expect.arrayContaining([null]));
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

test('what the first pages state is read again, and what a manifest says stays', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const text =
    'TRIBUNAL DE JUSTIÇA DO ESTADO DE SÃO PAULO\nApelação Cível nº 1000123-45.2019.8.26.0100\nRelator: Des. Fulano de Tal\nACÓRDÃO\nSão Paulo, 5 de maio de 2019.';
  await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 5 });
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
  await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 5 });
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
