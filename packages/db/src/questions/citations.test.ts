import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments, addModel, eachMention, extractionOf, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { applyManifest, findSimilarEntities, foldEntityTotals, storeExtraction, storeRun } from '../index.ts';

const CASES = ['0001234-55.2020.8.26.0100', '0005678-98.2019.8.26.0100'] as const;
const TEXTS = [
  `Processo ${CASES[0]}: art. 14 do CDC, Maria da Silva, e o processo ${CASES[1]}.`,
  `Processo ${CASES[1]}: Maria da Silva, o CDC, art. 14 do CDC, a Súmula 297 e o HC 1 e o HC 2.`,
];
/** What the strings of the texts mean. */
const law = { key: 'lei:8078', name: 'Código de Defesa do Consumidor', rule: 'law', attributes: {} };
const MEANINGS = {
  'art. 14 do CDC': [
    { ...law, key: 'lei:8078!art14', name: 'art. 14', attributes: { fragment: 'art14' }, within: law },
  ],
  'o HC 1 e o HC 2': ['1', '2'].map((n) => ({ ...law, key: `stf:hc:${n}`, name: `HC ${n}` })),
} as const;
const normalizer = eachMention((text) => {
  if (text in MEANINGS) return [...MEANINGS[text as keyof typeof MEANINGS]];
  if (text === 'CDC') return [law];
  const key = /^\d{7}-/.test(text) ? `cnj:${text}` : text.toLowerCase();
  return [{ key, name: text, rule: key.startsWith('cnj:') ? 'cnj' : 'folded', attributes: {} }];
});

let t: TestDatabase;
let ids: number[];
beforeAll(async () => {
  t = await openTestDatabase();
  const modelId = await addModel(t.db);
  ids = await addDocuments(t.db, ['a.pdf', 'b.pdf']);
  // written without its signs, as some systems do
  const manifest = CASES.map((number, index) => ({
    path: `${'ab'[index]}.pdf`,
    caseNumber: number.replace(/\D/g, ''),
  }));
  await applyManifest(t.db, 1, manifest);
  for (const [index, text] of TEXTS.entries()) {
    const documentId = ids[index] ?? 0;
    await storeExtraction(t.db, { documentId, extraction: extractionOf([text]), extractMs: 1 });
    const recognition = recognitionOf(text, [
      ...CASES.map((number) => ({ text: number, type: 'JURISPRUDENCIA' as const })),
      { text: 'o HC 1 e o HC 2', type: 'JURISPRUDENCIA' },
      { text: 'art. 14 do CDC', type: 'LEGISLACAO' },
      { text: 'Maria da Silva', type: 'PESSOA' },
    ]);
    // the law alone, where it is not in its article
    const alone = text.indexOf(', o CDC') + 4;
    const mentions = [
      ...recognition.mentions,
      ...(alone > 3 ? [{ start: alone, end: alone + 3, type: 'LEGISLACAO' as const, text: 'CDC', score: 0.9 }] : []),
    ].sort((a, b) => a.start - b.start);
    const run = { documentId, modelId, text, textHash: sha256(text), recognizeMs: 1, versions: {} };
    await storeRun(t.db, { ...run, recognition: { ...recognition, mentions }, normalizer });
  }
  await foldEntityTotals(t.db);
});
afterAll(() => t[Symbol.asyncDispose]());

const ask = async (sql: string) => (await t.db.pool.query(sql)).rows;

test('what a decision cites leads to the documents of the archive, its own number aside', async () => {
  const [a, b] = ids;
  expect(await ask('select from_document, to_document, precedent from citations order by precedent')).toEqual([
    { from_document: a, to_document: b, precedent: CASES[1] },
    { from_document: b, to_document: null, precedent: 'HC 1' },
    { from_document: b, to_document: null, precedent: 'HC 2' },
  ]);
});

test('the mentions of a law include those of its articles, and an article has its law', async () => {
  expect(await ask('select name, mentions, documents from laws')).toEqual([
    { name: law.name, mentions: 3, documents: 2 },
  ]);
  expect(await ask('select law, fragment, mentions, documents from law_provisions')).toEqual([
    { law: law.name, fragment: 'art14', mentions: 2, documents: 2 },
  ]);
  const [a = 0, b = 0] = ids;
  const mentions = [
    { id: a, text: 'art. 14 do CDC' },
    { id: b, text: 'CDC' },
    { id: b, text: 'art. 14 do CDC' },
  ];
  expect(await ask('select m.document_id as id, m.text from laws l, mentions_of(l.entity_id) m')).toEqual(
    mentions.toSorted((one, other) => other.id - one.id),
  );
  expect(await ask('select m.document_id as id from law_provisions p, mentions_of(p.entity_id, 1) m')).toEqual([
    { id: Math.max(a, b) },
  ]);
});

test('who is cited with whom, by documents', async () => {
  const with_ = "select c.name, c.documents, c.of_documents from names n, cited_with(n.entity_id, 'LEGISLACAO') c";
  expect(await ask(with_)).toEqual([{ name: law.name, documents: 2, of_documents: 2 }]);
});

test('names are found by words and beginnings, and when they are written almost so', async () => {
  for (const words of ['maria silva', 'MARIA SIL', 'silva'])
    expect(await ask(`select name from names where has_words(name, '${words}')`), words).toHaveLength(1);
  for (const words of ['maria silveira', 'aria', '', '...'])
    expect(await ask(`select name from names where has_words(name, '${words}')`), words).toHaveLength(0);
  const similar = await findSimilarEntities(t.db, { text: 'maria da slva' });
  expect(similar).toMatchObject([{ name: 'Maria da Silva', type: 'PESSOA', mentions: 2, documents: 2 }]);
  expect(await findSimilarEntities(t.db, { text: 'maria da slva', type: 'LOCAL' })).toEqual([]);
});

test('a case number is the same however it is written', async () => {
  const [row] = await ask(
    `select case_key('0001234-55.2020.8.26.0100') as dotted, case_key('00012345520208260100') as bare, case_key('HC 1') as other`,
  );
  expect(row).toEqual({ dotted: `cnj:${CASES[0]}`, bare: `cnj:${CASES[0]}`, other: null });
});
