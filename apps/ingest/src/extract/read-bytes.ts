import { stat } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';
import { type HashedFile, hashFile } from '../discover/hash-file.ts';

/** A whole file in memory, with the hash of exactly these bytes. */
export interface FileBytes extends HashedFile {
  readonly bytes: Buffer;
}

/** Reads a regular file of at most `maxBytes`.
 *  @throws {PipelineError} `too-large`; `unreadable`: it is something else by now, or (retryable) is being written;
 *  otherwise the file system's error or the signal's reason. */
export async function readBytes(
  path: string | Buffer,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<FileBytes> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new PipelineError('unreadable', 'no regular file any more');
  const { size } = stats;
  if (size > maxBytes) throw new PipelineError('too-large', `a file of ${size} bytes; at most ${maxBytes} are read`);
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  const hashed = await hashFile(path, signal, (chunk) => {
    length += chunk.copy(bytes, length);
  });
  if (hashed.sizeBytes !== size) {
    throw new PipelineError('unreadable', 'a file grew or shrank while it was read', { retryable: true });
  }
  return { ...hashed, bytes };
}
