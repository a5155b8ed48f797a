import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLockFile } from './file-lock.ts';

/** Registers a session of this process: a file that it keeps locked as long as it lives. Call it under the server's lock. */
export async function registerSession(folder: string): Promise<{ path: string } & Disposable> {
  await mkdir(folder, { recursive: true });
  for (;;) {
    const path = join(folder, randomUUID());
    const lock = tryLockFile(path);
    // somebody who counts sessions may hold the new file for an instant; the next sweep removes it
    if (lock !== undefined) return { path, [Symbol.dispose]: () => lock[Symbol.dispose]() };
  }
}

/** Counts the live sessions and removes the files of dead ones. Call it under the server's lock. */
export async function sweepSessions(folder: string): Promise<number> {
  let live = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const lock = tryLockFile(path);
    if (lock === undefined) {
      live++;
      continue;
    }
    lock[Symbol.dispose]();
    await rm(path, { force: true });
  }
  return live;
}

/** Counts the live sessions without changing anything (a number that may be old at once). */
export async function countSessions(folder: string): Promise<number> {
  let live = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const lock = tryLockFile(join(folder, name));
    if (lock === undefined) live++;
    else lock[Symbol.dispose]();
  }
  return live;
}
