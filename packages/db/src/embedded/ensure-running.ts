import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '@acervo/runtime';
import { findBinaries } from './binaries.ts';
import { findFreePort } from './free-port.ts';
import { checkMajorVersion, findMajorVersion, initializeCluster } from './initialize-cluster.ts';
import { findPostmaster, startPostmaster } from './postmaster.ts';
import { isAnswering, prepareDatabase } from './prepare-database.ts';
import {
  dataFolderOf,
  findRecord,
  readPassword,
  type ServerFiles,
  type ServerRecord,
  writeRecord,
} from './server-files.ts';
import { canReach, findServerUser, reachableBinaries, reachableFolder } from './server-user.ts';

/** A server that answers. */
export interface RunningServer {
  readonly record: ServerRecord;
  readonly password: string;
  readonly pid: number;
  /** It ran before we came. */
  readonly adopted: boolean;
}

const START_ATTEMPTS = 8;
/** Recovering a large archive takes its time. */
const ANSWER_TIMEOUT_MS = 600_000;

/** Makes the archive's server run: makes the data folder, starts, restarts or adopts, whatever is needed. Call it under
 *  the server's lock.
 *  @throws {PipelineError} `usage`: no programs for this platform, another major version; `database-unavailable`: it
 *  does not start. */
export async function ensureRunning(files: ServerFiles, log: (message: string) => void): Promise<RunningServer> {
  const installed = await findBinaries();
  const user = await findServerUser(files.folder);
  const record = (await findRecord(files)) ?? (await newRecord(files, log));
  const dataFolder = dataFolderOf(files, record);
  const version = await findMajorVersion(dataFolder);
  if (version !== undefined) checkMajorVersion(dataFolder, version);

  const password = await readPassword(files, { isNew: version === undefined });
  const found = { record, password, dataFolder };
  const port = await waitUntilAnswering(found);
  if (port !== undefined) return settle(files, { ...found, port, adopted: true });

  const binaries = await reachableBinaries(user, installed);
  if (version === undefined) {
    log('making the data folder');
    await initializeCluster(binaries, { cluster: join(dataFolder, '..'), password, user });
  }
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    // the recorded port first: clients that lost the server, and what people have saved, find it again
    const free = await findFreePort(record.port);
    const started = await startPostmaster(binaries, { dataFolder, port: free, user });
    const port = started ? await waitUntilAnswering(found) : undefined;
    if (port !== undefined) return settle(files, { ...found, port, adopted: false });
    await sleep(Math.min(200 * 2 ** attempt, 5000));
  }
  throw new PipelineError(
    'database-unavailable',
    `the archive's PostgreSQL does not start: see startup.log and log/ in ${dataFolder}`,
  );
}

/** The port of the server that is there, once it has started and recovered; undefined when there is none, or it ends
 *  meanwhile (also one that was killed a moment ago). */
async function waitUntilAnswering({
  password,
  dataFolder,
}: {
  password: string;
  dataFolder: string;
}): Promise<number | undefined> {
  for (const since = Date.now(); ; await sleep(100)) {
    const running = await findPostmaster(dataFolder);
    if (running === undefined) return undefined;
    if (running.port !== 0 && (await isAnswering({ port: running.port, password }))) return running.port;
    if (Date.now() - since > ANSWER_TIMEOUT_MS) {
      throw new PipelineError(
        'database-unavailable',
        `the archive's PostgreSQL runs (${running.pid}) but does not answer`,
      );
    }
  }
}

async function settle(
  files: ServerFiles,
  server: { record: ServerRecord; password: string; dataFolder: string; port: number; adopted: boolean },
): Promise<RunningServer> {
  const { record, password, dataFolder, port, adopted } = server;
  if (!record.prepared) await prepareDatabase({ port, password });
  const settled = { ...record, port, prepared: true, wanted: true };
  await writeRecord(files, settled);
  const running = await findPostmaster(dataFolder);
  if (running === undefined) {
    throw new PipelineError('database-unavailable', 'the server ended at once', { retryable: true });
  }
  return { record: settled, password, pid: running.pid, adopted };
}

async function newRecord(files: ServerFiles, log: (message: string) => void): Promise<ServerRecord> {
  const user = await findServerUser(files.folder);
  let cluster = 'cluster';
  if (!(await canReach(user, files.folder))) {
    cluster = await reachableFolder(`archive-${randomUUID()}`);
    log(`PostgreSQL does not run as root and its user can't reach the archive: its data folder is ${cluster}`);
  }
  const record = { cluster, port: 0, prepared: false, pinned: false, wanted: true };
  await writeRecord(files, record);
  return record;
}
