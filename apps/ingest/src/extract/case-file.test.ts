import { readParts, storeExtraction } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openExtractorPool } from '@acervo/extraction';
import { expect, test } from 'vitest';
import { addDocuments } from '../../../../packages/db/test/fill.ts';
import { draw } from '../../../../packages/extraction/test/draw-pdf.ts';

type Pdf = PDFKit.PDFDocument;

/** A document of the case file, as PJe stamps it on each of its pages. */
interface Filed {
  readonly title: string;
  readonly pages: number;
  readonly id: number;
  readonly signer: string;
  readonly date: string;
  /** Where it was filed before. */
  readonly before?: { readonly id: number; readonly signer: string; readonly date: string };
}

const FILED: readonly Filed[] = [
  { title: 'Petição inicial', pages: 2, id: 10834501, signer: 'FULANA DE TAL', date: '12/03/2020' },
  {
    ...{ title: 'Sentença', pages: 3, id: 10834777, signer: 'BELTRANO DE SOUZA', date: '05/08/2021' },
    before: { id: 20990011, signer: 'SICRANA DOS ANJOS', date: '01/02/2019' },
  },
  { title: 'Certidão', pages: 1, id: 10835002, signer: 'FULANA DE TAL', date: '06/08/2021' },
];
const BODY = [
  'Trata-se de ação de cobrança em que o autor alega que a ré deixou de pagar o que lhe devia',
  'por força do contrato, e que, notificada, não respondeu dentro do prazo que lhe fora dado.',
  'Intimadas as partes, nada mais requereram, de modo que os autos vieram conclusos ao juízo.',
];

const line = (pdf: Pdf, text: string, [x, y]: [number, number], size: number) =>
  pdf.fontSize(size).text(text, x, y, { lineBreak: false });

/** The block that PJe of the electoral courts sets at the foot of a page, 19 points from its first to its last line. */
function stamp(pdf: Pdf, { id, signer, date }: Omit<Filed, 'title' | 'pages'>, page: number, top: number) {
  line(pdf, `Assinado eletronicamente por: ${signer} - ${date} 18:41:56`, [60, top], 7);
  line(pdf, `Num. ${id} - Pág. ${page}`, [510, top + 2], 7);
  line(pdf, `https://pje.tjar.jus.br:443/pje/Processo/ConsultaDocumento/listView.seam?x=2209${id}`, [60, top + 10], 7);
  line(pdf, `Número do documento: 2209${id}00000156680339`, [60, top + 19], 7);
}

const STAMP_TOP = 803;

/** A cover and the documents behind it. */
function drawCaseFile({ withOutline, gap = 10 }: { withOutline: boolean; gap?: number }) {
  return draw((pdf) => {
    const { outline } = pdf;
    line(pdf, 'Tribunal de Justiça de Arariba', [200, 200], 14);
    const root = withOutline ? outline.addItem('0001234-55.2019.8.26.0100') : undefined;
    for (const filed of FILED)
      for (let page = 1; page <= filed.pages; page++) {
        pdf.addPage();
        if (page === 1) root?.addItem(filed.title);
        for (let row = 0; row < 30; row++)
          line(pdf, BODY[(row + page + filed.title.length) % BODY.length] ?? '', [60, 80 + 20 * row], 11);
        if (filed.before !== undefined) stamp(pdf, filed.before, page + 4, STAMP_TOP - 19 - gap);
        stamp(pdf, filed, page, STAMP_TOP);
      }
  });
}

/** From the bytes of a file to the pieces that the database has of it. */
async function readPieces(bytes: Uint8Array) {
  await using database = await openTestDatabase();
  await using pool = openExtractorPool({
    ...{ children: 1, timeoutMs: 60_000, maxRssBytes: 1024 ** 3, maxTextUnits: 1_000_000 },
  });
  const extraction = await pool.extract(bytes);
  const [documentId = 0] = await addDocuments(database.db, ['autos.pdf']);
  await storeExtraction(database.db, { documentId, extraction, extractMs: 1 });
  return { extraction, ...(await readParts(database.db, documentId)) };
}

const SIGNED = [
  { ...{ firstPage: 2, lastPage: 3 }, signer: 'FULANA DE TAL', datedOn: '2020-03-12' },
  { ...{ firstPage: 4, lastPage: 6 }, signer: 'BELTRANO DE SOUZA', datedOn: '2021-08-05' },
  { ...{ firstPage: 7, lastPage: 7 }, signer: 'FULANA DE TAL', datedOn: '2021-08-06' },
];

test('a case file is divided by its outline; the stamps of its pages say who signed, and when', async () => {
  const { extraction, pieces } = await readPieces(await drawCaseFile({ withOutline: true }));
  expect(extraction.outline).toEqual([
    { title: '0001234-55.2019.8.26.0100', page: 1, depth: 0 },
    { title: 'Petição inicial', page: 2, depth: 1 },
    { title: 'Sentença', page: 4, depth: 1 },
    { title: 'Certidão', page: 7, depth: 1 },
  ]);
  expect(extraction.text).not.toContain('Num.');
  expect(pieces).toMatchObject([
    { firstPage: 1, lastPage: 1, title: null, kind: null, signer: null },
    { ...SIGNED[0], title: 'Petição inicial', kind: 'peticao-inicial' },
    { ...SIGNED[1], title: 'Sentença', kind: 'sentenca' },
    { ...SIGNED[2], title: 'Certidão', kind: 'certidao' },
  ]);
});

test.each([
  ['right above the new ones', 10],
  ['higher up', 30],
])(
  'without an outline it is divided by its stamps; those of an earlier filing, %s, count for nothing',
  async (_, gap) => {
    const { extraction, pieces } = await readPieces(await drawCaseFile({ withOutline: false, gap }));
    expect(extraction.text).not.toContain('Num.');
    const stamps = extraction.removed
      .filter(({ page }) => page === 4)
      .map(({ text }) => text.match(/\d{8}(?= - Pág)/g));
    expect(stamps).toEqual([['20990011'], ['10834777']]);
    expect(pieces).toMatchObject([
      { firstPage: 1, lastPage: 1, title: null },
      { ...SIGNED[0], title: 'Num. 10834501' },
      { ...SIGNED[1], title: 'Num. 10834777' },
      { ...SIGNED[2], title: 'Num. 10835002' },
    ]);
  },
);
