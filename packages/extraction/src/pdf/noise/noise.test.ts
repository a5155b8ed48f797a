import { expect, test } from 'vitest';
import { draw, end, read } from '../../../test/draw-pdf.ts';

const LINES = [
  'Trata-se de recurso interposto contra a sentença que julgou procedente o pedido e que',
  'condenou a ré ao pagamento das custas do processo e dos honorários do advogado, na forma',
  'da lei, sem que se tenha demonstrado nos autos a culpa exclusiva da vítima pelo evento.',
];

type Pdf = PDFKit.PDFDocument;

const small = (pdf: Pdf, text: string, x: number, y: number) =>
  pdf.fontSize(7).text(text, x, y, { lineBreak: false }).fontSize(12);

/** Pages of body text, each other than the one before, decorated by `decorate`. */
function pages(count: number, decorate: (pdf: Pdf, page: number) => void) {
  return draw((pdf) => {
    for (let page = 1; page <= count; page++) {
      if (page > 1) pdf.addPage();
      for (let row = 0; row < 30; row++)
        pdf
          .fontSize(12)
          .text(`${LINES[(row + page) % 3]}`, 60 + ((row + page) % 5), 100 + row * 20, { lineBreak: false });
      decorate(pdf, page);
    }
  });
}

const rules = (removed: readonly { rule: string; text: string }[]) =>
  removed.map(({ rule, text }) => `${rule}: ${text}`);

test('running heads and page numbers go, page by page, with a receipt of each', async () => {
  const { text, removed } = await read(
    await pages(4, (pdf, page) => {
      pdf.text('Apelação Cível nº 12/2019', 60, 40, { lineBreak: false });
      pdf.text(`${page}`, 300, 780, { lineBreak: false });
    }),
  );
  expect(text).not.toContain('Apelação Cível');
  expect(rules(removed)).toEqual(
    [1, 2, 3, 4].flatMap((page) => ['running-head: Apelação Cível nº 12/2019', `page-number: ${page}`]),
  );
  const [left, top, right, bottom] = removed[0]!.box!;
  expect([left, Math.round(bottom / 100) > 40, top < 4500, right > 15_000]).toEqual([6000, true, true, true]);
});

test('with keepNoise everything stays in the text', async () => {
  const bytes = await pages(4, (pdf, page) => {
    pdf.text('Apelação Cível nº 12/2019', 60, 40, { lineBreak: false });
    small(pdf, `fls. ${page}`, 540, 30);
    pdf.save().rotate(-90, { origin: [585, 700] });
    small(pdf, 'Este documento é cópia do original', 585, 700);
    pdf.restore();
  });
  const cleaned = await read(bytes.slice());
  const kept = await read(bytes, { keepNoise: true });
  expect(kept.removed).toEqual([]);
  for (const noise of ['Apelação Cível nº 12/2019', 'fls. 3', 'Este documento é cópia do original']) {
    expect(kept.text).toContain(noise);
    expect(cleaned.text).not.toContain(noise);
    expect(cleaned.removed.map(({ text }) => text).join('\n')).toContain(noise);
  }
});

