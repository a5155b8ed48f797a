/** `npm run bench:extraction [-- --seeds 1,2,3] [--ocr] [--out DIR] [--keep] [--folder DIR]`: draws documents from known text in the
 *  layouts that courts use, reads them with Acervo, `pdftotext` (poppler-utils, where installed) and plain pdf.js, and scores each
 *  against the text they were drawn from. Writes extraction.md and extraction.json; `--keep` writes the PDFs beside them. With `--ocr`,
 *  the documents are scanned at 300 dpi first, and read by OCR; beside it stands what Tesseract reads, in its own order.
 *  With `--folder`, it reads the PDFs of that folder instead and shows what `pdftotext` finds in them and Acervo doesn't. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findNativeTesseract, openExtractorPool, openPageReader } from '@acervo/extraction';
import { bodyLayouts } from './body-layouts.ts';
import { gazetteLayouts } from './gazette-layouts.ts';
import { noiseLayouts } from './noise-layouts.ts';
import { pageLayouts } from './page-layouts.ts';
import { findPdftotext, openScanReader, readWithAcervo, readWithPdfjs, readWithPdftotext } from './readers.ts';
import { measureRecall, toRecallTable } from './recall.ts';
import { type LayoutScores, rates, toMarkdown } from './report.ts';
import { scanDocument } from './scan-document.ts';
import { noCounts, type Reading, scoreReading } from './score-document.ts';
import { stampLayouts } from './stamp-layouts.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    out: { type: 'string', default: fileURLToPath(new URL('../../bench-results/', import.meta.url)) },
    keep: { type: 'boolean', default: false },
    ocr: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});

const pdftotext = await findPdftotext();
if (pdftotext === undefined) process.stderr.write('pdftotext (poppler-utils) is not installed: it is left out\n');
const native = values.ocr ? await findNativeTesseract() : undefined;
await mkdir(values.out, { recursive: true });
await using pool = openExtractorPool({
  children: 1,
  timeoutMs: 120_000,
  maxRssBytes: 1024 ** 3,
  maxTextUnits: 64 * 1024 ** 2,
});

if (values.folder === undefined) await scoreLayouts();
else if (pdftotext === undefined) process.exitCode = 1;
else {
  const table = toRecallTable(await measureRecall(pool, values.folder));
  await writeFile(join(values.out, 'recall.md'), table);
  process.stdout.write(table);
}

/** Draws, reads and scores documents of all layouts. */
async function scoreLayouts(): Promise<void> {
  await using pages = openPageReader({
    children: 1,
    timeoutMs: 120_000,
    maxRssBytes: 1024 ** 3,
    ...(native === undefined ? {} : { native }),
  });
  const readScan = openScanReader(pool, pages);
  const layerReaders: Record<string, (bytes: Buffer) => Promise<Reading>> = {
    acervo: (bytes) => readWithAcervo(pool, bytes),
    ...(pdftotext === undefined ? {} : { pdftotext: async (bytes) => ({ text: await readWithPdftotext(bytes) }) }),
    'pdf.js': async (bytes) => ({ text: await readWithPdfjs(bytes) }),
  };
  const scanReaders: typeof layerReaders = {
    acervo: async (bytes) => (await readScan(bytes)).acervo,
    tesseract: async (bytes) => (await readScan(bytes)).tesseract,
  };
  const readers = values.ocr ? scanReaders : layerReaders;

  const layouts = new Map<string, LayoutScores>();
  for (const seed of values.seeds.split(',').map(Number)) {
    for (const [index, make] of [
      ...bodyLayouts(seed),
      ...noiseLayouts(seed),
      ...pageLayouts(seed),
      ...gazetteLayouts(seed),
      ...stampLayouts(seed),
    ].entries()) {
      const drawn = await make();
      const made = values.ocr ? { ...drawn, bytes: await scanDocument(drawn.bytes) } : drawn;
      if (values.keep) {
        const name = `${String(index).padStart(2, '0')}-${seed}`;
        await writeFile(join(values.out, `${name}.pdf`), made.bytes);
        await writeFile(join(values.out, `${name}.txt`), made.words.map(({ text }) => text).join(' '));
      }
      for (const [reader, read] of Object.entries(readers)) {
        const scores = layouts.get(made.layout) ?? {};
        layouts.set(made.layout, scores);
        scores[reader] ??= noCounts();
        scoreReading(scores[reader], made, await read(made.bytes));
      }
    }
  }
  if (values.ocr) process.stdout.write(`${pages.engine}, ${readScan.summary()}\n`);
  const name = values.ocr ? 'extraction-ocr' : 'extraction';
  const report = { seeds: values.seeds, node: process.version, pdftotext: pdftotext ?? null, layouts: rates(layouts) };
  await writeFile(join(values.out, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  const markdown = toMarkdown(layouts, Object.keys(readers));
  await writeFile(join(values.out, `${name}.md`), markdown);
  process.stdout.write(markdown);
}
