import { fileURLToPath } from 'node:url';
import { type BenchDocument, extractAll } from './documents.ts';
import { runCommand, watchProcesses } from './process-tree.ts';
import type { Row } from './report.ts';

/** Pages per second of one extraction child, beside a plain pdf.js loop over the same files in a process of its own: by
 *  the clock, and by CPU time, which a busy machine disturbs less. */
export async function benchExtraction(folder: string, documents: readonly BenchDocument[]): Promise<Row[]> {
  const pdfs = documents.filter((document) => /\.pdf$/i.test(document.name));
  const watch = await watchProcesses(process.pid);
  const ours = await extractAll(pdfs, 1);
  const pages = ours.extractions.reduce((sum, extraction) => sum + extraction.pages.length, 0);
  const script = fileURLToPath(new URL('plain-pdfjs.ts', import.meta.url));
  const plain: { pages: number; seconds: number } = JSON.parse(await runCommand(process.execPath, [script, folder]));
  const used = await watch.stop();
  const cpuSeconds = (name: string) => used.find((use) => use.name.endsWith(name))?.cpuSeconds ?? Number.NaN;
  return [
    {
      stage: 'extraction',
      what: 'one child, layout kept',
      value: pages / ours.wallSeconds,
      unit: 'pages/s',
      beside: { what: 'plain pdf.js getTextContent', value: plain.pages / plain.seconds },
    },
    {
      stage: 'extraction',
      what: 'one child, layout kept, by CPU time',
      value: pages / cpuSeconds('child/main.ts'),
      unit: 'pages/s',
      beside: { what: 'plain pdf.js getTextContent', value: plain.pages / cpuSeconds('plain-pdfjs.ts') },
    },
  ];
}
