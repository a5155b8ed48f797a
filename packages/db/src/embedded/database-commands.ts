import type { EmbeddedStatus } from './contracts.ts';
import { ensureRunning } from './ensure-running.ts';
import { lockFile } from './file-lock.ts';
import { findMajorVersion } from './initialize-cluster.ts';
import { leaveServer } from './leave-server.ts';
import { findPostmaster } from './postmaster.ts';
import {
  dataFolderOf,
  findRecord,
  makeServerFiles,
  readPassword,
  serverFiles,
  serverUrl,
  writeRecord,
} from './server-files.ts';
import { countSessions, sweepSessions } from './sessions.ts';

/** `acervo db start`: starts the archive's server and keeps it running without a session, until `stopEmbeddedServer`.
 *  Gives its url. @throws as `openEmbeddedServer`. */
export async function startEmbeddedServer({
  archive,
  log = () => undefined,
}: {
  archive: string;
  log?: (message: string) => void;
}): Promise<string> {
  const files = await makeServerFiles(archive);
  using _lock = await lockFile(files.lock);
  await sweepSessions(files.sessions);
  const { record, password } = await ensureRunning(files, log);
  await writeRecord(files, { ...record, pinned: true });
  return serverUrl({ port: record.port, password, role: 'acervo' });
}

/** `acervo db stop`: no longer keeps the server, and stops it unless sessions use it (`in-use`; `force` stops it anyway). */
export async function stopEmbeddedServer({
  archive,
  force = false,
}: {
  archive: string;
  force?: boolean;
}): Promise<'stopped' | 'not-running' | 'in-use'> {
  const files = serverFiles(archive);
  if ((await findRecord(files)) === undefined) return 'not-running';
  using _lock = await lockFile(files.lock);
  return leaveServer(files, { force, unpin: true });
}

/** `acervo db url`: the url of the archive's server while it runs. */
export async function findEmbeddedUrl({ archive }: { archive: string }): Promise<string | undefined> {
  const files = serverFiles(archive);
  const record = await findRecord(files);
  if (record === undefined || (await findPostmaster(dataFolderOf(files, record))) === undefined) return undefined;
  return serverUrl({ port: record.port, password: await readPassword(files, { isNew: false }), role: 'acervo' });
}

/** What is there and what runs; changes nothing. */
export async function embeddedStatus({ archive }: { archive: string }): Promise<EmbeddedStatus> {
  const files = serverFiles(archive);
  const record = await findRecord(files);
  const sessions = await countSessions(files.sessions);
  if (record === undefined) {
    return { dataFolder: undefined, majorVersion: undefined, running: false, port: undefined, pinned: false, sessions };
  }
  const dataFolder = dataFolderOf(files, record);
  const running = await findPostmaster(dataFolder);
  return {
    dataFolder,
    majorVersion: await findMajorVersion(dataFolder),
    running: running !== undefined,
    port: running?.port,
    pinned: record.pinned,
    sessions,
  };
}
