import { chown, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { type Binaries, binariesIn } from './binaries.ts';

/** The system user that PostgreSQL runs as when we are root, which it refuses to be. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where root puts what the server's user can't reach in a private home folder. */
const REACHABLE = '/var/lib/acervo';

/** Undefined when we are not root (or on Windows, where pg_ctl drops the rights itself): the server runs as we do.
 *  Root's server runs as the owner of `folder`, or as `postgres` or `nobody`. */
export async function findServerUser(folder: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(folder);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account =
    accounts.find(([name]) => name === 'postgres') ??
    accounts.find(([name]) => name === '_postgres') ??
    accounts.find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(account?.[2]), Number(account?.[3])];
  if (!Number.isInteger(uid) || !Number.isInteger(gid) || uid === 0) {
    throw new PipelineError('usage', 'PostgreSQL does not run as root and there is no user postgres or nobody');
  }
  // macOS writes nobody as -2
  return { uid: uid < 0 ? uid + 2 ** 32 : uid, gid: gid < 0 ? gid + 2 ** 32 : gid };
}

/** Whether the user may pass through every folder above and including `folder` (by mode bits; we are root). */
export async function canReach(user: ServerUser | undefined, folder: string): Promise<boolean> {
  if (user === undefined) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = await stat(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** A folder outside of private ones, for what belongs to `name`. */
export async function reachableFolder(name: string): Promise<string> {
  await mkdir(REACHABLE, { recursive: true, mode: 0o755 });
  return join(REACHABLE, name);
}

/** The programs where the user can run them: as installed, or a copy. */
export async function reachableBinaries(user: ServerUser | undefined, binaries: Binaries): Promise<Binaries> {
  if (await canReach(user, join(binaries.root, 'bin'))) return binaries;
  const installed = await stat(binaries.postgres);
  const copy = await reachableFolder(`postgres-${installed.size}-${Math.trunc(installed.mtimeMs)}`);
  const found = await stat(copy).catch(() => undefined);
  if (found === undefined) {
    const partial = `${copy}.${process.pid}`;
    await rm(partial, { recursive: true, force: true });
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return binariesIn(copy);
}

/** Makes a folder (mode 700) that belongs to the server's user. */
export async function makeServerFolder(user: ServerUser | undefined, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(folder, user.uid, user.gid);
}
