import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { PipelineError } from '@acervo/runtime';
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile } from 'yauzl';
import { memberPath } from './member-path.ts';

/** A file in a zip, by what the directory claims; reading more or less than `sizeBytes` from it is an error. */
export interface ZipMember {
  readonly path: string;
  readonly sizeBytes: number;
  /** Encrypted, or compressed by a method we don't know. */
  readonly locked?: 'encrypted' | 'unsupported-type';
  readonly entry: Entry;
}

/** An open zip. */
export interface Zip extends AsyncDisposable {
  /** Its files in the directory's order; folders, links and side files of macOS are none. Of several with one path the
   *  later ones are given another.
   *  @throws {PipelineError} `corrupt`, `too-large` */
  members(): AsyncGenerator<ZipMember>;
  /** A file's content in chunks.
   *  @throws {PipelineError} `corrupt` */
  read(member: ZipMember, signal: AbortSignal): AsyncGenerator<Buffer>;
}

/** Where a zip is. */
export type ZipSource =
  | { readonly path: string | Buffer }
  /** Open, and left open. */
  | { readonly file: FileHandle }
  | { readonly bytes: Buffer };

/** Entries of a zip that are looked at. */
const MAX_ENTRIES = 100_000;
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

/** Opens a zip on disk or in memory. Its directory is read by random access, so its size does not matter.
 *  @throws {PipelineError} `corrupt`; or the file system's error */
export async function openZip(source: ZipSource): Promise<Zip> {
  const file = 'path' in source ? await open(source.path) : undefined;
  try {
    const zip = await guard(() => {
      if ('bytes' in source) return fromBufferPromise(source.bytes, OPTIONS);
      const { fd = -1 } = 'file' in source ? source.file : (file ?? {});
      return fromFdPromise(fd, OPTIONS);
    });
    return { members: () => listMembers(zip), read: (member, signal) => read(zip, member, signal), ...closing(file) };
  } catch (error) {
    await file?.close();
    throw error;
  }
}

function closing(file: FileHandle | undefined): AsyncDisposable {
  return { [Symbol.asyncDispose]: async () => await file?.close() };
}

/** What yauzl finds wrong with a zip is no more than that: its messages quote names. */
async function guard<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new PipelineError('corrupt', 'damaged zip', { cause: error });
  }
}

async function* listMembers(zip: ZipFile): AsyncGenerator<ZipMember> {
  if (zip.entryCount > MAX_ENTRIES) throw new PipelineError('too-large', `a zip of ${zip.entryCount} entries`);
  const taken = new Set<string>();
  /** The number that a name was given last: a zip may hold one name a hundred thousand times. */
  const lastOf = new Map<string, number>();
  const entries = zip.eachEntry();
  for (;;) {
    const next = await guard(() => entries.next());
    if (next.done === true) return;
    const entry: Entry = next.value;
    const name = memberPath(entry.fileNameRaw);
    if (!isFile(entry) || name === '' || name.startsWith('__MACOSX/')) continue;
    let path = name;
    for (let count = (lastOf.get(name) ?? 1) + 1; taken.has(path); count++) {
      path = `${name} (${count})`;
      lastOf.set(name, count);
    }
    taken.add(path);
    yield {
      path,
      sizeBytes: entry.uncompressedSize,
      entry,
      ...(entry.canDecodeFileData() ? {} : { locked: entry.isEncrypted() ? 'encrypted' : 'unsupported-type' }),
    };
  }
}

/** Neither a folder nor a link, which zips made on Unix may hold. */
function isFile({ fileNameRaw, externalFileAttributes, versionMadeBy }: Entry): boolean {
  const isUnix = versionMadeBy >> 8 === 3;
  const isLink = isUnix && ((externalFileAttributes >>> 16) & 0xf000) === 0xa000;
  return !isLink && !/[/\\]$/.test(fileNameRaw.toString('latin1'));
}

async function* read(zip: ZipFile, { entry }: ZipMember, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stream: Readable = await guard(() => zip.openReadStreamPromise(entry));
  try {
    const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
    for (;;) {
      signal.throwIfAborted();
      const next = await guard(() => chunks.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
    // the file is closed after this: nothing may still read from it
    if (!stream.closed) await once(stream, 'close').catch(() => {});
  }
}
