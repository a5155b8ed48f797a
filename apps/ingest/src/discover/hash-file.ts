import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** A file's bytes and the state it was in when they were read. */
export interface HashedFile {
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** From before reading: who writes meanwhile makes the next scan look again. */
  readonly modifiedAt: Date;
}

/** Small enough to hash without holding up the event loop for more than a millisecond. */
const CHUNK_BYTES = 256 * 1024;

/** Streams a file through sha256 in constant memory.
 *  @throws the file system's error, or the signal's reason. */
export async function hashFile(path: string | Buffer, signal: AbortSignal): Promise<HashedFile> {
  await using file = await open(path);
  return await hashOpenFile(file, signal, () => {});
}

/** The same for a file that is open, from its start, handing each chunk to `onChunk` before the buffer is used again. */
export async function hashOpenFile(
  file: FileHandle,
  signal: AbortSignal,
  onChunk: (chunk: Buffer) => void,
): Promise<HashedFile> {
  const { mtime } = await file.stat();
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let sizeBytes = 0;
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, buffer.length, sizeBytes);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    onChunk(chunk);
    sizeBytes += bytesRead;
  }
  return { sha256: hash.digest(), sizeBytes, modifiedAt: mtime };
}
