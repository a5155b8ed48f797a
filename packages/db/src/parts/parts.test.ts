import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { findMentions, readParts, storeExtraction, storeRun } from '../index.ts';

const PAGES = [
  '😀 Índice dos autos',
  'RELATÓRIO\nA autora invoca a Lei 8.078/90. É o relatório.\nA Lei 10.406/02 não se aplica.',
  'Ante o exposto, com base na Lei 9.099/95, julgo procedente o pedido.',
  'Certifico a publicação, nos termos da Lei 11.419/06.',
];
const STAMP = (id: string, signer: string) =>
  `Assinado eletronicamente por: ${signer} - 12/03/2020 14:01:11\nNum. ${id} - Pág. 1`;
const extraction = {
  ...extractionOf(PAGES),
  removed: [
    { page: 2, rule: 'stamp', text: STAMP('10834501', 'FULANA DE TAL') },
    { page: 4, rule: 'stamp', text: STAMP('10834777', 'BELTRANO\0 DE SOUZA') },
  ],
  outline: [
    { title: 'Sentença', page: 2, depth: 0 },
    { title: 'Certidão', page: 4, depth: 0 },
  ],
};

let t: TestDatabase;
let id = 0;
beforeAll(async () => {
  t = await openTestDatabase();
  const modelId = await addModel(t.db);
  [id = 0] = await addDocuments(t.db, ['autos.pdf'], '/autos');
  await storeExtraction(t.db, { documentId: id, extraction, extractMs: 1 });
  const { text } = extraction;
  const laws = text.match(/Lei [\d./]+\d/g) ?? [];
  await storeRun(t.db, {
    documentId: id,
    modelId,
    text,
    textHash: sha256(text),
    recognition: recognitionOf(
      text,
      laws.map((law) => ({ text: law, type: 'LEGISLACAO' as const })),
    ),
    normalizer,
    recognizeMs: 1,
    versions: {},
  });
});
afterAll(() => t[Symbol.asyncDispose]());

test('each mention knows its section and its piece', async () => {
  const { rows } = await t.db.pool.query(
    'select text, section, piece_page, piece, piece_title from mentions_in_parts where document_id = $1 order by start',
    [id],
  );
  expect(rows).toEqual([
    { text: 'Lei 8.078/90', section: 'relatorio', piece_page: 2, piece: 'sentenca', piece_title: 'Sentença' },
    { text: 'Lei 10.406/02', section: 'fundamentacao', piece_page: 2, piece: 'sentenca', piece_title: 'Sentença' },
    { text: 'Lei 9.099/95', section: 'dispositivo', piece_page: 2, piece: 'sentenca', piece_title: 'Sentença' },
    { text: 'Lei 11.419/06', section: null, piece_page: 4, piece: 'certidao', piece_title: 'Certidão' },
  ]);
});

test('a stamp of a day that there never was loses no document', async () => {
  const [odd = 0] = await addDocuments(t.db, ['estranho.pdf'], '/autos');
  const stamp = (day: string) => STAMP('10834501', 'FULANA DE TAL').replace('12/03/2020', day);
  const removed = [{ page: 1, rule: 'stamp', text: stamp('01/01/0000') }];
  await storeExtraction(t.db, {
    ...{ documentId: odd, extractMs: 1 },
    extraction: { ...extractionOf(['Vistos.']), removed },
  });
  expect((await readParts(t.db, odd)).pieces).toMatchObject([{ signer: 'FULANA DE TAL', datedOn: null }]);
});

test('mentions are found by section', async () => {
  const found = async (...sections: ('relatorio' | 'dispositivo' | 'ementa')[]) =>
    (await findMentions(t.db, { type: 'LEGISLACAO', sections })).map(({ text }) => text).sort();
  expect(await found('dispositivo')).toEqual(['Lei 9.099/95']);
  expect(await found('relatorio', 'dispositivo')).toEqual(['Lei 8.078/90', 'Lei 9.099/95']);
  expect(await found('ementa')).toEqual([]);
});

test('pieces and sections are read with their pages, places in code points', async () => {
  const { pieces, sections } = await readParts(t.db, id);
  expect(pieces).toEqual([
    { firstPage: 1, lastPage: 1, title: null, kind: null, signer: null, datedOn: null, caseNumber: null },
    {
      ...{ firstPage: 2, lastPage: 3, title: 'Sentença', kind: 'sentenca', signer: 'FULANA DE TAL' },
      ...{ datedOn: '2020-03-12', caseNumber: null },
    },
    {
      ...{ firstPage: 4, lastPage: 4, title: 'Certidão', kind: 'certidao', signer: 'BELTRANO DE SOUZA' },
      ...{ datedOn: '2020-03-12', caseNumber: null },
    },
  ]);
  const text = [...extraction.text];
  expect(sections.map(({ kind, page, start }) => [kind, page, text.slice(start, start + 4).join('')])).toEqual([
    ['relatorio', 2, 'RELA'],
    ['fundamentacao', 2, 'A Le'],
    ['dispositivo', 3, 'Ante'],
  ]);
});

test('another text has other parts, one without signs none', async () => {
  const plain = { ...extractionOf(['Texto.']), extractorVersion: '2' };
  await storeExtraction(t.db, { documentId: id, extraction: plain, extractMs: 1 });
  expect(await readParts(t.db, id)).toEqual({ pieces: [], sections: [] });
});
