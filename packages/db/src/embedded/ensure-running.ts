import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '@acervo/runtime';
import { findBinaries } from './binaries.ts';
import { findFreePort } from './free-port.ts';
import { checkMajorVersion, findMajorVersion, initializeCluster } from './initialize-cluster.ts';
import { findPostmaster, startPostmaster } from './postmaster.ts';
import { prepareDatabase, waitUntilAnswering } from './prepare-database.ts';
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

/** Makes the archive's server run: makes the data folder, starts, restarts or adopts, whatever is needed. Call it under
 *  the server's lock.
 *  @throws {PipelineError} `usage`: no programs for this platform, another major version; `database-unavailable`: it
 *  does not start. */
export async function ensureRunning(files: ServerFiles, log: (message: string) => void): Promise<RunningServer> {
  const installed = await findBinaries();
  const user = await findServerUser(files.folder);
  const password = await readPassword(files);
  const record = (await findRecord(files)) ?? (await newRecord(files, log));
  const dataFolder = dataFolderOf(files, record);
  const version = await findMajorVersion(dataFolder);
  if (version !== undefined) checkMajorVersion(dataFolder, version);

  const running = await findPostmaster(dataFolder);
  if (running !== undefined) return adopt(files, { record, password, dataFolder });

  const binaries = await reachableBinaries(user, installed);
  if (version === undefined) {
    log('making the data folder');
    await initializeCluster(binaries, { cluster: join(dataFolder, '..'), password, user });
  }
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    // the recorded port first: clients that lost the server, and what people have saved, find it again
    const port = await findFreePort(record.port);
    if (await startPostmaster(binaries, { dataFolder, port, user })) {
      return settle(files, { record: { ...record, port, wanted: true }, password, dataFolder, adopted: false });
    }
    await sleep(Math.min(200 * 2 ** attempt, 5000));
  }
  throw new PipelineError(
    'database-unavailable',
    `the archive's PostgreSQL does not start: see startup.log and log/ in ${dataFolder}`,
  );
}

/** Waits for a server that is there, up to the end of its recovery. */
async function adopt(
  files: ServerFiles,
  { record, password, dataFolder }: { record: ServerRecord; password: string; dataFolder: string },
): Promise<RunningServer> {
  let running = await findPostmaster(dataFolder);
  // a server whose starter was killed has not written its port yet
  for (let i = 0; running?.port === 0 && i < 100; i++) {
    await sleep(100);
    running = await findPostmaster(dataFolder);
  }
  if (running === undefined || running.port === 0) {
    throw new PipelineError('database-unavailable', "the archive's PostgreSQL ended while it was starting", {
      retryable: true,
    });
  }
  return settle(files, {
    record: { ...record, port: running.port, wanted: true },
    password,
    dataFolder,
    adopted: true,
  });
}

async function settle(
  files: ServerFiles,
  server: { record: ServerRecord; password: string; dataFolder: string; adopted: boolean },
): Promise<RunningServer> {
  const { record, password, dataFolder, adopted } = server;
  await waitUntilAnswering({ port: record.port, password });
  if (!record.prepared) await prepareDatabase({ port: record.port, password });
  const settled = { ...record, prepared: true };
  await writeRecord(files, settled);
  const running = await findPostmaster(dataFolder);
  if (running === undefined)
    throw new PipelineError('database-unavailable', 'the server ended at once', { retryable: true });
  return { record: settled, password, pid: running.pid, adopted };
}

async function newRecord(files: ServerFiles, log: (message: string) => void): Promise<ServerRecord> {
  const user = await findServerUser(files.folder);
  let cluster = 'cluster';
  if (!(await canReach(user, files.folder))) {
    const { dev, ino } = await stat(files.folder, { bigint: true });
    cluster = await reachableFolder(`archive-${dev}-${ino}`);
    // left by an archive that was deleted here: kept, out of the way
    await rename(join(cluster, 'data'), join(cluster, `data-until-${Date.now()}`)).catch(() => undefined);
    log(`PostgreSQL does not run as root and its user can't reach the archive: its data folder is ${cluster}`);
  }
  const record = { cluster, port: 0, prepared: false, pinned: false, wanted: true };
  await writeRecord(files, record);
  return record;
}