test.each([
  ['PJe', 'Assinado eletronicamente por: FULANA DE TAL - 12/03/2020 14:01:11'],
  ['PJe', 'Num. 10834211 - Pág. 1'],
  ['e-SAJ', 'Para conferir o original, acesse o site https://esaj.tjar.jus.br, informe o processo 1 e código 2.'],
  ['Projudi', 'PROJUDI - Processo: 0001234-56.2019.8.16.0001 - Ref. mov. 31.1 - Assinado digitalmente por X:123'],
  ['Projudi', 'Documento assinado digitalmente, conforme MP nº 2.200-2/2001, Lei nº 11.419/2006'],
  ['eproc', 'Documento eletrônico assinado por FULANA DE TAL, Juíza Federal, na forma do artigo 1º, inciso III'],
  ['STF', 'Documento assinado digitalmente conforme MP n° 2.200-2/2001 de 24/08/2001. O documento pode ser acessado'],
  ['STJ', 'Documento: 1934567 - Inteiro Teor do Acórdão - Site certificado - DJe: 12/03/2020'],
  ['TST', 'Firmado por assinatura digital em 12/03/2020 pelo sistema AssineJus da Justiça do Trabalho, conforme MP'],
  ['TCU', 'Para verificar as assinaturas, acesse www.tcu.gov.br/autenticidade, informando o código 1234.'],
  ['PJe-JT', 'Assinado eletronicamente por: FULANA DE TAL - Juntado em: 12/03/2020 14:08:11 - 1a2b3c4'],
  ['PJe-JT', 'ID. 1a2b3c4 - Pág. 1'],
  ['eproc', 'Processo 5001234-88.2019.4.04.7000/PR, Evento 42, SENT1, Página 1'],
  ['Projudi', 'Documento Assinado e Publicado Digitalmente em 12/03/2020 14:08:11'],
  ['SEI', 'A autenticidade do documento pode ser conferida no site https://sei.tjar.jus.br/verificar'],
])('a stamp of %s at the foot of a single page goes: %s', async (_system, stamp) => {
  const { text, removed } = await read(await pages(1, (pdf) => small(pdf, stamp, 40, 790)));
  expect(rules(removed)).toEqual([`stamp: ${stamp}`]);
  expect(text).not.toContain(stamp);
});

test('a decision that quotes a stamp keeps it', async () => {
  const quotes = [
    'Consta do rodapé: Assinado eletronicamente por: FULANA DE TAL - Num. 4512 - Pág. 3, o que',
    'Documento assinado digitalmente conforme MP n° 2.200-2/2001 é o que se lê na folha seguinte,',
    'Num. 4512 - Pág. 3 é a referência que consta do documento juntado com a petição inicial.',
  ];
  const { text, removed } = await read(
    await draw((pdf) => {
      for (const [row, line] of [...LINES, ...quotes, ...LINES, ...quotes].entries())
        pdf.fontSize(12).text(line, 60, 100 + row * 20, { lineBreak: false });
      // also where the page ends with it
      for (const [row, line] of quotes.entries()) pdf.text(line, 60, 720 + row * 20, { lineBreak: false });
    }),
  );
  expect(removed).toEqual([]);
  for (const quote of quotes) expect(text.split(quote).length - 1).toBe(3);
});

test('a table of page numbers, and rows of figures that go on over pages, are text', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (let page = 0; page < 4; page++) {
        if (page > 0) pdf.addPage();
        for (let row = 0; row < 32; row++) {
          const y = 60 + row * 23;
          pdf.text(`Item ${page}.${row}`, 60, y, { lineBreak: false });
          pdf.text(`${1 + ((7 * page * row) % 3)}`, 300, y, { lineBreak: false });
          pdf.text(`${(37 * row + page * 1013) % 97}`, 500, y, { lineBreak: false });
        }
      }
    }),
  );
  expect(removed).toEqual([]);
  expect(text.split('\n')).toHaveLength(4 * 32);
});

test('a title with which each part of a document begins is no running head', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (let page = 1; page <= 6; page++) {
        if (page > 1) pdf.addPage();
        const title =
          page % 2 === 1 ? ['APELAÇÃO CÍVEL 580.252', 'RELATORA: MIN. FULANA DE TAL', 'APELANTE: BANCO S/A'] : [];
        for (const [row, line] of [
          ...title,
          ...Array.from({ length: 20 }, (_, each) => `${LINES[each % 3]}`),
        ].entries())
          pdf.fontSize(12).text(line, 60 + (row % 3), 100 + row * 20, { lineBreak: false });
      }
    }),
  );
  expect(removed).toEqual([]);
  expect(text.match(/RELATORA: MIN\. FULANA DE TAL/g)).toHaveLength(3);
});

