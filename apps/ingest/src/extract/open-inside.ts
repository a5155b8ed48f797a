import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isOpenInside, PipelineError } from '@acervo/runtime';

/** A pipe is opened without waiting for somebody who writes into it; Windows knows no such thing. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens a regular file in the folder `sourcePath`, links resolved, and nothing else.
 *  @throws {PipelineError} `not-found`: it leads out of the folder; `unreadable`: no regular file; or the file system's error. */
export async function openInside(sourcePath: string, path: string | Buffer): Promise<FileHandle> {
  const file = await open(path, READ_AT_ONCE);
  try {
    if (!(await isOpenInside(await realpath(sourcePath), file, path)))
      throw new PipelineError('not-found', 'a path that leads out of its source');
    if (!(await file.stat()).isFile()) throw new PipelineError('unreadable', 'no regular file any more');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
