import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A file's bytes and the state it was in when they were read. */
export interface HashedFile {
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** From before reading: who writes meanwhile makes the next scan look again. */
  readonly modifiedAt: Date;
}

/** Small enough to hash without holding up the event loop for more than a millisecond. */
const CHUNK_BYTES = 256 * 1024;

/** Streams a file through sha256 in constant memory, handing each chunk to `onChunk` before the buffer is used again.
 *  @throws the file system's error, or the signal's reason. */
export async function hashFile(
  path: string | Buffer,
  signal: AbortSignal,
  onChunk?: (chunk: Buffer) => void,
): Promise<HashedFile> {
  const file = await open(path);
  try {
    const { mtime } = await file.stat();
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let sizeBytes = 0;
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      onChunk?.(chunk);
      sizeBytes += bytesRead;
    }
    return { sha256: hash.digest(), sizeBytes, modifiedAt: mtime };
  } finally {
    await file.close();
  }
}
