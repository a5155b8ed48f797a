import { fileURLToPath } from 'node:url';
import { type BenchDocument, extractWith, openBenchPool } from './documents.ts';
import { type ProcessUse, runCommand, watchProcesses } from './process-tree.ts';
import type { Row } from './report.ts';

/** Measured in turns, so that what else the machine does meets all alike. */
const ROUNDS = 3;

/** What extraction costs beside a plain pdf.js loop over the same files in a process of its own (by the clock, and by CPU
 *  time, which a busy machine disturbs less), what a second child brings once both are warm, and how much memory one takes. */
export async function benchExtraction(folder: string, documents: readonly BenchDocument[]): Promise<Row[]> {
  // the largest first: the last file to end would else be all that two children wait for
  const pdfs = documents.filter(({ name }) => /\.pdf$/i.test(name)).sort((a, b) => b.bytes.length - a.bytes.length);
  const plain = { pages: 0, wallSeconds: 0, cpuSeconds: 0 };
  const one = { wallSeconds: 0, warmSeconds: 0, cpuSeconds: 0, peakMb: 0 };
  const two = { ...one };
  for (let round = 0; round < ROUNDS; round++) {
    const read = await readPlainly(folder);
    plain.pages += read.pages;
    plain.wallSeconds += read.wallSeconds;
    plain.cpuSeconds += read.cpuSeconds;
    for (const [children, sum] of [one, two].entries()) {
      const use = await measureChildren(pdfs, children + 1);
      sum.wallSeconds += use.wallSeconds;
      sum.warmSeconds += use.warmSeconds;
      sum.cpuSeconds += use.cpuSeconds;
      sum.peakMb = Math.max(sum.peakMb, use.peakMb);
    }
  }
  // both read the same pages, also those of scans, which end without a text
  const perSecond = (seconds: number) => plain.pages / seconds;
  const cpuRatio = plain.cpuSeconds / one.cpuSeconds;
  return [
    {
      stage: 'extraction',
      what: 'one child, layout kept',
      value: perSecond(one.wallSeconds),
      unit: 'pages/s',
      beside: { what: 'plain pdf.js getTextContent', value: perSecond(plain.wallSeconds) },
    },
    {
      stage: 'extraction',
      what: 'one child, layout kept, by CPU time',
      value: perSecond(one.cpuSeconds),
      unit: 'pages/s',
      beside: { what: 'plain pdf.js getTextContent', value: perSecond(plain.cpuSeconds) },
      bar: { text: 'at least 0.90 of it', passed: cpuRatio >= 0.9 },
    },
    {
      stage: 'extraction',
      what: 'two children, from their start',
      value: perSecond(two.wallSeconds),
      unit: 'pages/s',
      beside: { what: 'one child', value: perSecond(one.wallSeconds) },
    },
    {
      stage: 'extraction',
      what: 'two children, the same files again',
      value: perSecond(two.warmSeconds),
      unit: 'pages/s',
      beside: { what: 'one child', value: perSecond(one.warmSeconds) },
      bar: { text: 'at least 1.7 times one', passed: one.warmSeconds >= 1.7 * two.warmSeconds },
    },
    {
      stage: 'extraction',
      what: 'peak resident memory of a child',
      value: Math.max(one.peakMb, two.peakMb),
      unit: 'MB',
      bar: { text: 'below 700 MB', passed: Math.max(one.peakMb, two.peakMb) < 700 },
    },
  ];
}

/** In seconds and MB. Of the first pass, wall and CPU time (the children's alone) hold their start and their code's compiling,
 *  some two seconds each; of the second, `warmSeconds` hold neither, as for most of the 200 documents that a child reads. */
async function measureChildren(pdfs: readonly BenchDocument[], children: number) {
  const watch = watchProcesses(process.pid);
  await using pool = openBenchPool(children);
  const { wallSeconds } = await extractWith(pool, pdfs, children);
  // while they are there
  const cold = childrenOf(watch.stop());
  const again = watchProcesses(process.pid);
  const { wallSeconds: warmSeconds } = await extractWith(pool, pdfs, children);
  const warm = childrenOf(again.stop());
  return {
    ...{ wallSeconds, warmSeconds },
    cpuSeconds: cold.reduce((sum, use) => sum + use.cpuSeconds, 0),
    peakMb: Math.max(...[...cold, ...warm].map(({ peakMb }) => peakMb)),
  };
}

function childrenOf(uses: readonly ProcessUse[]): ProcessUse[] {
  return uses.filter(({ name }) => name.endsWith('child/main.ts'));
}

async function readPlainly(folder: string): Promise<{ pages: number; wallSeconds: number; cpuSeconds: number }> {
  const script = fileURLToPath(new URL('plain-pdfjs.ts', import.meta.url));
  return JSON.parse(await runCommand(process.execPath, [script, folder]));
}
