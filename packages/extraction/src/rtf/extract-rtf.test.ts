import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

const read = (body: string) => readDocument(Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0${body}}`, 'latin1'));
const lines = async (body: string) => (await read(body)).text.split('\n');

test('paragraphs, characters by code page, in Unicode and by name', async () => {
  const fonts =
    '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Times;}{\\f2\\fcharset2 Symbol;}}{\\colortbl;\\red0;}{\\info{\\author Nome}}';
  expect(
    await lines(
      `${fonts}\\pard ac\\'f3rd\\'e3o n\\'ba 1\\par {\\f1 \\'c4\\'e0} e \\u8220?cita\\u231\\'e7\\u227\\'e3o\\u8221?\\line ` +
        `\\ldblquote x\\rdblquote\\emdash 2.200\\_2 pos\\-se\\~fim\\tab y\\par {\\uc0\\u225}\\{chaves\\} ç direto\\par`,
    ),
  ).toEqual(['acórdão nº 1', 'Да e “citação”', '“x”—2.200-2 posse\u00a0fim y', 'á{chaves} ç direto']);
});

test('rows of tables are lines of cells, cells of several paragraphs stay whole', async () => {
  const row = '\\trowd\\cellx1\\cellx2\\pard\\intbl Autor\\cell Fulano\\cell\\row ';
  const long = '\\trowd\\cellx1\\cellx2\\pard\\intbl a\\par b\\cell c\\cell\\row ';
  expect(await lines(`Antes\\par ${row}${long}\\pard Fim.\\par`)).toEqual([
    'Antes',
    'Autor Fulano',
    'a',
    'b',
    'c',
    'Fim.',
  ]);
});

test('numbers of lists, results of fields and text boxes come; bullets, codes and copies for older readers do not', async () => {
  expect(
    await lines(
      "{\\listtext\\pard\\plain 1.\\tab}Primeiro\\par {\\pntext\\f2\\'b7\\tab}{\\*\\pn\\pnlvlblt}Ponto\\par " +
        '{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt a página}}{\\pict\\wmetafile8 0102ff}{\\*\\generator Word;}\\par ' +
        'Antes{\\shp{\\*\\shpinst{\\sp{\\sn name}{\\sv val}}{\\shptxt Caixa\\par}}{\\shprslt{\\*\\do cópia}}} depois.\\par',
    ),
  ).toEqual(['1. Primeiro', 'Ponto', 'a página', 'Antes depois.', 'Caixa']);
});

test('footnotes follow their paragraph, endnotes come last; deletions are gone, hidden text and headers are removed', async () => {
  const { text, removed } = await read(
    "{\\header PODER JUDICI\\'c1RIO\\par}{\\footerl fls. 2\\par}" +
      "Corpo{\\footnote{\\super\\chftn} Rodap\\'e9.}{\\footnote\\ftnalt Final.} do texto{\\v  segredo}.\\par " +
      'Outro{\\deleted  apagado}{\\revised  novo}.\\par',
  );
  expect(text.split('\n')).toEqual(['Corpo do texto.', 'Rodapé.', 'Outro novo.', 'Final.']);
  expect(removed.map(({ rule, text: cut }) => [rule, cut])).toEqual([
    ['header', 'PODER JUDICIÁRIO'],
    ['footer', 'fls. 2'],
    ['hidden-text', 'segredo'],
  ]);
});

test('binary data is passed over; pictures alone are empty, a cut-off file is corrupt, one without text is blank', async () => {
  expect(await lines('a{\\*\\objdata\\bin5 }}}{{}b\\par')).toEqual(['ab']);
  await expect(read('{\\pict 01}')).rejects.toMatchObject({ code: 'empty' });
  await expect(read('{aberto')).rejects.toMatchObject({ code: 'corrupt' });
  expect(await lines('')).toEqual(['']);
  await expect(read('{'.repeat(20_000) + '}'.repeat(20_000))).rejects.toMatchObject({ code: 'corrupt' });
});
