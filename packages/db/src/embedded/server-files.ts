import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';

const record = z.object({
  /** The folder that holds the data folder: relative to the server's folder, absolute where it had to be elsewhere. */
  cluster: z.string().min(1),
  port: z.number().int().min(0).max(65535),
  /** Roles and database exist. */
  prepared: z.boolean(),
  /** Kept running by `acervo db start`. */
  pinned: z.boolean(),
  /** False after a forced stop: sessions then don't restart it. */
  wanted: z.boolean(),
});

/** What one session must know of what others did; in `server.json`. */
export type ServerRecord = z.infer<typeof record>;

/** The files of an archive's server, in `<archive>/postgres`. */
export interface ServerFiles {
  readonly folder: string;
  readonly lock: string;
  readonly sessions: string;
}

/** The paths only; nothing is made. */
export function serverFiles(archive: string): ServerFiles {
  const folder = join(resolve(archive), 'postgres');
  return { folder, lock: join(folder, 'lock'), sessions: join(folder, 'sessions') };
}

/** The folder of an archive's server, made where missing. */
export async function makeServerFiles(archive: string): Promise<ServerFiles> {
  const files = serverFiles(archive);
  await mkdir(files.folder, { recursive: true });
  return files;
}

/** The record, or undefined where there is none yet. @throws {PipelineError} `usage` when it is not readable. */
export async function findRecord(files: ServerFiles): Promise<ServerRecord | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(join(files.folder, 'server.json'), 'utf8')));
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new PipelineError('usage', 'server.json of the archive is damaged or not readable', { cause });
  }
}

/** Replaces the record at once: a reader sees the old or the new one. Call it under the server's lock. */
export async function writeRecord(files: ServerFiles, next: ServerRecord): Promise<void> {
  await replaceFile(join(files.folder, 'server.json'), `${JSON.stringify(next, null, 2)}\n`, 0o644);
}

/** The data folder that the record names. */
export function dataFolderOf(files: ServerFiles, { cluster }: ServerRecord): string {
  return join(isAbsolute(cluster) ? cluster : join(files.folder, cluster), 'data');
}

/** The password of the archive's roles (256 bits, mode 600, owned by the archive's owner), made where there is no data
 *  yet. @throws {PipelineError} `usage` when it is missing or not readable. */
export async function readPassword(files: ServerFiles, { isNew }: { isNew: boolean }): Promise<string> {
  const path = join(files.folder, 'password');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    if (!isMissing(cause) || !isNew) {
      throw new PipelineError('usage', `the archive's password is not readable: ${path}`, { cause });
    }
  }
  const password = randomBytes(32).toString('base64url');
  await replaceFile(path, `${password}\n`, 0o600);
  if (process.getuid?.() === 0) {
    const owner = await stat(files.folder);
    await chown(path, owner.uid, owner.gid);
  }
  return password;
}

/** The address of a database of the server. */
export function serverUrl({ port, password, role }: { port: number; password: string; role: 'acervo' | 'postgres' }) {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${role}`;
}

async function replaceFile(path: string, content: string, mode: number): Promise<void> {
  const next = `${path}.next`;
  await rm(next, { force: true });
  await writeFile(next, content, { mode, flush: true });
  await rename(next, path);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
