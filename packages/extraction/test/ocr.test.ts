import UTIF from 'utif2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Extraction } from '../src/extraction.ts';
import {
  type ExtractorPool,
  findNativeTesseract,
  locateSpan,
  type OcrPage,
  openExtractorPool,
  openPageReader,
  type PageReader,
  type PageResult,
} from '../src/index.ts';
import { union } from '../src/pdf/geometry.ts';
import { draw } from './draw-pdf.ts';
import { drawScan, drawScannedPdf, drawSmallPrint, LETTER } from './draw-scan.ts';
import { expectSound } from './expect-sound.ts';
import { keepReadings } from './keep-readings.ts';

const LIMITS = { children: 1, timeoutMs: 60_000, maxRssBytes: 1024 * 1024 * 1024, maxTextUnits: 1_000_000 };
const native = await findNativeTesseract();

let pool: ExtractorPool;
let reader: PageReader;
beforeAll(() => {
  pool = openExtractorPool(LIMITS);
  reader = openPageReader(LIMITS);
});
afterAll(async () => {
  await pool[Symbol.asyncDispose]();
  await reader[Symbol.asyncDispose]();
});

async function readPages(bytes: Uint8Array, pages: readonly number[], known: ReadonlyMap<string, OcrPage> = new Map()) {
  const results: PageResult[] = [];
  await reader.read(bytes, {
    pages,
    findReading: async (hash) => known.get(hash),
    onPage: async (result) => void results.push(result),
  });
  return results;
}

/** What extraction makes of a document whose pages that want it were read by OCR. */
async function extractRead(bytes: Uint8Array): Promise<Extraction> {
  const first = await pool.extract(bytes, { ocr: keepReadings([]) });
  const wanted = first.pages.filter(({ reason }) => reason !== undefined).map(({ number }) => number);
  const results = await readPages(bytes, wanted);
  const pages = results.flatMap(({ reading }) => reading ?? []);
  const extraction = await pool.extract(bytes, { ocr: keepReadings(pages) });
  expectSound(extraction);
  return extraction;
}

const words = (text: string) => text.split(/\s+/);

/** The middle of a word of a text, in points. */
function placeOf({ text, pages }: Extraction, word: string) {
  const at = text.indexOf(word);
  expect(text.slice(at, at + word.length)).toBe(word);
  const [left, top, right, bottom] = union(locateSpan(pages, at, at + word.length).map(({ box }) => [...box]));
  return { x: (left + right) / 200, y: (top + bottom) / 200 };
}

it.each([
  ['askew', 3],
  ['on its side', 90],
  ['on its head and askew', 178],
])('reads a page that was scanned %s, and knows where its words stand', async (_, turned) => {
  const extraction = await extractRead(await drawScannedPdf(turned));
  expect(words(extraction.text)).toEqual(words(LETTER.join(' ')));
  expect(extraction.pages[0]).toMatchObject({ textSource: 'ocr', reason: 'no-text-layer' });
  expect(extraction.pages[0]?.confidence).toBeGreaterThan(0.85);
  // "Senhora" is drawn at (85, 140) of the sheet, about 50 pt wide and 9 pt high
  const { x, y } = placeOf(extraction, 'Senhora');
  const radians = (turned * Math.PI) / 180;
  const [fromMiddleX, fromMiddleY] = [110 - 595.28 / 2, 136 - 841.89 / 2];
  const [width, height] = turned === 90 ? [841.89, 595.28] : [595.28, 841.89];
  expect(x).toBeCloseTo(width / 2 + fromMiddleX * Math.cos(radians) - fromMiddleY * Math.sin(radians), -1);
  expect(y).toBeCloseTo(height / 2 + fromMiddleX * Math.sin(radians) + fromMiddleY * Math.cos(radians), -1);
});

