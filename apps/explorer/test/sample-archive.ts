import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  applyManifest,
  countStages,
  countUnended,
  type Db,
  ensureModel,
  ensureRules,
  foldEntityTotals,
  openDatabase,
  readerUrl,
  useModel,
  wantRuns,
} from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openExtractorPool } from '@acervo/extraction';
import { DEFAULT_MODEL_FOLDER, readModelFolder } from '@acervo/inference';
import { openRecognizeQueue } from '@acervo/queue';
import { openLogger, readConfiguration } from '@acervo/runtime';
import { waitUntil } from '../../../packages/db/test/reach.ts';
import { finishEverything, scanToEnd, startService, tinyModel } from '../../worker/test/services.ts';
import { type ExplorerDeps, openExplorer } from '../src/explorer.ts';
import { listen } from '../src/listen.ts';
import { openLab } from '../src/try/lab.ts';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
/** A user's rule that finds words inside of what the model recognizes (Santa Clotilde do Ipê), and one that does not. */
const RULES = '- type: ARVORE\n  words: [Ipê]\n- type: DOMICILIO\n  words: [residente]\n';
const MB = 1024 * 1024;
const UNLIMITED = { burst: 1e9, perMinute: 1e9 };

/** An explorer that listens on a loopback port. */
export interface TestExplorer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Of the login that may write, for looking and preparing. */
  readonly db: Db;
  /** Patterns of the routes that answer GET. */
  readonly routes: readonly string[];
  /** Lines of its log so far. */
  readonly log: string[];
}

/** Starts an explorer over a database with the committed samples, read by the default model, and a second model installed.
 *  `documents: false` leaves the database empty; `thorough` waits for OCR, and has some documents read by the second model. */
export async function openSampleExplorer({
  documents = true,
  thorough = false,
  environment = {},
  rates = { pages: UNLIMITED, attempts: UNLIMITED },
}: {
  documents?: boolean;
  thorough?: boolean;
  environment?: Record<string, string>;
  rates?: NonNullable<ExplorerDeps['rates']>;
} = {}): Promise<TestExplorer> {
  await using cleanUp = new AsyncDisposableStack();
  const { db, url } = cleanUp.use(await openTestDatabase());
  const model = await readModelFolder(DEFAULT_MODEL_FOLDER);
  await ensureModel(db, model);
  await useModel(db, { name: model.name, now: true });
  await ensureModel(db, await readModelFolder(tinyModel));
  await ensureRules(db, RULES);
  if (documents) await readSamples(db, url, { thorough });
  const configuration = readConfiguration({
    ACERVO_MODELS: fileURLToPath(new URL('..', `file://${tinyModel}/`)),
    ACERVO_THREADS: '1',
    ...environment,
  });
  const reader = cleanUp.use(openDatabase(readerUrl(url), { maxConnections: 8 }));
  const lab = cleanUp.use(openLab({ db: reader, configuration }));
  const pool = cleanUp.use(
    openExtractorPool({ children: 1, timeoutMs: 20_000, maxRssBytes: 768 * MB, maxTextUnits: 8 * MB }),
  );
  const log: string[] = [];
  const logger = openLogger('explorer', 'info');
  const note = (...entry: unknown[]) => void log.push(JSON.stringify(entry));
  const heard = Object.assign(Object.create(logger), { info: note, warn: note, error: note }) as typeof logger;
  const app = openExplorer({ db: reader, lab, pool, logger: heard, configuration, rates });
  const listening = cleanUp.use(await listen(app, { host: '127.0.0.1', port: 0 }));
  const routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  const resources = cleanUp.move();
  return { url: listening.url, db, routes, log, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

async function readSamples(db: Db, databaseUrl: string, { thorough }: { thorough: boolean }): Promise<void> {
  await using _ingest = await startService('ingest', { databaseUrl });
  await using _worker = await startService('worker', { databaseUrl });
  await scanToEnd(db, samples);
  if (thorough) await readMore(db, databaseUrl);
  await describeSamples(db);
  await foldEntityTotals(db);
}

async function readMore(db: Db, databaseUrl: string): Promise<void> {
  await waitUntil(90_000, async () => {
    const { ocr } = await countStages(db);
    return { reached: ocr.pending === 0, state: ocr };
  });
  await finishEverything(db);
  const { rows } = await db.pool.query<{ id: number }>(`select document_id as id from files where path like '%.docx'`);
  const { rows: models } = await db.pool.query<{ id: number }>(`select id from models where state = 'installed'`);
  const wanted = { documentIds: rows.map(({ id }) => id), modelIds: models.map(({ id }) => id) };
  await using queue = openRecognizeQueue({ kind: 'postgres', url: databaseUrl });
  await queue.add((await wantRuns(db, wanted)).map((data) => ({ data, lane: 0 })));
  await waitUntil(60_000, async () => {
    const left = await countUnended(db, wanted);
    return { reached: left === 0, state: left };
  });
}

/** Invented courts and dates: the samples come without a manifest. */
async function describeSamples(db: Db): Promise<void> {
  const rows = readdirSync(samples).map((path, at) => ({
    path,
    court: ['TJAR', 'TRT99'][at % 2] ?? '',
    class: ['Apelação', 'Recurso Ordinário'][at % 2] ?? '',
    judgedOn: `${2015 + (at % 3)}-03-04`,
    caseNumber: `000${at}234-56.2018.8.99.0001`,
  }));
  const { rows: sources } = await db.pool.query<{ id: number }>('select id from sources');
  await applyManifest(db, sources[0]?.id ?? 0, rows);
}
