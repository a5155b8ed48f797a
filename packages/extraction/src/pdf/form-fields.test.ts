import { expect, test } from 'vitest';
import { draw, end, read } from '../../test/draw-pdf.ts';

test('what stamps put on a page show is text of it: the number of a leaf is taken out, words stay', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (const [index, word] of ['CONFERE', 'URGENTE'].entries()) {
        if (index > 0) pdf.addPage();
        pdf.fontSize(12).text(`Despacho ${'ab'[index]} do relator.`, 60, 300, { lineBreak: false });
        for (const [shown, y] of [
          [`${1008 + index}`, 800],
          [word, 400],
        ] as const) {
          const font = pdf.ref({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' });
          end(font);
          const look = pdf.ref({
            ...{ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 70, 20] },
            Resources: { Font: { F: font } },
          });
          look.end(Buffer.from(`BT /F 12 Tf 2 4 Td (${shown}) Tj ET`));
          const rect = [510, 842 - y - 20, 580, 842 - y];
          const stamp = pdf.ref({ Type: 'Annot', Subtype: 'Stamp', F: 4, Rect: rect, AP: { N: look } });
          end(stamp);
          pdf.page.annotations.push(stamp);
        }
      }
    }),
  );
  expect(removed.map((span) => `${span.rule}: ${span.text}`)).toEqual(['page-number: 1008', 'page-number: 1009']);
  expect(text).toContain('CONFERE');
  expect(text).toContain('URGENTE');
});