it('takes a stamp that is printed on a scan from the text layer, as noise, and everything else from OCR', async () => {
  const stamp = 'Assinado eletronicamente por: FULANO DE TAL - 12/03/2020 14:08:11';
  const bytes = await drawScannedPdf(0, (pdf) => pdf.fontSize(7).text(stamp, 40, 815, { lineBreak: false }));
  const extraction = await extractRead(bytes);
  expect(extraction.pages[0]).toMatchObject({ textSource: 'ocr', reason: 'image-covers-text' });
  expect(words(extraction.text)).toEqual(words(LETTER.join(' ')));
  expect(extraction.removed).toMatchObject([{ rule: 'stamp', text: stamp }]);
});

it.each([
  ['up the right side of a scan', 0, { x: 580, y: 700, turned: -90 }],
  ['down the left side of a scan that is askew', 2, { x: 20, y: 130, turned: 90 }],
])('takes a stamp that runs %s as noise, with its place', async (_, turned, place) => {
  const stamp = 'Para conferir o original, acesse o site https://esaj.tjar.jus.br e informe o código 13D7909A.';
  const extraction = await extractRead(await drawScannedPdf(turned, undefined, drawSmallPrint(stamp, place)));
  expect(words(extraction.text)).toEqual(words(LETTER.join(' ')));
  expect(extraction.removed).toMatchObject([{ rule: 'rotated-text', page: 1 }]);
  const [{ text, box } = { text: '', box: undefined }] = extraction.removed;
  const [left, top, right, bottom] = box!;
  expect(text).toMatch(/^Para conferir o original, acesse o site .* informe o código 13D7909A\.$/);
  const skew = (turned * Math.PI) / 180;
  const [x, y] = [place.x - 595.28 / 2, place.y + (place.turned < 0 ? -170 : 170) - 841.89 / 2];
  expect(Math.abs((left + right) / 200 - (595.28 / 2 + x * Math.cos(skew) - y * Math.sin(skew)))).toBeLessThan(6);
  expect(Math.abs((top + bottom) / 200 - (841.89 / 2 + x * Math.sin(skew) + y * Math.cos(skew)))).toBeLessThan(12);
});

it('keeps a text layer that makes sense over a scan, and text on a picture', async () => {
  const layer = Array.from({ length: 4 }, () => LETTER.join(' ')).join(' ');
  const bytes = await drawScannedPdf(0, (pdf) => pdf.fillOpacity(0).text(layer, 85, 300, { width: 420 }));
  const { pages, text } = await pool.extract(bytes, { ocr: keepReadings([]) });
  expect(pages[0]).toMatchObject({ textSource: 'layer' });
  expect(pages[0]?.reason).toBeUndefined();
  expect(words(text)).toEqual(words(layer));
});

it('gives a text layer up for OCR that was forced, but not for a word or two', async () => {
  const bytes = await draw((pdf) => pdf.fontSize(12).text(LETTER.join(' '), 85, 140, { width: 420 }));
  const [{ reading } = {}] = await readPages(bytes, [1]);
  const { confidence } = reading!;
  expect((await pool.extract(bytes, { ocr: keepReadings([reading!], true) })).pages[0]).toMatchObject({
    ...{ textSource: 'ocr', reason: 'forced', confidence },
  });
  for (const poor of [
    { ...reading!, words: reading!.words.slice(0, 1) },
    { ...reading!, confidence: 0.3 },
  ]) {
    const { pages, text } = await pool.extract(bytes, { ocr: keepReadings([poor], true) });
    expect(pages[0]).toMatchObject({ textSource: 'layer', reason: 'forced' });
    expect(words(text)).toEqual(words(LETTER.join(' ')));
  }
});

it('wants no OCR of a blank page, and says why a page with nothing but a drawing has no text', async () => {
  const bytes = await draw((pdf) => {
    pdf.text('Segue em branco.', 80, 80);
    pdf.addPage();
    pdf.addPage().circle(200, 200, 80).stroke();
  });
  const { pages } = await pool.extract(bytes, { ocr: keepReadings([]) });
  expect(pages.map(({ textSource, reason }) => [textSource, reason])).toEqual([
    ['layer', undefined],
    ['none', 'blank'],
    ['none', 'no-text-layer'],
  ]);
});

