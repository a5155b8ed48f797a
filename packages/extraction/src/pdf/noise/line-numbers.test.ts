import { expect, test } from 'vitest';
import { draw, read } from '../../../test/draw-pdf.ts';

const PROSE = [
  'Trata-se de recurso interposto contra a sentença que julgou procedente o pedido e',
  'condenou a ré ao pagamento das custas do processo e dos honorários do advogado, na',
  'forma da lei, sem que se tenha demonstrado nos autos a culpa exclusiva da vítima. E',
];

/** Numbered lines, `step` lines from number to number. */
const numbered = (lines: readonly string[], { step = 1, from = 1 } = {}) =>
  draw((pdf) => {
    for (const [index, line] of lines.entries()) {
      const y = 80 + index * 22;
      const number = from + index;
      if (number % step === 0) pdf.fontSize(8).text(`${number}`, number < 10 ? 64 : 60, y + 3, { lineBreak: false });
      pdf.fontSize(12).text(line, 90, y, { lineBreak: false });
    }
  });

const lines = (count: number) => Array.from({ length: count }, (_, index) => PROSE[index % 3]!);

test.each([1, 5])('numbers in the margin that count the lines go, each %i-th', async (step) => {
  const { text, removed } = await read(await numbered(lines(30), { step }));
  expect(text.match(/\d/g)).toBe(null);
  expect(text).toContain('julgou procedente o pedido e condenou a ré');
  expect(new Set(removed.map(({ rule }) => rule))).toEqual(new Set(['line-number']));
  expect(removed.flatMap((span) => span.text.split('\n'))).toHaveLength(30 / step);
});

test.each([
  ['rows of a table', Array.from({ length: 20 }, (_, row) => `Fulana ${row} de Tal, credora`)],
  [
    'a table of contents',
    Array.from({ length: 20 }, (_, row) => `Do pedido ${row} .............................. ${3 * row}`),
  ],
])('the numbers of %s are text', async (_what, rows) => {
  const { text, removed } = await read(await numbered(rows));
  expect(removed).toEqual([]);
  expect(text).toMatch(/^1 .*\n2 /);
});

test('the numbers of paragraphs of equal length are text', async () => {
  const bytes = await draw((pdf) => {
    for (const [index, line] of lines(30).entries()) {
      if (index % 4 === 0) pdf.fontSize(12).text(`${1 + index / 4}`, 60, 80 + index * 22, { lineBreak: false });
      pdf.fontSize(12).text(line, 90, 80 + index * 22, { lineBreak: false });
    }
  });
  expect((await read(bytes)).removed).toEqual([]);
});
