import { realpath } from 'node:fs/promises';
import { type ExtractionWork, recordFiles } from '@acervo/db';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { ContentFinder } from '../containers/find-content.ts';
import { INSIDE } from '../containers/member-path.ts';
import { leadsInside } from '../discover/inspect-file.ts';
import { filePath } from '../discover/path-text.ts';
import type { RecordDeps } from '../discover/record-batch.ts';
import { type FileBytes, readBytes } from './read-bytes.ts';

/** Errors that say something about this machine now and nothing about the file. */
const PASSING_ERRORS = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR', 'EBUSY', 'ETIMEDOUT', 'ESTALE']);

/** Reads a document's bytes from the first of its files on this storage that still holds them. Files that hold other bytes
 *  by now are recorded as what they have become.
 *  @throws {PipelineError} `not-found`, `unreadable`, `too-large`. */
export async function fetchDocument(
  deps: RecordDeps & { storage: string; finder: ContentFinder },
  work: ExtractionWork,
): Promise<Buffer> {
  let worst: FailureCode = 'not-found';
  for (const file of work.files) {
    if (file.storage !== deps.storage) continue;
    const read = await readFile(deps, file);
    if (typeof read === 'string') {
      if (read !== 'not-found') worst = read;
      continue;
    }
    if (read.sha256.equals(work.sha256)) return read.bytes;
    if (file.containerPath !== null) continue; // the next scan sees that the container has changed
    const { bytes: _, ...state } = read;
    const record = { sourceId: file.sourceId, scanId: file.scanId, path: file.path, ...state };
    await deps.retry(() => recordFiles(deps.db, [record]));
  }
  throw new PipelineError(worst, `none of ${work.files.length} files holds the document's bytes`);
}

async function readFile(
  { signal, maxBytes, finder }: { signal: AbortSignal; maxBytes: number; finder: ContentFinder },
  file: { sourcePath: string; path: string; containerPath: string | null },
): Promise<FileBytes | FailureCode> {
  const path = filePath(file.sourcePath, file.containerPath ?? file.path);
  try {
    if (!(await leadsInside(await realpath(file.sourcePath), path))) return 'not-found';
    if (file.containerPath === null) return await readBytes(path, { maxBytes, signal });
    const inside = file.path.slice(file.containerPath.length + INSIDE.length);
    return await finder.find(path, inside, { maxBytes, signal });
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
