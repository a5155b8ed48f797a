import { findBinaries } from './binaries.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { dataFolderOf, findRecord, type ServerFiles, writeRecord } from './server-files.ts';
import { findServerUser, reachableBinaries } from './server-user.ts';
import { sweepSessions } from './sessions.ts';

/** Stops the server unless live sessions or `acervo db start` want it; with `force` whoever uses it. Call it under the
 *  server's lock. */
export async function leaveServer(
  files: ServerFiles,
  { force, unpin = false }: { force: boolean; unpin?: boolean },
): Promise<'stopped' | 'not-running' | 'in-use'> {
  const found = await findRecord(files);
  if (found === undefined) return 'not-running';
  const record = force || unpin ? { ...found, pinned: false } : found;
  const sessions = await sweepSessions(files.sessions);
  const used = !force && (record.pinned || sessions > 0);
  // after a forced stop the sessions that are left must not start it again
  const next = { ...record, wanted: used && found.wanted };
  if (next.pinned !== found.pinned || next.wanted !== found.wanted) await writeRecord(files, next);
  const dataFolder = dataFolderOf(files, record);
  if ((await findPostmaster(dataFolder)) === undefined) return 'not-running';
  if (used) return 'in-use';
  const user = await findServerUser(files.folder);
  await stopPostmaster(await reachableBinaries(user, await findBinaries()), { dataFolder, user });
  return 'stopped';
}