test('heads of a table set upright are text; only what stands in the margin is a stamp', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (const [row, line] of LINES.entries()) pdf.fontSize(12).text(line, 60, 100 + row * 20, { lineBreak: false });
      for (const [index, head] of ['Principal', 'Juros', 'Correção'].entries()) {
        pdf
          .save()
          .rotate(-90, { origin: [200 + index * 90, 300] })
          .text(head, 200 + index * 90, 300, { lineBreak: false });
        pdf.restore();
        pdf.text(`${index}.000,00`, 190 + index * 90, 320, { lineBreak: false });
      }
    }),
  );
  expect(removed).toEqual([]);
  for (const head of ['Principal', 'Juros', 'Correção']) expect(text).toContain(head);
});

test('a document of nothing but stamps is its stamps', async () => {
  const { text } = await read(await draw((pdf) => small(pdf, 'Num. 10834211 - Pág. 1', 400, 790)));
  expect(text).toBe('Num. 10834211 - Pág. 1');
});

/** Without a stream, which the types of pdfkit want. */
test('what an electronic signature shows is a stamp, with its place', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (const [row, line] of LINES.entries()) pdf.fontSize(12).text(line, 60, 100 + row * 20, { lineBreak: false });
      const font = pdf.ref({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' });
      end(font);
      const appearance = pdf.ref({
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 200, 20],
        Resources: { Font: { F: font } },
      });
      appearance.end(Buffer.from('BT /F 8 Tf 2 6 Td (Digitally signed by FULANA) Tj ET'));
      const field = pdf.ref({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Sig',
        F: 4,
        T: new String('assinatura'),
        Rect: [60, 600, 260, 620],
        AP: { N: appearance },
      });
      end(field);
      pdf.page.annotations.push(field);
    }),
  );
  expect(text).not.toContain('signed');
  expect(removed).toMatchObject([{ page: 1, rule: 'stamp', text: 'Digitally signed by FULANA' }]);
  expect(removed[0]!.box![1]).toBeGreaterThan(22_000);
});

test('lines of a paragraph that two pages have at the same place are text', async () => {
  const body = ['inconstitucionalidade superveniente e a responsabilização', 'extracontratual foram reconhecidas.'];
  const { text, removed } = await read(
    await draw((pdf) => {
      for (let page = 0; page < 2; page++) {
        if (page > 0) pdf.addPage();
        for (const [row, line] of [`Na página ${'ab'[page]} consta que a`, ...body].entries())
          pdf.fontSize(12).text(line, 60, 100 + row * 16, { lineBreak: false });
      }
    }),
  );
  expect(removed).toEqual([]);
  for (const line of body) expect(text.split(line)).toHaveLength(3);
});

test('the number of a leaf in the head begins no stamp that reaches to the foot of a short page', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      pdf.text('Relatório', 85, 65).addPage();
      const heads = ['Poder Judiciário', 'Justiça do Trabalho', 'Tribunal Superior do Trabalho'];
      for (const [row, line] of heads.entries()) pdf.fontSize(9.5).text(line, 85, 25 + row * 10, { lineBreak: false });
      pdf.text('fls. 3', 500, 25, { lineBreak: false });
      for (const [row, line] of LINES.entries()) pdf.fontSize(12).text(line, 85, 65 + row * 16, { lineBreak: false });
    }),
  );
  for (const line of LINES) expect(text).toContain(line.slice(0, -4));
  expect(rules(removed)).not.toContainEqual(expect.stringContaining('Trata-se'));
});

test('the first line of a column that is alike on each page is text, also where lines of other columns stand between', async () => {
  const { text, removed } = await read(
    await draw((pdf) => {
      for (let page = 0; page < 3; page++) {
        if (page > 0) pdf.addPage();
        for (const [column, top] of [100, 103, 98].entries())
          for (let row = 0; row < 30; row++) {
            const line = `${LINES[(row + column + page) % 3]}`.slice(0, 40 - ((row + page) % 4));
            const first = column === 2 && row === 0 ? `Processo ${page}776-1${page * page}.2016 - Procedimento` : line;
            pdf.fontSize(7.5).text(first, 40 + 180 * column, top + 9 * row, { lineBreak: false });
          }
      }
    }),
  );
  expect(removed).toEqual([]);
  expect(text.match(/Processo \d776/g)).toHaveLength(3);
});
