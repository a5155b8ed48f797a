import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** The real folders that arguments name, each once and none inside another: what is below a folder is read anyway.
 *  @throws {CommandError} for what does not exist, is no folder, or can't be looked at. */
export async function resolveFolders(
  { say, output, workingFolder }: Context,
  given: readonly string[],
): Promise<string[]> {
  const folders = new Set<string>();
  for (const each of given) {
    const folder = resolve(workingFolder, each);
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error)
      throw found.code === 'ENOENT' || found.code === 'ENOTDIR'
        ? new CommandError(say.folderMissing(folder), say.folderHint)
        : new CommandError(say.folderUnreadable(folder), say.fileHint);
    if (!found.isDirectory()) throw new CommandError(say.folderIsFile(folder), say.folderHint);
    folders.add(await realpath(folder));
  }
  const all = [...folders];
  return all.filter((folder) => {
    const outer = all.find((other) => other !== folder && isInside(folder, other));
    if (outer !== undefined) output.note(say.folderInside(oneLine(folder), oneLine(outer)));
    return outer === undefined;
  });
}

function isInside(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner;
}
