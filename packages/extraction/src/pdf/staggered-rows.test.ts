import { expect, test } from 'vitest';
import { draw, read } from '../../test/draw-pdf.ts';

const LEADING = 11;
const WIDTHS = [40, 110, 160, 90];

/** A table of 9 point whose cells' lines are centred in their row, with `padding` above and below. */
const table = (rows: readonly (readonly string[])[], padding: number) =>
  draw((pdf) => {
    pdf.fontSize(9);
    let top = 100;
    for (const row of rows) {
      const height = Math.max(...row.map((cell) => cell.split('\n').length)) * LEADING;
      let x = 60;
      for (const [column, cell] of row.entries()) {
        const lines = cell.split('\n');
        for (const [index, line] of lines.entries())
          pdf.text(line, x, top + (height - lines.length * LEADING) / 2 + index * LEADING, { lineBreak: false });
        x += WIDTHS[column] ?? 0;
      }
      top += height + padding;
    }
  });

test('a row whose cells are centred in it is read cell by cell', async () => {
  const rows = [
    ['1', 'Fulana de Tal', 'Diferenças de vencimento\nreconhecidas no processo', 'R$ 10,00'],
    ['2', 'Beltrano\nde Souza e\nSilva', 'Férias', 'R$ 20,00'],
    ['3', 'Sicrano de Tal', 'Honorários do\nadvogado dativo', 'R$ 30,00'],
  ];
  const { text } = await read(await table(rows, 10));
  expect(text.split('\n')).toEqual(rows.map((row) => row.join(' ').replaceAll('\n', ' ')));
});

test('rows of one line each stay rows, whatever white space is between groups of them', async () => {
  const rows = Array.from({ length: 4 }, (_, row) => [`${row + 1}`, `Cidade ${row}`, `Estado ${row}`, `${row}0,5`]);
  const grouped = [0, 1].flatMap((group) => rows.slice(2 * group, 2 * group + 2));
  const { text } = await read(await table(grouped, 0));
  expect(text.split('\n')).toEqual(rows.map((row) => row.join(' ')));
});
