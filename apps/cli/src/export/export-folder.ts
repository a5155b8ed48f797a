import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** What makes a folder an export: it is written last, so that a folder without it is none. */
const MANIFEST = 'manifest.json';

/** The folder of an export while it is written. */
export interface ExportFolder extends AsyncDisposable {
  readonly path: string;
  /** Where files are until all of them are there. */
  readonly partial: string;
  /** Puts the files (by name, in `partial`) into the folder, and then the manifest. */
  finish(files: readonly string[], manifest: unknown): Promise<void>;
}

/** Opens a folder for an export. With `force` it may hold things: what an earlier export wrote is replaced at the end, all
 *  else stays. Disposing removes what was not finished.
 *  @throws {CommandError} where the folder is not empty, or can't be written to. */
export async function openExportFolder(
  { say, workingFolder }: Context,
  given: string,
  { force }: { force: boolean },
): Promise<ExportFolder> {
  const path = resolve(workingFolder, given);
  const before = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CommandError(say.exportRefused(oneLine(given)), say.exportFolderHint);
  });
  if (before !== undefined && before.length > 0 && !force)
    throw new CommandError(say.exportFolderTaken(oneLine(given)), say.exportFolderHint);
  const partial = join(path, `.partial-${process.pid}`);
  await mkdir(partial, { recursive: true }).catch(() => {
    throw new CommandError(say.exportRefused(oneLine(given)), say.fileHint);
  });
  return {
    path,
    partial,
    async finish(files, manifest) {
      const earlier = await earlierFiles(path);
      await rm(join(path, MANIFEST), { force: true }); // from here on it is no export, until it is the new one
      for (const name of earlier) if (!files.includes(name)) await rm(join(path, name), { force: true });
      for (const name of files) await rename(join(partial, name), join(path, name));
      await writeFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
      await rename(join(partial, MANIFEST), join(path, MANIFEST));
    },
    async [Symbol.asyncDispose]() {
      await rm(partial, { recursive: true, force: true });
      if (before === undefined) await rmdir(path).catch(() => undefined); // holds a whole export
    },
  };
}

/** Files that the manifest in a folder names; none without one. */
async function earlierFiles(folder: string): Promise<string[]> {
  if ((await stat(join(folder, MANIFEST)).catch(() => undefined)) === undefined) return [];
  try {
    const { files } = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as { files?: { file: string }[] };
    return (files ?? []).map(({ file }) => file).filter((name) => /^[a-z_]+\.(jsonl|csv|parquet)$/.test(name));
  } catch {
    return []; // somebody else's manifest.json
  }
}
