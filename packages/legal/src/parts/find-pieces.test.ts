import { expect, test } from 'vitest';
import { findPieces, type OutlineEntry } from './find-pieces.ts';
import { readStamps } from './read-stamp.ts';

const PJE = (id: number, page: number, signer: string) =>
  `Assinado eletronicamente por: ${signer} - 12/03/2020 14:01:11\nhttps://pje.tjxx.jus.br/consulta\nNúmero do documento: 20031214041234500000010834211\nNum. ${id} - Pág. ${page}`;

/** Pages of ten characters, with what was taken out of each. */
const file = (stamps: readonly string[], outline: readonly OutlineEntry[] = []) => ({
  pages: stamps.map((_, index) => ({
    ...{ number: index + 1, start: index * 10, end: index * 10 + 10 },
    ...{ width: 595, height: 842 },
  })),
  removed: stamps.flatMap((text, index) => text.split('\n').map((line) => ({ page: index + 1, text: line }))),
  outline,
});

test('stamps of PJe tell the documents of a case file, their signers and dates', () => {
  const found = findPieces(
    file([
      '',
      PJE(10834501, 1, 'FULANA DE TAL'),
      PJE(10834501, 2, 'FULANA DE TAL'),
      '',
      PJE(10834777, 1, 'BELTRANO DE SOUZA'),
    ]),
  );
  expect(found).toEqual(
    [
      { firstPage: 1, lastPage: 1, start: 0, end: 10, source: 'stamp' },
      { firstPage: 2, lastPage: 4, start: 10, end: 40, signer: 'FULANA DE TAL', date: '2020-03-12', source: 'stamp' },
      {
        firstPage: 5,
        lastPage: 5,
        start: 40,
        end: 50,
        signer: 'BELTRANO DE SOUZA',
        date: '2020-03-12',
        source: 'stamp',
      },
    ].map((piece, index) => (index === 0 ? piece : { ...piece, title: expect.stringMatching(/^Num\. \d+$/) })),
  );
});

test.each([
  [
    'Processo 5001234-88.2019.4.04.7000/PR, Evento 42, SENT1, Página 3',
    { system: 'Evento', key: 'Evento 42, SENT1', title: 'Evento 42, SENT1', caseNumber: '5001234-88.2019.4.04.7000' },
  ],
  [
    'ID. 5f2ab1c - Pág. 2\nAssinado eletronicamente por: SICRANA DE TAL - Juntado em: 02/01/2021 10:00:00 - 5f2ab1c',
    { system: 'ID', key: 'ID 5f2ab1c', signer: 'SICRANA DE TAL', date: '2021-01-02' },
  ],
  [
    'PROJUDI - Processo: 0001234-55.2019.8.16.0001 - Ref. mov. 31.1 - Assinado digitalmente por Fulano de Tal:12345678900\n12/03/2020: JULGADA PROCEDENTE A AÇÃO. Arq: Sentença',
    {
      system: 'mov.',
      key: 'mov. 31.1',
      title: 'Sentença',
      signer: 'Fulano de Tal',
      date: '2020-03-12',
      caseNumber: '0001234-55.2019.8.16.0001',
    },
  ],
  [
    'Este documento é cópia do original, assinado digitalmente por FULANO DE TAL, liberado nos autos em 12/03/2020 às 14:01 .\nPara conferir o original, acesse o site https://esaj.tjxx.jus.br, informe o processo 0001234-55.2019.8.26.0100 e código 3F2A1B9.',
    {
      system: 'código',
      key: 'código 3F2A1B9',
      signer: 'FULANO DE TAL',
      date: '2020-03-12',
      caseNumber: '0001234-55.2019.8.26.0100',
    },
  ],
])('%s', (text, expected) => {
  expect(readStamps(text.split('\n'))).toEqual([expected]);
});

test('an outline of documents names them; one of chapters or of sections is not taken', () => {
  const pages = Array.from({ length: 6 }, () => '');
  const outline = (titles: readonly string[]) =>
    titles.map((title, index) => ({ title, page: 2 * index + 1, depth: 0 }));
  expect(findPieces(file(pages, outline(['Petição inicial', 'Procuração', 'Sentença'])))).toMatchObject([
    { firstPage: 1, lastPage: 2, kind: 'peticao-inicial', source: 'outline' },
    { firstPage: 3, lastPage: 4, kind: 'procuracao' },
    { firstPage: 5, lastPage: 6, start: 40, end: 60, title: 'Sentença', kind: 'sentenca' },
  ]);
  expect(findPieces(file(pages, outline(['1 Introdução', '2 Metodologia', '3 Conclusão'])))).toEqual([]);
  expect(findPieces(file(pages, outline(['Ementa', 'Relatório', 'Voto'])))).toEqual([]);
});

test('an outline under one root counts by what is below it; pages it points to must exist', () => {
  const outline = [
    { title: 'Processo', page: 1, depth: 0 },
    { title: 'Sentença', page: 1, depth: 1 },
    { title: 'Apelação', page: 3, depth: 1 },
    { title: 'Certidão', page: 99, depth: 1 },
  ];
  expect(findPieces(file(['', '', ''], outline))).toMatchObject([
    { firstPage: 1, lastPage: 2, kind: 'sentenca' },
    { firstPage: 3, lastPage: 3, kind: 'recurso' },
  ]);
});

test('a sentence behind the signer is not its name', () => {
  const stamp = 'Assinado digitalmente por Fulano A. de Tal. Para conferir o original, informe o código 3F2A1B9.';
  expect(readStamps([stamp])).toEqual([{ system: 'código', key: 'código 3F2A1B9', signer: 'Fulano A. de Tal' }]);
});

test('a day that is none is left out', () => {
  const stamp = 'Assinado eletronicamente por: FULANA DE TAL - 31/02/2020 14:01:11\nNum. 10834501 - Pág. 1';
  expect(readStamps([stamp])).toEqual([
    { system: 'Num.', key: 'Num. 10834501', title: 'Num. 10834501', signer: 'FULANA DE TAL' },
  ]);
});

test("stamps of the system that stamped most pages are the file's own", () => {
  const ESAJ = (code: string) =>
    `assinado digitalmente por SICRANO. Para conferir o original, acesse o site, processo 0001234-55.2019.8.26.0100 e código ${code}.`;
  const stamps = [ESAJ('3F2A1B9'), `${ESAJ('3F2A1BA')}\n${PJE(10834501, 1, 'FULANA DE TAL')}`, ESAJ('3F2A1BA')];
  expect(findPieces(file(stamps))).toMatchObject([
    { firstPage: 1, lastPage: 1, signer: 'SICRANO' },
    { firstPage: 2, lastPage: 3, signer: 'SICRANO', caseNumber: '0001234-55.2019.8.26.0100' },
  ]);
});

test('a file without such signs holds no pieces', () => {
  expect(findPieces(file(['fls. 1', 'Documento assinado digitalmente conforme MP nº 2.200-2/2001']))).toEqual([]);
  expect(findPieces({ pages: [], removed: [], outline: [] })).toEqual([]);
});
