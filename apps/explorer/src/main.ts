/** The explorer: web pages and JSON over an archive, through a login that can only read. Configured by the environment;
 *  DATABASE_URL is the reading login's. SIGTERM, SIGINT or a closed IPC channel stop it. */
import { once } from 'node:events';
import { openDatabase, refuseWriters } from '@acervo/db';
import { openExtractorPool } from '@acervo/extraction';
import { PipelineError, runService } from '@acervo/runtime';
import { openExplorer } from './explorer.ts';
import { isLoopback, listen } from './listen.ts';
import { openLab } from './try/lab.ts';

const MB = 1024 * 1024;
/** A person waits: what takes longer is for `acervo run`. */
const TRY_TIMEOUT_MS = 30_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const TRY_TEXT_UNITS = 8 * MB;

await runService('explorer', async ({ configuration, databaseUrl, logger, signal, ready }) => {
  const { ACERVO_WEB_HOST: host, ACERVO_WEB_PORT: port, ACERVO_WEB_TOKEN: token } = configuration;
  if (token === undefined && !isLoopback(host))
    throw new PipelineError('usage', 'ACERVO_WEB_HOST is no loopback address: set ACERVO_WEB_TOKEN');
  await using db = openDatabase(databaseUrl, {
    applicationName: 'acervo explorer',
    maxConnections: 8,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  await refuseWriters(db);
  await using lab = openLab({ db, configuration });
  await using pool = openExtractorPool({
    children: 1,
    timeoutMs: TRY_TIMEOUT_MS,
    maxRssBytes: configuration.ACERVO_EXTRACT_MEMORY_MB * MB,
    maxTextUnits: TRY_TEXT_UNITS,
  });
  const explorer = openExplorer({ db, lab, pool, logger, configuration });
  await using listening = await listen(explorer, { host, port });
  ready(listening.url);
  if (!signal.aborted) await once(signal, 'abort');
});
