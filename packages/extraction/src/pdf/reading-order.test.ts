import { expect, test } from 'vitest';
import { draw, read } from '../../test/draw-pdf.ts';

type Pdf = PDFKit.PDFDocument;

const put = (pdf: Pdf, text: string, x: number, y: number) => pdf.text(text, x, y, { lineBreak: false });

/** Words set apart so that they fill a width. */
function justify(pdf: Pdf, line: string, [x, y]: [number, number], width: number) {
  const words = line.split(' ');
  const gap = (width - words.reduce((sum, word) => sum + pdf.widthOfString(word), 0)) / (words.length - 1);
  let left = x;
  for (const word of words) {
    put(pdf, word, left, y);
    left += pdf.widthOfString(word) + gap;
  }
}

test('columns of lists in which few lines are full are read one after the other', async () => {
  const item = (side: string, row: number) =>
    row % 6 === 0 ? `Art. ${row} O ${side} dos serviços de que trata esta lei, a saber` : `${side} ${row};`;
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(9);
      for (let row = 0; row < 40; row++)
        for (const [side, x] of [
          ['esporte', 50],
          ['turismo', 310],
        ] as const) {
          if (row % 6 === 0) justify(pdf, item(side, row), [x, 80 + 12 * row], 230);
          else put(pdf, item(side, row), x, 80 + 12 * row);
        }
    }),
  );
  expect(text.indexOf('turismo')).toBeGreaterThan(text.lastIndexOf('esporte'));
});

test('lines that are justified with wide gaps are prose, neither columns nor rows of a table', async () => {
  const lines = [
    'b) A inconstitucionalidade superveniente, a impenhorabilidade e a',
    'responsabilização extracontratual foram reconhecidas. A testemunha',
    'Hermenegilda Valdevez Jequitimar, ouvida em juízo, confirmou que as',
  ];
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(12);
      for (const [row, line] of lines.entries()) justify(pdf, line, [100, 700 + 16 * row], 425);
    }),
  );
  expect(text).toBe(lines.join(' '));
});

test('words of two justified lines that begin below each other by chance make no table', async () => {
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(7.5);
      const starts = { na: 40, Apelação: 65, Cível: 112.8, 'n.': 146.5, '0652959-': 169.4 };
      for (const [word, x] of Object.entries(starts)) put(pdf, word, x, 400);
      justify(pdf, '98.2019.8.99.0001, de relatoria do Desem-', [40, 408.9], 161);
      justify(pdf, 'bargador Fulano de Tal, que a relatou na sessão', [40, 417.8], 161);
    }),
  );
  expect(text).toBe(
    'na Apelação Cível n. 0652959-98.2019.8.99.0001, de relatoria do Desembargador Fulano de Tal, que a relatou na sessão',
  );
});

test('a cell whose first line is justified with wide gaps is read before what else goes on in it', async () => {
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(12);
      put(pdf, 'RAMO', 200, 196);
      put(pdf, 'DIREITO PENAL', 255, 196);
      put(pdf, 'TEMA', 204, 248);
      justify(pdf, 'Suspensão condicional do processo. Importunação', [255, 248], 294);
      put(pdf, 'sexual. Art. 215-A do CP. Não oferecimento do benefício', 255, 266);
      put(pdf, 'Analogia in malam partem.', 255, 284);
      put(pdf, 'DESTAQUE', 265, 360);
    }),
  );
  expect(text.split('\n')).toEqual([
    'RAMO DIREITO PENAL',
    'TEMA Suspensão condicional do processo. Importunação sexual. Art. 215-A do CP. Não oferecimento do benefício Analogia in malam partem.',
    'DESTAQUE',
  ]);
});

test('the text of a cell that reaches to the next one is parted from it where other rows have a cell', async () => {
  const rows = [
    ['Fulana dos Anjos', 'Banco Vale do Ipê', '2019'],
    ['Beltrano Montalverne Pitanguy', 'Cooperativa', '2020'],
    ['Sicrano', 'Cerâmica Pedra Lisa', '2018'],
    ['Fulano', 'Transportes', '2017'],
  ];
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(9);
      const second = 60 + pdf.widthOfString(rows[1]?.[0] ?? '');
      const third = second + pdf.widthOfString('Cerâmica Pedra Lisa');
      for (const [row, [a = '', b = '', c = '']] of rows.entries()) {
        put(pdf, a, 60, 100 + 20 * row);
        put(pdf, b, second, 100 + 20 * row);
        put(pdf, c, third, 100 + 20 * row);
      }
    }),
  );
  expect(text.split('\n')).toEqual(rows.map((row) => row.join(' ')));
});

test('capitals within a word part no cells', async () => {
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(12);
      put(pdf, 'linha de 500 kV no', 60, 100);
      for (let row = 1; row < 5; row++) put(pdf, 'Volts', 60 + pdf.widthOfString('linha de 500 k'), 100 + 60 * row);
    }),
  );
  expect(text).toContain('linha de 500 kV no');
});

test('a row that stands alone with its cells centred is read cell by cell', async () => {
  const { text } = await read(
    await draw((pdf) => {
      pdf.fontSize(9);
      for (const [row, cells] of [
        ['Fulano de Tal', 'Pensão por morte,'],
        ['e Silva', 'desde o óbito'],
      ].entries())
        for (const [column, cell] of cells.entries()) put(pdf, cell, 100 + 110 * column, 100 + 11 * row);
      for (const [cell, x] of [
        ['11', 60],
        ['3 de agosto de 2019', 330],
        ['R$ 28.998,00', 450],
      ] as const)
        put(pdf, cell, x, 105.5);
    }),
  );
  expect(text).toBe('11 Fulano de Tal e Silva Pensão por morte, desde o óbito 3 de agosto de 2019 R$ 28.998,00');
});
