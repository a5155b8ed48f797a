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
/** What ten times the text and its mentions may take, measured by their sizes in memory. */
const MAX_RESULT_MB = 150;
const WORKER = 'worker/src/main.ts';

/** A document of 2,000 pages alone, beside one of 200: the delay of the worker's event loop while it is recognized, from
 *  the worker's log, and the peak memory of each process. */
export async function benchLongDocument(): Promise<Row[]> {
  const short = await runAlone(PAGES / 10);
  const long = await runAlone(PAGES);
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
      const allowed = beside + MAX_RESULT_MB;
      return {
        stage: 'memory',
        what: `peak resident, ${name}, ${document}`,
        value: peakMb,
        unit: 'MB',
        beside: { what: `${PAGES / 10} pages`, value: beside },
        ...(name.endsWith(WORKER) && {
          bar: {
            text: `below 1,200 MB, and at most ${MAX_RESULT_MB} MB above (text and mentions)`,
            passed: peakMb < 1200 && peakMb <= allowed,
          },
        }),
      };
    }),
  ];
}

/** Runs a document of `pages` pages in an archive of its own. */
async function runAlone(pages: number): Promise<{ delayMs: number; peaksMb: Map<string, number> }> {
  const folder = await mkdtemp(join(tmpdir(), 'acervo-bench-pages-'));
  const archive = await makeArchiveFolder('acervo-bench-long-');
  try {
    await writeLongDocument(join(folder, `${pages}-pages.pdf`), pages);
    const watch = await watchProcesses(process.pid);
    await runCommand(process.execPath, [acervo, 'run', folder, '--json', '--archive', archive], { accept: [0, 1] });
    return { peaksMb: peaksByName(await watch.stop()), delayMs: await readLastDelay(join(archive, 'logs')) };
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
async function writeLongDocument(path: string, pages: number): Promise<void> {
  const world = openWorld(2000);
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
