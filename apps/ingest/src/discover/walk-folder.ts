import type { Dirent, OpenDirOptions } from 'node:fs';
import { access, opendir } from 'node:fs/promises';
import { filePath, toPathText } from './path-text.ts';

/** An entry below a source; `path` is relative to it, with `/`. Links to folders are not among them: inside of the source
 *  they lead to what is found anyway, and out of it nothing is followed, so that cycles can't occur. */
export type Found =
  | { readonly kind: 'file' | 'link'; readonly path: string }
  /** In a container; only samples name such files before the container is read. */
  | { readonly kind: 'inside'; readonly path: string; readonly container: string }
  | { readonly kind: 'unreadable-folder'; readonly path: string };

/** The usual name of an archive's folder. */
const ARCHIVE = '.acervo';
/** What archives hold: that of its own server, or, where the database is elsewhere, the log of an `acervo run`. */
const ARCHIVE_MARKS = ['postgres/server.json', 'logs/ingest.log'];
/** What is ours where the source itself is an archive's folder. */
const ARCHIVE_PARTS = new Set(['postgres', 'models', 'logs']);

// node's types don't know that names can be had as bytes here; its documentation and code do
const NAMES_AS_BYTES = { encoding: 'buffer', bufferSize: 256 } as unknown as OpenDirOptions;

/** Everything below a source, in the file system's order, except archives of ours; holds one open folder per level and
 *  nothing else.
 *  @throws the file system's error when the source itself can't be listed. */
export async function* walkFolder(sourcePath: string, folder = ''): AsyncGenerator<Found> {
  const isOurs = await isArchive(sourcePath, folder);
  if (isOurs && folder !== '') return;
  try {
    for await (const entry of await opendir(filePath(sourcePath, folder), NAMES_AS_BYTES)) {
      const path = folder === '' ? entryName(entry) : `${folder}/${entryName(entry)}`;
      if (entry.isDirectory()) {
        const isSkipped = entryName(entry) === ARCHIVE || (isOurs && ARCHIVE_PARTS.has(entryName(entry)));
        if (!isSkipped) yield* walkFolder(sourcePath, path);
      } else if (entry.isFile()) yield { kind: 'file', path };
      else if (entry.isSymbolicLink()) yield { kind: 'link', path };
    }
  } catch (error) {
    if (folder === '') throw error;
    const goneMeanwhile = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!goneMeanwhile) yield { kind: 'unreadable-folder', path: folder };
  }
}

async function isArchive(sourcePath: string, folder: string): Promise<boolean> {
  for (const mark of ARCHIVE_MARKS)
    try {
      await access(filePath(sourcePath, folder === '' ? mark : `${folder}/${mark}`));
      return true;
    } catch {
      // not there
    }
  return false;
}

function entryName(entry: Dirent): string {
  const name: unknown = entry.name;
  return Buffer.isBuffer(name) ? toPathText(name) : entry.name;
}
