import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ModelFile } from './model-files.ts';

/** Hex sha256 over roles, sizes and bytes of the files, in order, and over `defaults`: settings that no file names and that
 *  can change answers. The folder's name and where the graph lies don't count. */
export async function hashModel(folder: string, files: readonly ModelFile[], defaults = ''): Promise<string> {
  const hash = createHash('sha256');
  hash.update(defaults);
  for (const file of files) {
    hash.update(`${file.role} ${file.bytes}\n`);
    await pipeline(createReadStream(join(folder, file.path)), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk);
    });
  }
  return hash.digest('hex');
}
