import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Db, findOriginals } from '@acervo/db';
import { sniffMediaType } from '@acervo/extraction';
import { isOpenInside, PipelineError } from '@acervo/runtime';

const SNIFFED_BYTES = 4096;

/** The bytes of a document as they lie on this host, open. */
export interface Original extends AsyncDisposable {
  readonly file: FileHandle;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/** Opens a file that still is what was extracted: inside its source's folder, links resolved, of the same size and time.
 *  Undefined where there is none. */
export async function openOriginal(db: Db, documentId: number, storage: string): Promise<Original | undefined> {
  for (const { sourcePath, path, sizeBytes, modifiedAt, mediaType } of await findOriginals(db, documentId, storage)) {
    try {
      const folder = await realpath(sourcePath);
      await using opened = new AsyncDisposableStack();
      const file = opened.use(await openInside(folder, await realpath(join(folder, path))));
      const found = await file.stat();
      if (!found.isFile() || found.size !== sizeBytes || !isSameMoment(found.mtime, modifiedAt)) continue;
      const original = { file, sizeBytes, mediaType: mediaType ?? (await sniff(file)) };
      const kept = opened.move();
      return { ...original, [Symbol.asyncDispose]: () => kept.disposeAsync() };
    } catch {
      // gone or not ours to read: another copy may be
    }
  }
  return undefined;
}

/** Opens a file and makes sure that what is open lies inside of a folder, whatever becomes of the paths meanwhile.
 *  @param path without links, inside of the folder or not; both absolute
 *  @throws the file system's error, or one that says that it is outside */
export async function openInside(folder: string, path: string): Promise<FileHandle> {
  // without waiting for the other end of a pipe; Windows knows neither flag
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (await isOpenInside(folder, file, path)) return file;
    throw new PipelineError('not-found', 'a file outside of its source');
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The type of a file whose extraction did not get as far as telling it, by its first bytes. */
async function sniff(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  return sniffMediaType(buffer.subarray(0, bytesRead)) ?? 'application/octet-stream';
}

/** A part of an open file as a web stream, `end` exclusive; its end, and whoever cancels it, closes the file. */
export function readRange(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stream = file.createReadStream({ start, end: end - 1 });
  return Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>; // Node's own type of the same thing
}

/** The one range of a `Range` header, `end` exclusive; `whole` without one or where it is of another kind; undefined where
 *  it lies outside of the file. */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { readonly start: number; readonly end: number } | 'whole' | undefined {
  const given = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (given === null || (given[1] === '' && given[2] === '')) return 'whole';
  const [, first = '', last = ''] = given;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  return start < end ? { start, end } : undefined;
}

/** Databases keep milliseconds at most; file systems differ below. */
function isSameMoment(found: Date, known: Date | null): boolean {
  return known === null || Math.abs(found.getTime() - known.getTime()) < 1000;
}
