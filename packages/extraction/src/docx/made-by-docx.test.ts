import {
  AlignmentType,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  NoBreakHyphen,
  Packer,
  PageNumber,
  Paragraph,
  SoftHyphen,
  SymbolRun,
  Tab,
  TextRun,
} from 'docx';
import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

const change = { id: 1, author: 'Revisor', date: '2026-01-01T00:00:00Z' };
const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: at,
  format,
  text,
  alignment: AlignmentType.START,
});
const item = (text: string, reference: string, at: number, instance = 0) =>
  new Paragraph({ text, numbering: { reference, level: at, instance } });

test('a decision written by docx reads as it looks: numbers, headings, notes, links, changes, header and footer', async () => {
  const document = new Document({
    numbering: {
      config: [
        {
          reference: 'votos',
          levels: [
            level(0, LevelFormat.UPPER_ROMAN, '%1 –'),
            level(1, LevelFormat.DECIMAL, '%1.%2.'),
            level(2, LevelFormat.LOWER_LETTER, '%3)'),
          ],
        },
        { reference: 'pontos', levels: [level(0, LevelFormat.BULLET, '•')] },
      ],
    },
    footnotes: { 1: { children: [new Paragraph('DJe de 4/5/2019.')] } },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('PODER JUDICIÁRIO')] }) },
        footers: {
          default: new Footer({
            children: [new Paragraph({ children: [new TextRun({ children: ['fls. ', PageNumber.CURRENT] })] })],
          }),
        },
        children: [
          new Paragraph({ text: 'ACÓRDÃO', heading: HeadingLevel.HEADING_1 }),
          item('Relatório', 'votos', 0),
          item('O autor recorre.', 'votos', 1),
          item('da sentença;', 'votos', 2),
          item('da multa.', 'votos', 2),
          item('Voto', 'votos', 0),
          item('Conheço do recurso.', 'votos', 1),
          item('de outra lista', 'votos', 0, 1),
          item('sem número', 'pontos', 0),
          new Paragraph({
            children: [
              new TextRun('Nos termos da MP 2.200'),
              new TextRun({
                children: [new NoBreakHyphen(), '2/2001, extra', new SoftHyphen(), 'judicial', new Tab(), '§ 1º'],
              }),
              new FootnoteReferenceRun(1),
              new InsertedTextRun({ ...change, text: ', dou provimento' }),
              new DeletedTextRun({ ...change, text: ', nego provimento' }),
              new TextRun('; '),
              new ExternalHyperlink({ link: 'https://exemplo.invalid', children: [new TextRun('inteiro teor')] }),
              new SymbolRun({ char: 'F0B0', symbolfont: 'Symbol' }),
            ],
          }),
        ],
      },
    ],
  });
  const { text, removed } = await readDocument(await Packer.toBuffer(document));
  expect(text.split('\n')).toEqual([
    'ACÓRDÃO',
    'I – Relatório',
    'I.1. O autor recorre.',
    'a) da sentença;',
    'b) da multa.',
    'II – Voto',
    'II.1. Conheço do recurso.',
    'I – de outra lista',
    'sem número',
    'Nos termos da MP 2.200-2/2001, extrajudicial § 1º, dou provimento; inteiro teor°',
    'DJe de 4/5/2019.',
  ]);
  expect(removed).toEqual([
    { page: null, rule: 'header', text: 'PODER JUDICIÁRIO' },
    { page: null, rule: 'footer', text: 'fls.' },
  ]);
});
