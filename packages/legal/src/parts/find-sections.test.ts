import { expect, test } from 'vitest';
import { finish } from '../finish.ts';
import { findSections, type Section } from './find-sections.ts';

const find = (text: string, from?: number): Section[] => finish(findSections(text, from));

/** Each section with the beginning of its text. */
const sectionsOf = (lines: readonly string[]) => {
  const text = lines.join('\n');
  return find(text).map(({ kind, start, end }) => [kind, text.slice(start, end).split('\n')[0]?.slice(0, 24)]);
};

test('a collective decision: headnote, decision, report, vote and what it decides', () => {
  const found = sectionsOf([
    'APELAÇÃO CÍVEL Nº 0001234-55.2019.8.26.0100',
    'EMENTA: APELAÇÃO CÍVEL. DANO MORAL.',
    'Recurso desprovido.',
    'ACÓRDÃO',
    'Vistos, relatados e discutidos estes autos, acordam os julgadores em negar provimento.',
    'RELATÓRIO',
    'Trata-se de apelação. A sentença concluiu:',
    'Ante o exposto, julgo procedente o pedido.',
    'É o relatório.',
    'VOTO',
    'O recurso não merece provimento. Cita-se:',
    'EMENTA: RECURSO ESPECIAL. PRECEDENTE ALHEIO.',
    'Diante do exposto, rejeito a preliminar.',
    'No mérito, a prova é farta.',
    'Ante o exposto, nego provimento ao recurso.',
    'É como voto.',
    'EXTRATO DE ATA',
    'Decisão: unânime.',
  ]);
  expect(found).toEqual([
    ['ementa', 'EMENTA: APELAÇÃO CÍVEL. '],
    ['acordao', 'ACÓRDÃO'],
    ['relatorio', 'RELATÓRIO'],
    ['voto', 'VOTO'],
    ['dispositivo', 'Ante o exposto, nego pro'],
    ['ata', 'EXTRATO DE ATA'],
  ]);
});

test('a judgment: report, reasons and decision, with numbered headings or without any', () => {
  expect(
    sectionsOf([
      'SENTENÇA',
      'I - RELATÓRIO',
      'Trata-se de ação.',
      'II – FUNDAMENTAÇÃO',
      'Há dano.',
      'III. DISPOSITIVO:',
      'Julgo.',
    ]),
  ).toEqual([
    ['relatorio', 'I - RELATÓRIO'],
    ['fundamentacao', 'II – FUNDAMENTAÇÃO'],
    ['dispositivo', 'III. DISPOSITIVO:'],
  ]);
  expect(
    sectionsOf([
      '1. Relatório',
      'Trata-se de ação de cobrança. É o relatório. Decido.',
      'A dívida está provada.',
      'Em face do exposto, com fundamento no art. 487 do CPC, julgo procedente o pedido.',
    ]),
  ).toEqual([
    ['relatorio', '1. Relatório'],
    ['fundamentacao', 'A dívida está provada.'],
    ['dispositivo', 'Em face do exposto, com '],
  ]);
});

test('what follows the end of a vote is a vote again, and the report keeps the decision that it quotes', () => {
  const found = sectionsOf([
    'RELATÓRIO',
    'O acórdão recorrido tem esta ementa:',
    'EMENTA',
    'APELAÇÃO. PRECEDENTE.',
    'É o relatório.',
    'AGRAVO REGIMENTAL EM RECURSO 1.234',
    'VOTO',
    'A SENHORA MINISTRA FULANA (Relatora): O recurso não prospera.',
    '7. Pelo exposto, mantenho a decisão agravada.',
    'É como voto.',
    'O SENHOR MINISTRO BELTRANO: Acompanho a Relatora.',
  ]);
  expect(found).toEqual([
    ['relatorio', 'RELATÓRIO'],
    ['voto', 'VOTO'],
    ['dispositivo', '7. Pelo exposto, mantenh'],
    ['voto', 'O SENHOR MINISTRO BELTRA'],
  ]);
});

test('a gazette, where a headnote would be hundreds of pages long, has no sections', () => {
  expect(
    sectionsOf(['EMENTA: PARECER.', ...Array.from({ length: 2_000 }, () => 'Linha de outro ato oficial.')]),
  ).toEqual([]);
});

test('a vote of someone else begins a section of its own', () => {
  expect(
    sectionsOf(['VOTO', 'Nego.', 'VOTO-VISTA', 'Acompanho.', 'VOTO DO RELATOR', 'Mantenho.']).map(([kind]) => kind),
  ).toEqual(['voto']);
});

test.each([
  'O relatório do Ministro foi aprovado.',
  'Conforme voto do relator, nega-se provimento.',
  'Relatório de Fiscalização nº 12/2017',
  'Ementa do acórdão recorrido, que se transcreve:',
  'VOTO DE LOUVOR à servidora, por seus trinta anos de serviço.',
  '"EMENTA: RECURSO. PRECEDENTE ALHEIO."',
  'Por isso, o autor voltou para casa.',
])('is no heading: %s', (line) => {
  expect(sectionsOf(['Texto.', line, 'Mais texto.'])).toEqual([]);
});

test('a piece is looked at by itself, with places in the whole text', () => {
  const text = 'RELATÓRIO\nde outra peça\nVOTO\nDou provimento.';
  const from = text.indexOf('VOTO');
  expect(find(text, from)).toEqual([{ kind: 'voto', start: from, end: text.length }]);
});
