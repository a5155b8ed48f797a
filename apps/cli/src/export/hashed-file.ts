import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A file that is written from beginning to end, and its hash with it. */
export interface HashedFile extends AsyncDisposable {
  /** Resolves when the system has taken the bytes: whoever waits for it keeps nothing in memory. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Size and SHA-256 (hex) of all that was written; the bytes are on the disk. */
  finish(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** Creates a file that is not there yet, for its owner's eyes only: it may hold court text.
 *  @throws {Error} of the file system. */
export async function openHashedFile(path: string): Promise<HashedFile> {
  const handle = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async write(given) {
      const chunk = typeof given === 'string' ? Buffer.from(given) : given;
      for (let from = 0; from < chunk.length; )
        from += (await handle.write(chunk, from, chunk.length - from)).bytesWritten;
      hash.update(chunk);
      bytes += chunk.length;
    },
    async finish() {
      await handle.sync();
      return { bytes, sha256: hash.digest('hex') };
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}
