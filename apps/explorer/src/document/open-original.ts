import { createReadStream } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type Db, findOriginals } from '@acervo/db';
import { sniffMediaType } from '@acervo/extraction';

const SNIFFED_BYTES = 4096;

/** The bytes of a document as they lie on this host. */
export interface Original {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/** Finds a file that still is what was extracted: inside its source's folder, links resolved, of the same size and time.
 *  Undefined where there is none. */
export async function findOriginal(db: Db, documentId: number, storage: string): Promise<Original | undefined> {
  for (const { sourcePath, path, sizeBytes, modifiedAt, mediaType } of await findOriginals(db, documentId, storage)) {
    try {
      const folder = await realpath(sourcePath);
      const file = await realpath(join(folder, path));
      if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) continue;
      const found = await stat(file);
      const isSame = found.isFile() && found.size === sizeBytes && isSameMoment(found.mtime, modifiedAt);
      if (isSame) return { path: file, sizeBytes, mediaType: mediaType ?? (await sniff(file)) };
    } catch {
      // gone or not ours to read: another copy may be
    }
  }
  return undefined;
}

/** The type of a file whose extraction did not get as far as telling it, by its first bytes. */
async function sniff(path: string): Promise<string> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES));
  return sniffMediaType(buffer.subarray(0, bytesRead)) ?? 'application/octet-stream';
}

/** A part of a file as a web stream, `end` exclusive. */
export function readRange(path: string, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const stream = createReadStream(path, { start, end: end - 1 });
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
