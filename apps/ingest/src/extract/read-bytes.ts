import type { FileHandle } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';
import { type HashedFile, hashOpenFile } from '../discover/hash-file.ts';

/** A whole file in memory, with the hash of exactly these bytes. */
export interface FileBytes extends HashedFile {
  readonly bytes: Buffer;
}

/** Reads an open regular file of at most `maxBytes`.
 *  @throws {PipelineError} `too-large`; `unreadable` (retryable): it is being written;
 *  otherwise the file system's error or the signal's reason. */
export async function readBytes(
  file: FileHandle,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<FileBytes> {
  const { size } = await file.stat();
  if (size > maxBytes) throw new PipelineError('too-large', `a file of ${size} bytes; at most ${maxBytes} are read`);
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  const hashed = await hashOpenFile(file, signal, (chunk) => {
    length += chunk.copy(bytes, length);
  });
  if (hashed.sizeBytes !== size) {
    throw new PipelineError('unreadable', 'a file grew or shrank while it was read', { retryable: true });
  }
  return { ...hashed, bytes };
}
