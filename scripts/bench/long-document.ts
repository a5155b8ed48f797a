import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { decisionParagraphs, openWorld } from '../samples/content.ts';
import { makeArchiveFolder } from './archive-folder.ts';
import { peaksByName, runCommand, watchProcesses } from './process-tree.ts';
import type { Row } from './report.ts';

const acervo = fileURLToPath(new URL('../../apps/cli/bin/acervo.js', import.meta.url));
const PAGES = 2000;
/** Text and mentions of ten times the pages, in the two threads that hold them. */
const MAX_MORE_MB = 150;
const WORKER = 'worker/src/main.ts';

/** A document of 2,000 pages, beside ten of 200 one after the other: the delay of the worker's event loop while the first is
 *  recognized, from the worker's log, and the peak memory of each process. */
export async function benchLongDocument(): Promise<Row[]> {
  const short = await runInTurn({ documents: 10, pages: PAGES / 10 });
  const long = await runInTurn({ documents: 1, pages: PAGES });
  const document = `${PAGES.toLocaleString('en')}-page document`;
  return [
    {
      stage: 'worker',
      what: `event loop delay p99 while a ${document} is recognized`,
      value: long.delayMs,
      unit: 'ms',
      bar: { text: 'below 100 ms', passed: long.delayMs < 100 },
    },
    ...[...long.peaksMb].map(([name, peakMb]): Row => {
      const beside = short.peaksMb.get(name) ?? 0;
      return {
        stage: 'memory',
        what: `peak resident, ${name}, ${document}`,
        value: peakMb,
        unit: 'MB',
        beside: { what: `ten of ${PAGES / 10} pages in turn`, value: beside },
        ...(name.endsWith(WORKER) && {
          bar: {
            text: `worker below 1,200 MB, and at most ${MAX_MORE_MB} MB more for text and mentions`,
            passed: peakMb < 1200 && peakMb <= beside + MAX_MORE_MB,
          },
        }),
      };
    }),
  ];
}

/** Runs documents of so many pages, one at a time, in an archive of their own. */
async function runInTurn({ documents, pages }: { documents: number; pages: number }) {
  const folder = await mkdtemp(join(tmpdir(), 'acervo-bench-pages-'));
  const archive = await makeArchiveFolder('acervo-bench-long-');
  try {
    for (let document = 1; document <= documents; document++) {
      await writeLongDocument(join(folder, `${document}.pdf`), { pages, seed: PAGES + document });
    }
    const watch = watchProcesses(process.pid);
    await runCommand(process.execPath, [acervo, 'run', folder, '--ocr', 'never', '--json', '--archive', archive], {
      env: { ACERVO_EXTRACTORS: '1', ACERVO_CONCURRENCY: '1' },
      accept: [0, 1],
    });
    return { peaksMb: peaksByName(watch.stop()), delayMs: await readLastDelay(join(archive, 'logs')) };
  } finally {
    for (const made of [archive, folder]) await rm(made, { recursive: true, force: true });
  }
}

async function readLastDelay(logs: string): Promise<number> {
  const names = (await readdir(logs)).filter((name) => name.startsWith('worker'));
  const files = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
  const line = files
    .join('\n')
    .split('\n')
    .findLast((each) => each.includes('eventLoopP99Ms'));
  if (line === undefined) throw new Error('the worker logged no eventLoopP99Ms');
  return Number(JSON.parse(line).eventLoopP99Ms);
}

/** Writes a PDF of `pages` pages of invented decision text, about 400 words each. */
async function writeLongDocument(path: string, { pages, seed }: { pages: number; seed: number }): Promise<void> {
  const world = openWorld(seed);
  const pdf = new PDFDocument({ size: 'A4', margin: 72, bufferPages: false });
  const file = createWriteStream(path);
  pdf.pipe(file);
  pdf.font('Times-Roman').fontSize(11);
  for (let page = 1; page <= pages; page++) {
    if (page > 1) pdf.addPage();
    for (const paragraph of decisionParagraphs(world, 6)) pdf.text(paragraph, { height: 600, lineGap: 2 });
  }
  pdf.end();
  await finished(file);
}
