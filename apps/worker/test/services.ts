import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countStages, type Db, ensureModel, ensureSource, requestScan, type ScanOptions, useModel } from '@acervo/db';
import { readModelFolder } from '@acervo/inference';
import { waitUntil } from '../../../packages/db/test/reach.ts';

const testModels = fileURLToPath(new URL('../../../packages/inference/test-data', import.meta.url));
/** Where the tiny model lies. */
export const tinyModel = join(testModels, 'tiny-bert');
const mains = {
  ingest: fileURLToPath(new URL('../../ingest/src/main.ts', import.meta.url)),
  worker: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
};

/** One service running as an operator would run it; disposing kills it. */
export interface TestService extends AsyncDisposable {
  readonly child: ChildProcess;
  /** SIGKILL, and its end. */
  kill(): Promise<void>;
  /** SIGTERM; gives its exit code and how long it took. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** Lines of its log. */
  log(): string;
}

/** Starts a service and waits until it says that it is ready.
 *  @param node what runs it, and its children */
export async function startService(
  name: keyof typeof mains,
  urls: { databaseUrl: string; redisUrl?: string | undefined },
  environment: Record<string, string> = {},
  node: string = process.execPath,
): Promise<TestService> {
  const child = spawn(node, [mains[name]], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: urls.databaseUrl,
      REDIS_URL: urls.redisUrl ?? '',
      ACERVO_MODELS: testModels,
      ACERVO_LOCK_S: '2',
      ACERVO_EXTRACTORS: '2',
      ACERVO_THREADS: '1',
      ACERVO_LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const ended = once(child, 'exit');
  const ready = once(child, 'message');
  if ((await Promise.race([ready.then(() => 'ready'), ended.then(() => 'ended')])) === 'ended') {
    throw new Error(`${name} ended before it was ready:\n${log}`);
  }
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  return {
    child,
    kill,
    async stop() {
      const since = performance.now();
      child.kill('SIGTERM');
      const [code] = await ended;
      return { code, ms: performance.now() - since };
    },
    log: () => log,
    [Symbol.asyncDispose]: kill,
  };
}

/** Registers the tiny model as the one in use. */
export async function useTinyModel(db: Db): Promise<number> {
  const { name, hash, settings } = await readModelFolder(tinyModel);
  const modelId = await ensureModel(db, { name, hash, settings });
  await useModel(db, { name, now: true });
  return modelId;
}

/** Asks for a scan and waits until it and everything it brought is done or failed. */
export async function scanToEnd(db: Db, folder: string, options: ScanOptions = {}): Promise<Record<string, unknown>> {
  const sourceId = await ensureSource(db, { storage: 'local', path: folder });
  const scanId = await requestScan(db, { sourceId, options });
  await finishEverything(db);
  const { rows } = await db.pool.query(
    'select seen, new, changed, vanished, unsupported, error_code from scans where id = $1',
    [scanId],
  );
  return rows[0];
}

/** Waits until nothing is open; connections that are lost meanwhile are no failure. */
export async function finishEverything(db: Db, timeoutMs = 90_000): Promise<void> {
  await waitUntil(timeoutMs, async () => {
    const { documents, runs, openScans } = await countStages(db);
    return { reached: documents.pending + runs.pending + openScans === 0, state: { documents, runs, openScans } };
  });
}

/** Every mention of every document with a file, by the document's bytes: what must not depend on what happened. */
export async function readMentions(db: Db): Promise<string[]> {
  const { rows } = await db.pool.query<{ line: string }>(
    `select concat_ws(' ', encode(d.sha256, 'hex'), m.start, m."end", m.entity_type_id) as line
     from mentions m join documents d on d.id = m.document_id order by d.sha256, m.start, m.entity_type_id`,
  );
  return rows.map(({ line }) => line);
}

/** How documents ended, by a file's path. */
export async function readOutcomes(db: Db): Promise<Record<string, string>> {
  const { rows } = await db.pool.query<{ path: string; outcome: string }>(
    `select f.path, case when f.vanished_at is not null then 'vanished'
       else coalesce(f.error_code, d.error_code, r.error_code, r.status, d.status) end as outcome
     from files f left join documents d on d.id = f.document_id left join runs r on r.document_id = d.id order by f.path`,
  );
  return Object.fromEntries(rows.map(({ path, outcome }) => [path, outcome]));
}
