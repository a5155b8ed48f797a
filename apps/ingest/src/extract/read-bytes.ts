import { open } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';
import { type HashedFile, hashFile } from '../discover/hash-file.ts';

/** A whole file in memory, with the hash of exactly these bytes. */
export interface FileBytes extends HashedFile {
  readonly bytes: Buffer;
}

/** Reads a file of at most `maxBytes`.
 *  @throws {PipelineError} `too-large`; otherwise the file system's error or the signal's reason. */
export async function readBytes(
  path: string | Buffer,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<FileBytes> {
  const size = await sizeOf(path);
  if (size > maxBytes) throw new PipelineError('too-large', `a file of ${size} bytes; at most ${maxBytes} are read`);
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  const hashed = await hashFile(path, signal, (chunk) => {
    length += chunk.copy(bytes, length);
  });
  return { ...hashed, bytes };
}

async function sizeOf(path: string | Buffer): Promise<number> {
  const file = await open(path);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
