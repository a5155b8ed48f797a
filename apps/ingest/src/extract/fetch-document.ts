import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type ExtractionWork, type FileOfDocument, recordFiles } from '@acervo/db';
import type { ExtractorPool } from '@acervo/extraction';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { ContentFinder } from '../containers/find-content.ts';
import { INSIDE } from '../containers/member-path.ts';
import { filePath } from '../discover/path-text.ts';
import type { RecordDeps } from '../discover/record-batch.ts';
import { openInside } from './open-inside.ts';
import { type FileBytes, readBytes } from './read-bytes.ts';

/** What reading documents needs. */
export interface FetchDeps extends RecordDeps {
  readonly finder: ContentFinder;
  readonly pool: Pick<ExtractorPool, 'readAttachment'>;
  readonly passwords: readonly string[];
}

/** Errors that say something about this machine now and nothing about the file. */
const PASSING_ERRORS = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR', 'EBUSY', 'ETIMEDOUT', 'ESTALE']);

/** Reads a document's bytes from the first of its files that still holds them. Files that hold other bytes
 *  by now are recorded as what they have become.
 *  @throws {PipelineError} `not-found`, `unreadable`, `too-large`. */
export async function fetchDocument(deps: FetchDeps, work: ExtractionWork): Promise<Buffer> {
  let worst: FailureCode = 'not-found';
  for (const file of work.files) {
    const read = await readFile(deps, file);
    if (typeof read === 'string') {
      if (read !== 'not-found') worst = read;
      continue;
    }
    if (read.sha256.equals(work.sha256)) return read.bytes;
    if (file.containers.length > 0) continue; // the next scan sees that the container has changed
    const { bytes: _, ...state } = read;
    const record = { sourceId: file.sourceId, scanId: file.scanId, path: file.path, ...state };
    await deps.retry(() => recordFiles(deps.db, [record]));
  }
  throw new PipelineError(worst, `none of ${work.files.length} files holds the document's bytes`);
}

async function readFile(
  deps: FetchDeps,
  file: Pick<FileOfDocument, 'sourcePath' | 'path' | 'containers'>,
): Promise<FileBytes | FailureCode> {
  const { signal } = deps;
  const path = filePath(file.sourcePath, file.containers.at(-1)?.path ?? file.path);
  try {
    await using outermost = await openInside(file.sourcePath, path);
    return await readBytesOf(deps, outermost, file);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof PipelineError && !error.retryable) return error.code;
    if (error instanceof PipelineError) throw error;
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (PASSING_ERRORS.has(code)) {
      throw new PipelineError('unreadable', `reading a file failed for now (${code})`, {
        retryable: true,
        cause: error,
      });
    }
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable';
  }
}

/** A file on disk, in a zip, attached to a document, or attached to a document in a zip. */
async function readBytesOf(
  { finder, pool, passwords, signal, maxBytes }: FetchDeps,
  outermost: FileHandle,
  { path, containers: [nearest, zip] }: Pick<FileOfDocument, 'path' | 'containers'>,
): Promise<FileBytes> {
  const limits = { maxBytes, signal };
  const inside = (outer: string, inner: string) => inner.slice(outer.length + INSIDE.length);
  if (nearest === undefined) return await readBytes(outermost, limits);
  if (!nearest.isDocument) return await finder.find(outermost, inside(nearest.path, path), limits);
  const document =
    zip === undefined
      ? await readBytes(outermost, limits)
      : await finder.find(outermost, inside(zip.path, nearest.path), limits);
  const content = await pool.readAttachment(document.bytes, inside(nearest.path, path), { passwords, signal });
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { ...document, bytes, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest() };
}