it('is empty without text where nobody will read it by OCR, or where OCR found none', async () => {
  const bytes = await draw((pdf) => pdf.circle(200, 200, 80).stroke());
  await expect(pool.extract(bytes)).rejects.toMatchObject({ code: 'empty' });
  const [result] = await readPages(bytes, [1]);
  expect(result?.reading).toMatchObject({ words: [], confidence: 0 });
  await expect(pool.extract(bytes, { ocr: keepReadings([result!.reading!]) })).rejects.toMatchObject({
    code: 'empty',
  });
});

it('reads an image once, in whatever document it is', async () => {
  const scan = await drawScannedPdf();
  const [{ imageHash, reading } = {}] = await readPages(scan, [1]);
  const marked: OcrPage = { ...reading!, confidence: 0.123 };
  const [again] = await readPages(scan, [1], new Map([[imageHash!, marked]]));
  expect(again?.reading).toEqual(marked);
});

it('says which page cannot be drawn, and reads the others', async () => {
  const results = await readPages(await drawScannedPdf(), [7, 1]);
  expect(results.map(({ page, errorCode }) => [page, errorCode])).toEqual([
    [7, 'corrupt'],
    [1, undefined],
  ]);
  expect(results[1]?.reading?.words.length).toBe(words(LETTER.join(' ')).length);
});

/** A JPEG of a camera that was held upright: its image lies on its side, and Exif says so. */
async function drawPhoto() {
  const jpeg = await drawScan(270).encode('jpeg', 80);
  const tiff = '49492a0008000000010012010300010000000600000000000000';
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from(tiff, 'hex')]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif, jpeg.subarray(2)]);
}

function drawTiff() {
  const canvas = drawScan();
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Uint8Array(UTIF.encodeImage(new Uint8Array(data.buffer), canvas.width, canvas.height));
}

it.each([
  ['png', () => drawScan().encode('png')],
  ['jpeg', drawPhoto],
  ['tiff', drawTiff],
])('reads a %s image as a document of one page', async (kind, make) => {
  const bytes = await make();
  const extraction = await extractRead(bytes);
  expect(words(extraction.text)).toEqual(words(LETTER.join(' ')));
  expect(extraction.mediaType).toBe(`image/${kind}`);
  expect(extraction.pages[0]?.height).toBeCloseTo(842, 0);
});

it('refuses an image that would not fit in memory before it is drawn', async () => {
  const bytes = Buffer.from(await drawScan().encode('png'));
  bytes.writeUInt32BE(100_000, 16);
  bytes.writeUInt32BE(100_000, 20);
  await expect(pool.extract(bytes, { ocr: keepReadings([]) })).rejects.toMatchObject({ code: 'too-large' });
});

it('ends a page that takes too long', async () => {
  await using hasty = openPageReader({ ...LIMITS, timeoutMs: 1 });
  const reading = hasty.read(await drawScannedPdf(), {
    pages: [1],
    findReading: async () => undefined,
    onPage: async () => {},
  });
  await expect(reading).rejects.toMatchObject({ code: 'timeout' });
});

it.skipIf(native === undefined)('reads with the Tesseract of the system where it has Portuguese', async () => {
  await using fast = openPageReader({ ...LIMITS, ...(native === undefined ? {} : { native }) });
  const results: PageResult[] = [];
  await fast.read(await drawScannedPdf(178), {
    pages: [1],
    findReading: async () => undefined,
    onPage: async (result) => void results.push(result),
  });
  expect(results[0]?.reading?.words.map(({ text }) => text)).toEqual(words(LETTER.join(' ')));
  expect(fast.engine).toMatch(/^tesseract \d/);
});
