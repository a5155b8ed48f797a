import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Extraction, type ExtractorPool, locateSpan, type OcrPage, type PageReader } from '@acervo/extraction';
import { keepReadings } from '../../packages/extraction/test/keep-readings.ts';
import { openPlainPdf } from '../bench/open-plain-pdf.ts';

import type { Reading } from './score-document.ts';

const run = promisify(execFile);

/** What pdf.js alone makes of a PDF: the strings of `getTextContent`, line breaks where it says so, page after page. */
export async function readWithPdfjs(bytes: Uint8Array): Promise<string> {
  const task = openPlainPdf(bytes);
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  await task.destroy();
  return pages.join('\n');
}

/** The version of `pdftotext` (poppler-utils), or undefined where it is not installed. */
export async function findPdftotext(): Promise<string | undefined> {
  try {
    const { stderr } = await run('pdftotext', ['-v']);
    return /version (\S+)/.exec(stderr)?.[1] ?? 'unknown';
  } catch {
    return undefined;
  }
}

/** What `pdftotext` makes of a PDF, in its own reading order. */
export async function readWithPdftotext(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acervo-pdftotext-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, bytes);
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', file, '-'], {
      maxBuffer: 256 * 1024 ** 2,
      timeout: 120_000,
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What Acervo makes of a PDF. */
export async function readWithAcervo(pool: ExtractorPool, bytes: Uint8Array): Promise<Reading> {
  return toReading(await pool.extract(bytes));
}

/** Reads scans by OCR, each once: as Acervo's text, and as Tesseract's words in its own order. */
export function openScanReader(pool: ExtractorPool, reader: PageReader) {
  let [pages, ms] = [0, 0];
  let last: { bytes: Uint8Array; reading: { acervo: Reading; tesseract: Reading } } | undefined;
  const read = async (bytes: Uint8Array) => {
    const { pages: wanted } = await pool.extract(bytes, { ocr: keepReadings([], true) });
    const found: OcrPage[] = [];
    await reader.read(bytes, {
      pages: wanted.map(({ number }) => number),
      findReading: async () => undefined,
      onPage: async ({ reading, ocrMs }) => {
        if (reading !== undefined) found.push(reading);
        pages += 1;
        ms += ocrMs;
      },
    });
    const acervo = toReading(await pool.extract(bytes, { ocr: keepReadings(found, true) }));
    return { acervo, tesseract: { text: found.flatMap(({ words }) => words.map(({ text }) => text)).join(' ') } };
  };
  const readOnce = async (bytes: Uint8Array) => {
    if (last?.bytes !== bytes) last = { bytes, reading: await read(bytes) };
    return last.reading;
  };
  return Object.assign(readOnce, { summary: () => `${pages} pages, ${Math.round(ms / pages)} ms a page` });
}

function toReading({ text, removed, pages }: Extraction): Reading {
  const places = Array.from(text.matchAll(/\S+/gu), ({ index, 0: word }) =>
    locateSpan(pages, index, index + word.length).map(({ page, box: [left, top, right, bottom] }) => ({
      page,
      box: [left / 100, top / 100, right / 100, bottom / 100] as const,
    })),
  );
  return { text, removed: removed.map((span) => span.text).join('\n'), places };
}
