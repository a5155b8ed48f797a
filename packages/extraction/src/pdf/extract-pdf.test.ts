import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw as drawPdf, read } from '../../test/draw-pdf.ts';

const draw = (paint: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) =>
  drawPdf(paint, { margin: 50, ...options });

const line = (word: string, index: number) => `${word} linha ${index} com texto que enche a coluna`;

test('columns are read one after the other, a headline over both stays above them', async () => {
  const bytes = await draw((pdf) => {
    pdf.fontSize(16).text('DIÁRIO OFICIAL DE UM MUNICÍPIO QUE NÃO EXISTE, EDIÇÃO ÚNICA', 50, 50, { lineBreak: false });
    pdf.fontSize(9);
    for (let index = 0; index < 12; index++) {
      pdf.text(line('Esquerda', index), 50, 100 + index * 12, { lineBreak: false });
      pdf.text(line('Direita', index), 310, 104 + index * 12, { lineBreak: false });
    }
  });
  const { text } = await read(bytes);
  const expected = [
    'DIÁRIO OFICIAL DE UM MUNICÍPIO QUE NÃO EXISTE, EDIÇÃO ÚNICA',
    [
      ...Array.from({ length: 12 }, (_, index) => line('Esquerda', index)),
      ...Array.from({ length: 12 }, (_, index) => line('Direita', index)),
    ].join(' '),
  ];
  expect(text.split('\n')).toEqual(expected);
});

test('columns of mostly short lines are no table', async () => {
  const column = (name: string) =>
    Array.from({ length: 24 }, (_, row) =>
      row % 4 === 0 ? `Art. ${row}. ${name} de lei que enche a coluna com o seu texto:` : `I - ${name} ${row};`,
    );
  const bytes = await draw((pdf) => {
    pdf.fontSize(9);
    for (const [at, name] of ['artigo', 'norma'].entries())
      for (const [row, text] of column(name).entries())
        pdf.text(text, 50 + at * 260, 100 + row * 12, { lineBreak: false });
  });
  expect((await read(bytes)).text.split('\n')).toEqual([...column('artigo'), ...column('norma')]);
});

test('rows of a dense table whose first cells are centred stay rows', async () => {
  const rows = Array.from({ length: 9 }, (_, row) => [`${10 ** (row % 5)}`, `Contribuinte ${row}`, `${row},00`]);
  const bytes = await draw((pdf) => {
    pdf.fontSize(8);
    for (const [row, [number = '', name = '', value = '']] of rows.entries()) {
      pdf.text(number, 90 - pdf.widthOfString(number) / 2, 100 + row * 11, { lineBreak: false });
      pdf.text(name, 160, 100 + row * 11, { lineBreak: false });
      pdf.text(value, 330, 100 + row * 11, { lineBreak: false });
    }
  });
  expect((await read(bytes)).text.split('\n')).toEqual(rows.map((row) => row.join(' ')));
});

test('a table is read row by row', async () => {
  const bytes = await draw((pdf) => {
    for (let row = 0; row < 12; row++) {
      pdf.text(`Pessoa ${row}`, 50, 100 + row * 20, { lineBreak: false });
      pdf.text(`R$ ${row}.000,00`, 300, 100 + row * 20, { lineBreak: false });
    }
  });
  expect((await read(bytes)).text.split('\n')[3]).toBe('Pessoa 3 R$ 3.000,00');
});

test('a stamp at the side is taken out and kept with its place', async () => {
  const bytes = await draw((pdf) => {
    pdf.text('Primeira linha do voto.', 50, 100).text('Segunda linha do voto.');
    pdf.rotate(-90, { origin: [580, 400] }).text('Assinado eletronicamente', 580, 400, { lineBreak: false });
  });
  const { text, removed } = await read(bytes);
  expect(text).toBe('Primeira linha do voto.\nSegunda linha do voto.');
  expect(removed).toMatchObject([{ page: 1, rule: 'rotated-text', text: 'Assinado eletronicamente' }]);
  const [left, top, right, bottom] = removed[0]!.box!;
  expect(bottom - top).toBeGreaterThan(3 * (right - left));
});

test('a page that is turned as a whole is read as it is displayed', async () => {
  const bytes = await draw((pdf) => {
    pdf.text('Uma página deitada.', 50, 100).text('Com duas linhas.');
    (pdf.page.dictionary.data as Record<string, unknown>)['Rotate'] = 90;
  });
  const { text, pages } = await read(bytes);
  expect(text).toBe('Uma página deitada.\nCom duas linhas.');
  expect(pages[0]).toMatchObject({ rotation: 90 });
  expect(pages[0]!.width).toBeGreaterThan(pages[0]!.height);
});

test('words broken at line and page ends are joined by how the document writes them', async () => {
  const bytes = await draw((pdf) => {
    pdf
      .text('O decreto-lei vale; jurisprudência.', 50, 100)
      .text('Diz o decreto-')
      .text('lei que o tribu-')
      .text('nal jurispru-');
    pdf.addPage().text('dência segue.', 50, 100);
  });
  const { text, pages } = await read(bytes);
  expect(text).toBe('O decreto-lei vale; jurisprudência.\nDiz o decreto-lei que o tribunal jurisprudência segue.');
  expect(text.slice(pages[1]!.start, pages[1]!.end)).toBe('dência segue.');
});

test('ordinals and superscripts stay with their number', async () => {
  const bytes = await draw((pdf) => {
    pdf.fontSize(12).text('Lei n', 50, 100, { lineBreak: false });
    const after = 50 + pdf.widthOfString('Lei n');
    pdf.fontSize(7).text('o', after + 0.3, 99, { lineBreak: false });
    pdf.fontSize(12).text('9.099, art. 1º, § 2º', after + 9, 100, { lineBreak: false });
  });
  expect((await read(bytes)).text).toBe('Lei nº 9.099, art. 1º, § 2º');
});

