import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PipelineError } from '@acervo/runtime';
import type { Binaries } from './binaries.ts';
import { runTool } from './run-tool.ts';
import { serverSettings } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

/** Above every system's largest process id. */
const NO_PROCESS = 2 ** 31 - 2;

/** What `postmaster.pid` says of a server that runs (or is starting). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on the data folder, if one does. A `postmaster.pid` whose process is gone, or is something else
 *  by now, counts as none. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return (await isPostmasterOf(pid, dataFolder)) ? { pid, port: Number.isInteger(port) ? port : 0 } : undefined;
}

/** Whether a process exists (a cheap test; ids are given again). */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Starts the server and waits until it answers. It leads a process group of its own, so neither Ctrl-C nor our death
 *  reaches it. Call it under the server's lock, when nothing runs. Gives false when it did not start: mostly because the
 *  port was taken, or because processes of a killed server are still ending. */
export async function startPostmaster(
  binaries: Binaries,
  { dataFolder, port, user }: { dataFolder: string; port: number; user: ServerUser | undefined },
): Promise<boolean> {
  await writeFile(join(dataFolder, 'acervo.conf'), serverSettings({ port }), { mode: 0o644 });
  await disownPidFile(dataFolder);
  const log = join(dataFolder, 'startup.log');
  await rm(log, { force: true });
  const code = await runTool(binaries.pgCtl, ['start', '-w', '-t', '600', '-s', '-D', dataFolder, '-l', log], {
    user,
    cwd: dataFolder,
  });
  return code === 0;
}

/** Stops the server, disconnecting its clients, and waits for its end. Call it under the server's lock. */
export async function stopPostmaster(
  binaries: Binaries,
  { dataFolder, user }: { dataFolder: string; user: ServerUser | undefined },
): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    await runTool(binaries.pgCtl, ['stop', '-w', '-t', '60', '-s', '-D', dataFolder, '-m', mode], {
      user,
      cwd: dataFolder,
    });
    if ((await findPostmaster(dataFolder)) === undefined) return;
  }
  throw new PipelineError('database-unavailable', "the archive's PostgreSQL does not stop");
}

/** Whoever left `postmaster.pid` is gone (findPostmaster), but PostgreSQL would believe a process id that was given again
 *  (or is a zombie's). The file stays, with an id that nobody has: its other lines tell PostgreSQL whether processes of the
 *  killed server still write to the data, and it waits for them. */
async function disownPidFile(dataFolder: string): Promise<void> {
  const path = join(dataFolder, 'postmaster.pid');
  const left = await readFile(path, 'utf8').catch(() => undefined);
  if (left === undefined) return;
  await writeFile(path, left.replace(/^-?\d+/, String(NO_PROCESS)));
}

const run = promisify(execFile);

async function isPostmasterOf(pid: number, dataFolder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === (await realpath(dataFolder));
  }
  const { stdout } =
    process.platform === 'win32'
      ? await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { windowsHide: true })
      : await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}
