import { readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRecognizer } from '@acervo/inference';
import { makeArchiveFolder } from './archive-folder.ts';
import { type BenchDocument, extractAll } from './documents.ts';
import { runCommand, watchProcesses } from './process-tree.ts';
import type { Row } from './report.ts';

const acervo = fileURLToPath(new URL('../../apps/cli/bin/acervo.js', import.meta.url));
const sumCpu = (uses: readonly { cpuSeconds: number }[]) => uses.reduce((sum, use) => sum + use.cpuSeconds, 0);

/** CPU seconds that extraction and recognition need when each has the machine to itself. */
async function cpuOfStagesAlone(documents: readonly BenchDocument[], modelFolder: string) {
  const cores = availableParallelism();
  const children = watchProcesses(process.pid);
  const { extractions } = await extractAll(documents, cores);
  const extraction = sumCpu(children.stop());
  await using recognizer = await openRecognizer({ folder: modelFolder });
  const before = process.cpuUsage();
  await Promise.all(extractions.map((document) => recognizer.recognize(document.text)));
  const used = process.cpuUsage(before);
  return { extraction, recognition: (used.user + used.system) / 1e6, extractions };
}

/** `acervo run` on a folder in a fresh archive whose server is already up: documents/s, pages/s, wall time beside the
 *  stages' CPU time alone, and the peak memory of each process. */
export async function benchEndToEnd(
  folder: string,
  documents: readonly BenchDocument[],
  modelFolder: string,
): Promise<Row[]> {
  const cores = availableParallelism();
  const alone = await cpuOfStagesAlone(documents, modelFolder);
  const archive = await makeArchiveFolder('acervo-bench-');
  const run = (...args: string[]) =>
    runCommand(process.execPath, [acervo, ...args, '--archive', archive], { accept: [0, 1] });
  await run('db', 'start');
  try {
    const watch = watchProcesses(process.pid, 'postgres');
    const started = performance.now();
    await run('run', folder, '--json');
    const wall = (performance.now() - started) / 1000;
    const uses = watch.stop();
    const pages = alone.extractions.reduce((sum, extraction) => sum + extraction.pages.length, 0);
    const floor = (alone.extraction + alone.recognition) / cores;
    return [
      {
        stage: 'end to end',
        what: `acervo run, ${documents.length} documents`,
        value: documents.length / wall,
        unit: 'documents/s',
      },
      { stage: 'end to end', what: 'the same in pages', value: pages / wall, unit: 'pages/s' },
      {
        stage: 'end to end',
        what: 'wall time',
        value: wall,
        unit: 's',
        beside: { what: `CPU of extraction and recognition alone / ${cores} cores`, value: floor },
        bar: { text: 'at most 1.15 times', passed: wall <= 1.15 * floor },
      },
      ...peakMemory(uses),
    ];
  } finally {
    await run('db', 'stop');
    await rm(archive, { recursive: true, force: true });
  }
}

/** The largest process of each kind. */
function peakMemory(uses: readonly { name: string; peakMb: number }[]): Row[] {
  const peaks = new Map<string, number>();
  for (const use of uses) peaks.set(use.name, Math.max(use.peakMb, peaks.get(use.name) ?? 0));
  return [...peaks].map(([name, peakMb]) => ({
    stage: 'memory',
    what: `peak resident, ${name}`,
    value: peakMb,
    unit: 'MB',
    ...(name.includes('worker/src/main.ts') ? { bar: { text: 'worker below 1,200 MB', passed: peakMb < 1200 } } : {}),
  }));
}

/** A document of 2,000 pages alone: the delay of the worker's event loop while it is recognized, from the worker's log. */
export async function benchLongDocument(folder: string): Promise<Row[]> {
  const archive = await makeArchiveFolder('acervo-bench-long-');
  try {
    const watch = watchProcesses(process.pid);
    await runCommand(process.execPath, [acervo, 'run', folder, '--json', '--archive', archive], { accept: [0, 1] });
    const uses = watch.stop();
    const logs = (await readdir(join(archive, 'logs'))).filter((name) => name.startsWith('worker'));
    const lines = (await Promise.all(logs.map((name) => readFile(join(archive, 'logs', name), 'utf8'))))
      .join('\n')
      .split('\n');
    const delay = lines
      .filter((line) => line.includes('eventLoopP99Ms'))
      .map((line) => Number(JSON.parse(line).eventLoopP99Ms))
      .at(-1);
    if (delay === undefined) throw new Error('the worker logged no eventLoopP99Ms');
    return [
      {
        stage: 'worker',
        what: 'event loop delay p99 while a 2,000-page document is recognized',
        value: delay,
        unit: 'ms',
        bar: { text: 'below 100 ms', passed: delay < 100 },
      },
      ...peakMemory(uses).map((row) => ({ ...row, what: `${row.what}, 2,000-page document` })),
    ];
  } finally {
    await rm(archive, { recursive: true, force: true });
  }
}
