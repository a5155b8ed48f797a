/** `npm run bench [-- --folder DIR] [--only stage,…] [--python PATH] [--out DIR]`: measures every stage beside its
 *  alternative in one run and writes bench.md and bench.json. Without a folder: the samples, or the court documents
 *  beside the checkout where they are. `--python`: an interpreter with torch and transformers, for the BERT comparison
 *  (default: python3 where it has them). `--only explorer` and `--only scale` fill a
 *  database with ten million mentions; `--large-archive` names one that `npm run large-archive` has filled, for the latter. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureModel, migrate, openDatabase, openEmbeddedServer, useModel } from '@acervo/db';
import { inArchive } from './archive-folder.ts';
import { benchDatabase } from './database.ts';
import { extractAll, readDocuments } from './documents.ts';
import { benchEndToEnd } from './end-to-end.ts';
import { benchExplorer } from './explorer.ts';
import { benchExtraction } from './extraction.ts';
import { benchBertBase, benchCuda, benchDefaultModel, benchShortDocuments } from './inference.ts';
import { benchLongDocument } from './long-document.ts';
import { benchNormalization } from './normalization.ts';
import { runCommand } from './process-tree.ts';
import { benchPseudonyms } from './pseudonyms.ts';
import { benchQueue } from './queue.ts';
import { type Row, toMarkdown, writeReport } from './report.ts';
import { benchScale } from './scale.ts';
import { benchTokenization } from './tokenization.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const model = join(root, 'models/lener-conv');
const courtDocuments = join(root, '../shared/data/court-docs');
const lenerDev = join(root, '../shared/data/lener-br/dev');
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: existsSync(courtDocuments) ? courtDocuments : join(root, 'samples') },
    only: { type: 'string' },
    'large-archive': { type: 'string' },
    python: { type: 'string' },
    out: { type: 'string', default: join(root, 'bench-results') },
  },
});

const documents = await readDocuments(values.folder);
let cachedTexts: string[] | undefined;
const texts = async () => {
  cachedTexts ??= (await extractAll(documents, 2)).extractions.map((extraction) => extraction.text);
  return cachedTexts;
};

const stages: Record<string, () => Promise<Row[]>> = {
  extraction: () => benchExtraction(values.folder, documents),
  tokenization: async () =>
    benchTokenization(await texts(), (await readFile(join(model, 'vocab.txt'), 'utf8')).trimEnd().split('\n')),
  inference: async () => benchDefaultModel(model, await texts()),
  'short-documents': async () => benchShortDocuments(model, await texts()),
  cuda: async () => benchCuda(model, await texts()),
  bert: async () => {
    const python = await findPython(values.python);
    return python === undefined ? [] : benchBertBase(python, await texts(), model);
  },
  normalization: benchNormalization,
  pseudonyms: async () => {
    if (existsSync(lenerDev)) return benchPseudonyms(lenerDev);
    process.stderr.write(`no ${lenerDev}: what pseudonyms leave of names is not measured\n`);
    return [];
  },
  database: () =>
    inArchive(async (url) => {
      await using db = openDatabase(url);
      await migrate(db);
      return await benchDatabase(db); // the pool stays open until then
    }),
  explorer: () =>
    inArchive(async (url) => {
      await using db = openDatabase(url);
      await migrate(db);
      return await benchExplorer(db);
    }),
  scale: async () => {
    const archive = values['large-archive'];
    if (archive === undefined) return inArchive(benchScaleAt);
    await using server = await openEmbeddedServer({ archive });
    return await benchScaleAt(server.url);
  },
  queue: () => inArchive(benchQueue),
  'end-to-end': () => benchEndToEnd(documents, model),
  'long-document': benchLongDocument,
};

async function benchScaleAt(url: string): Promise<Row[]> {
  await using db = openDatabase(url);
  await migrate(db);
  const modelId = await ensureModel(db, { name: 'large-archive', hash: '00'.repeat(32), settings: {} });
  await useModel(db, { name: 'large-archive', now: true });
  return await benchScale(db, modelId);
}

/** The interpreter given, or `python3` if it has what the comparison needs; says so where it hasn't. */
async function findPython(given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return given;
  try {
    await runCommand('python3', ['-c', 'import torch, transformers, onnx, onnxruntime, onnxscript']);
    return 'python3';
  } catch {
    process.stderr.write(
      'no python3 with what training/requirements.txt names: BERT is left out (--python PATH names one)\n',
    );
    return undefined;
  }
}

/** What takes long and needs much disk runs only when it is named. */
const ONLY_WHEN_NAMED = new Set(['explorer', 'scale']);
const chosen = values.only?.split(',') ?? Object.keys(stages).filter((name) => !ONLY_WHEN_NAMED.has(name));
const rows: Row[] = [];
for (const name of chosen) {
  const stage = stages[name];
  if (!stage) throw new Error(`--only knows ${Object.keys(stages).join(', ')}`);
  process.stderr.write(`${name} …\n`);
  rows.push(...(await stage()));
}
await writeReport(values.out, rows);
process.stdout.write(toMarkdown(rows));
