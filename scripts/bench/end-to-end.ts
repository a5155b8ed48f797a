import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldEntityTotals, linkCopies, migrate, openDatabase } from '@acervo/db';
import { openRecognizer } from '@acervo/inference';
import { inArchive, makeArchiveFolder } from './archive-folder.ts';
import { type BenchDocument, extractAll } from './documents.ts';
import { DATABASE_SERVER, type ProcessUse, peaksByName, runCommand, watchProcesses, withCpu } from './process-tree.ts';
import type { Row } from './report.ts';
import { storeExtractions, storeRuns } from './store.ts';

const acervo = fileURLToPath(new URL('../../apps/cli/bin/acervo.js', import.meta.url));

/** How often each PDF is in the folder that is run. */
const COPIES = 6;

/** CPU seconds that extracting, recognizing and storing the documents (copies and totals too) need when each stage has the
 *  machine to itself. */
async function cpuOfStagesAlone(documents: readonly BenchDocument[], modelFolder: string) {
  const extraction = await withCpu(() => extractAll(documents, availableParallelism()));
  const { extractions } = extraction.result;
  await using recognizer = await openRecognizer({ folder: modelFolder });
  const recognition = await withCpu(() => Promise.all(extractions.map(({ text }) => recognizer.recognize(text))));
  const storing = await inArchive(async (url) => {
    await using db = openDatabase(url);
    await migrate(db);
    return await withCpu(async () => {
      const stored = await storeExtractions(db, extractions);
      while ((await linkCopies(db)).more); // as ingest does, while their runs wait
      await storeRuns(db, stored, recognition.result);
      while ((await foldEntityTotals(db)).more);
    });
  });
  return {
    pages: extractions.reduce((sum, { pages }) => sum + pages.length, 0),
    cpuSeconds: { extraction: extraction.cpuSeconds, recognition: recognition.cpuSeconds, storing: storing.cpuSeconds },
  };
}

/** `acervo run` on a folder in a fresh archive whose server is already up: documents/s, pages/s, wall time beside the
 *  stages' CPU time alone, and the peak memory of each process. */
export async function benchEndToEnd(once: readonly BenchDocument[], modelFolder: string): Promise<Row[]> {
  const cores = availableParallelism();
  const documents = copiesOf(once);
  const { pages, cpuSeconds } = await cpuOfStagesAlone(documents, modelFolder);
  const floor = Object.values(cpuSeconds).reduce((sum, seconds) => sum + seconds, 0) / cores;
  const folder = await mkdtemp(join(tmpdir(), 'acervo-bench-documents-'));
  for (const { name, bytes } of documents) await writeFile(join(folder, name), bytes);
  const archive = await makeArchiveFolder('acervo-bench-');
  const run = (...args: string[]) =>
    runCommand(process.execPath, [acervo, ...args, '--archive', archive], { accept: [0, 1] });
  await run('db', 'start');
  try {
    const watch = watchProcesses(process.pid, DATABASE_SERVER);
    const started = performance.now();
    await run('run', folder, '--ocr', 'never', '--json');
    const wall = (performance.now() - started) / 1000;
    const uses = watch.stop();
    const row = (what: string, value: number, unit: string): Row => ({ stage: 'end to end', what, value, unit });
    return [
      row(`acervo run, ${documents.length} documents`, documents.length / wall, 'documents/s'),
      row('the same in pages', pages / wall, 'pages/s'),
      {
        ...row('wall time', wall, 's'),
        beside: { what: `CPU of the stages alone / ${cores} cores`, value: floor },
        bar: { text: 'at most 1.15 times', passed: wall <= 1.15 * floor },
      },
      ...Object.entries(cpuSeconds).map(([stage, seconds]) => row(`CPU of ${stage} alone`, seconds, 's')),
      ...cpuOfProcesses(uses),
      ...peakMemory(uses),
    ];
  } finally {
    await run('db', 'stop');
    for (const made of [archive, folder]) await rm(made, { recursive: true, force: true });
  }
}

/** Every PDF {@link COPIES} times, told apart by a comment at its end, so that a run is long beside the start of its processes. */
function copiesOf(documents: readonly BenchDocument[]): BenchDocument[] {
  const copies = documents
    .filter(({ name }) => name.toLowerCase().endsWith('.pdf'))
    .flatMap(({ name, bytes }) =>
      Array.from({ length: COPIES - 1 }, (_, copy) => ({
        name: `${copy + 2}-${name}`,
        bytes: Buffer.concat([bytes, Buffer.from(`\n% ${copy + 2}\n`)]),
      })),
    );
  return [...documents, ...copies];
}

/** CPU seconds by the name of the process, during the run. */
function cpuOfProcesses(uses: readonly ProcessUse[]): Row[] {
  const sums = new Map<string, number>();
  for (const { name, cpuSeconds } of uses) sums.set(name, (sums.get(name) ?? 0) + cpuSeconds);
  return [...sums]
    .filter(([, seconds]) => seconds >= 0.1)
    .map(([name, value]) => ({ stage: 'end to end', what: `CPU during the run, ${name}`, value, unit: 's' }));
}

/** The largest process of each kind. */
function peakMemory(uses: readonly ProcessUse[]): Row[] {
  return [...peaksByName(uses)].map(([name, peakMb]) => ({
    stage: 'memory',
    what: `peak resident, ${name}`,
    value: peakMb,
    unit: 'MB',
    ...(name.includes('worker/src/main.ts') ? { bar: { text: 'worker below 1,200 MB', passed: peakMb < 1200 } } : {}),
  }));
}