test('pages without text say so, and a document without any is empty', async () => {
  const mixed = await read(await draw((pdf) => pdf.rect(50, 50, 99, 99).fill('red').addPage().text('Texto.')));
  expect(mixed.pages).toMatchObject([{ textSource: 'none', reason: 'no-text-layer' }, { textSource: 'layer' }]);
  const blank = await draw((pdf) => pdf.rect(50, 50, 99, 99).fill('red'));
  await expect(read(blank)).rejects.toMatchObject({ code: 'empty', message: 'no text on 1 pages' });
});

test('an encrypted file opens with one of the given passwords', async () => {
  const bytes = await draw((pdf) => pdf.text('Segredo.'), { userPassword: 'chave', pdfVersion: '1.7' });
  await expect(read(bytes.slice(), { passwords: ['errada'] })).rejects.toMatchObject({ code: 'encrypted' });
  expect(await read(bytes, { passwords: ['errada', 'chave'] })).toMatchObject({
    text: 'Segredo.',
    properties: { encrypted: true },
  });
});

test('what is no PDF behind its mark is corrupt', async () => {
  await expect(read(new Uint8Array(Buffer.from('%PDF-1.7 nothing else')))).rejects.toMatchObject({ code: 'corrupt' });
});

test('runs hold exactly the characters drawn in them, in boxes where they were drawn', async () => {
  const word = fc.stringMatching(/^[a-zà-úA-Z0-9º]{1,12}$/).filter((text) => /^[\x20-\xff]+$/.test(text));
  const place = fc.record({ x: fc.integer({ min: 50, max: 450 }), row: fc.integer({ min: 0, max: 30 }), word });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(place, { minLength: 1, maxLength: 12, selector: ({ row }) => row }),
      async (places) => {
        const bytes = await draw((pdf) => {
          for (const { x, row, word } of places) pdf.text(word, x, 60 + row * 22, { lineBreak: false });
        });
        const { text, pages } = await read(bytes, { keepNoise: true });
        const runs = pages.flatMap(({ runs }) =>
          Array.from({ length: runs.length / 6 }, (_, run) => [...runs.subarray(run * 6, run * 6 + 6)]),
        );
        const found = runs.map(([start, end, left = 0, top = 0]) => ({ word: text.slice(start, end), left, top }));
        const drawn = places.toSorted((a, b) => a.row - b.row);
        expect(found.map(({ word }) => word)).toEqual(drawn.map(({ word }) => word.normalize('NFC')));
        for (const [index, { x, row }] of drawn.entries()) {
          expect(Math.abs(found[index]!.left / 100 - x)).toBeLessThan(1);
          expect(Math.abs(found[index]!.top / 100 - (60 + row * 22))).toBeLessThan(6);
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** A page whose font has no map from glyphs to characters: strings are glyph numbers. */
const drawGlyphNumbers = (numbers: readonly number[]) =>
  draw((pdf) => {
    const end = (reference: PDFKit.PDFKitReference) => (reference.end as () => void).call(reference);
    const descriptor = pdf.ref({
      Type: 'FontDescriptor',
      FontName: 'ABCDEF+Arial',
      Flags: 4,
      FontBBox: [0, -200, 1000, 900],
      ItalicAngle: 0,
      Ascent: 900,
      Descent: -200,
      CapHeight: 700,
      StemV: 80,
    });
    const descendant = pdf.ref({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: 'ABCDEF+Arial',
      CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 500,
    });
    const font = pdf.ref({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'ABCDEF+Arial',
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
    });
    for (const reference of [descriptor, descendant, font]) end(reference);
    pdf.page.fonts['F'] = font;
    const hex = numbers.map((number) => number.toString(16).padStart(4, '0')).join('');
    (pdf as unknown as { addContent(content: string): void }).addContent(
      `BT 1 0 0 -1 60 100 Tm /F 12 Tf <${hex}> Tj ET`,
    );
  });

test('glyph numbers in the place of characters are read as characters where words come out', async () => {
  const numbers = [...'Supremo Tribunal Federal, questão de ordem'].map((letter) =>
    letter === 'ã' ? 109 : letter.charCodeAt(0) - 29,
  );
  expect((await read(await drawGlyphNumbers(numbers))).text).toBe('Supremo Tribunal Federal, questão de ordem');
});

test('text that means nothing is reported', async () => {
  const { pages } = await read(await drawGlyphNumbers(Array.from({ length: 60 }, (_, index) => 0xe000 + (index % 40))));
  expect(pages).toMatchObject([{ textSource: 'layer', reason: 'garbled-text' }]);
});

test.each([
  ['stretched without end', '1 0 0 1 60 700 Tm /F1 12 Tf 99999999999 Tz'],
  ['in huge letters', '1 0 0 1 60 700 Tm /F1 99999999999 Tf'],
  ['in endlessly tall letters', '1 0 0 9999999999 60 700 Tm /F1 12 Tf'],
])('text %s has a place that fits the numbers it is stored in', async (_how, operators) => {
  const bytes = await draw((pdf) => {
    pdf.font('Helvetica').text('Vistos.', 60, 60);
    (pdf as unknown as { addContent(content: string): void }).addContent(`BT ${operators} (Nos autos) Tj ET`);
  });
  const { text, pages } = await read(bytes);
  expect(text).toMatch(/Vistos\.\sN/);
  expect(Math.max(...(pages[0]?.runs ?? []).map(Math.abs))).toBeLessThan(2 ** 26);
});
