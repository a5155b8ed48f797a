import { expect, test } from 'vitest';
import { draw, read } from '../../test/draw-pdf.ts';

const FILL = 'Trata-se de recurso interposto contra a sentença que julgou procedente o pedido.';

/** A page with lines in which `^2` is a small raised 2, and footnotes. */
const page = (lines: readonly string[], notes: readonly string[]) =>
  draw((pdf) => {
    for (const [index, line] of [FILL, ...lines, FILL].entries()) {
      let x = 60;
      for (const part of line.split(/(\^\w+)/)) {
        const isRaised = part.startsWith('^');
        const text = part.replace('^', '');
        pdf.fontSize(isRaised ? 7 : 12).text(text, x, 80 + index * 24 - (isRaised ? 1 : 0), { lineBreak: false });
        x += pdf.widthOfString(text);
      }
    }
    for (const [index, note] of notes.entries()) {
      pdf.fontSize(5).text(`${index + 1}`, 60, 720 + index * 12, { lineBreak: false });
      pdf.fontSize(9).text(note, 63 + (index % 2), 720 + index * 12, { lineBreak: false });
    }
  });

const NOTES = ['Cf. a doutrina sobre o tema.', 'Ver o voto do relator.', 'Idem, página seguinte.'];

test('marks of footnotes go from the text, with a receipt of each', async () => {
  const { text, removed } = await read(
    await page(['Disse João da Silva^1 que a “boa-fé”^2 é devida.^3 Assim se decide.'], NOTES),
  );
  expect(text.split('\n').slice(1, 2)).toEqual(['Disse João da Silva que a “boa-fé” é devida. Assim se decide.']);
  expect(text).toContain('1 Cf. a doutrina sobre o tema.');
  expect(removed.map(({ rule, text: mark }) => `${rule} ${mark}`)).toEqual([
    'footnote-mark ¹',
    'footnote-mark ²',
    'footnote-mark ³',
  ]);
});

test('a raised number that no footnote of the page begins with stays, as one', async () => {
  const line = 'Disse João da Silva^7 que sim.';
  expect((await read(await page([line], NOTES))).text).toContain('Silva⁷ que');
  expect((await read(await page(['João da Silva^1 que sim.'], []))).text).toContain('Silva¹ que');
});

test.each([
  ['80 m^2 de área', '80 m² de área'],
  ['15 km^2 de mata', '15 km² de mata'],
  ['3 cm^3 de sangue', '3 cm³ de sangue'],
  ['10^2 metros', '10² metros'],
  ['a Lei 8.112^1 e', 'a Lei 8.112¹ e'],
  ['a fórmula (1+i)^3 vale', 'a fórmula (1+i)³ vale'],
  ['o art. 1^o da Lei n^o 9.099', 'o art. 1º da Lei nº 9.099'],
  ['a 2^a Turma', 'a 2ª Turma'],
  ['o art. 1º, n^o 3, § 2º', 'o art. 1º, nº 3, § 2º'],
  ['custa R$ 10,^00 cada', 'custa R$ 10,00 cada'],
])('%s is text although the page has such footnotes', async (drawn, expected) => {
  const { text, removed } = await read(await page([`Mede ${drawn} segundo a perícia.`], NOTES));
  expect(text).toContain(`Mede ${expected} segundo a perícia.`);
  expect(removed).toEqual([]);
});

test('of two equal raised numbers only the first is the mark', async () => {
  const { text, removed } = await read(await page(['Disse a autora^1 e o autor^1 também.'], NOTES));
  expect(removed).toHaveLength(1);
  expect(text).toContain('a autora e o autor¹ também.');
});

test('with keepNoise marks stay', async () => {
  const { text, removed } = await read(await page(['Disse João da Silva^1 que sim.'], NOTES), { keepNoise: true });
  expect(text).toContain('Silva¹ que');
  expect(removed).toEqual([]);
});
