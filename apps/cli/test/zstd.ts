import { zstdDecompressSync } from 'node:zlib';

/** What hyparquet needs to read our files: it has no Zstandard of its own. */
export const compressors = { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) };
