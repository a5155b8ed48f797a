import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';
import { leadsInside } from '../discover/inspect-file.ts';

/** A pipe is opened without waiting for somebody who writes into it; Windows knows no such thing. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens a regular file in the folder `sourcePath`, links resolved, and nothing else: what was opened is compared with what
 *  the path leads to, so that a link that is turned elsewhere in between opens nothing.
 *  @throws {PipelineError} `not-found`: it leads out of the folder; `unreadable`: no regular file; or the file system's error. */
export async function openInside(sourcePath: string, path: string | Buffer): Promise<FileHandle> {
  const file = await open(path, READ_AT_ONCE);
  try {
    const opened = await file.stat({ bigint: true });
    const target = await realpath(path, { encoding: 'buffer' });
    const named = await lstat(target, { bigint: true });
    const isSame = opened.dev === named.dev && opened.ino === named.ino;
    if (!isSame || !(await leadsInside(await realpath(sourcePath), target))) {
      throw new PipelineError('not-found', 'a path that leads out of its source');
    }
    if (!opened.isFile()) throw new PipelineError('unreadable', 'no regular file any more');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
