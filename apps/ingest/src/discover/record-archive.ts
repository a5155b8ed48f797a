import {
  type FileRecord,
  isTooLong,
  keepFilesUnder,
  type RecordedFiles,
  recordContainer,
  recordFiles,
  type Scan,
  shortPath,
} from '@acervo/db';
import { PipelineError } from '@acervo/runtime';
import { type Content, contentBudget, listContents } from '../containers/list-contents.ts';
import { INSIDE } from '../containers/member-path.ts';
import { inBatches } from './in-batches.ts';
import { filePath } from './path-text.ts';
import type { RecordDeps, RecordedBatch } from './record-batch.ts';

const MAX_BATCH_FILES = 256;

/** Records what is inside of an archive, file by file, and then the archive as complete, so that a scan that was stopped
 *  on the way reads it again.
 *  @param only paths inside that are wanted (a sample); the archive then stays incomplete */
export async function recordArchive(
  deps: RecordDeps,
  scan: Scan,
  { path, sizeBytes, modifiedAt }: { path: string; sizeBytes: number; modifiedAt: Date },
  only?: ReadonlySet<string>,
): Promise<RecordedBatch> {
  const { db, retry, signal, maxBytes } = deps;
  const key = { sourceId: scan.sourceId, scanId: scan.id, path };
  const counts = { new: 0, changed: 0, unchanged: 0, unsupported: 0 };
  const containerId = await retry(() => recordContainer(db, key));
  const record = async (contents: readonly Content[]): Promise<RecordedFiles> => {
    const files = contents.map(({ path: inside, sizeBytes: bytes, ...outcome }): FileRecord => {
      const whole = path + INSIDE + inside;
      const known = { ...key, sizeBytes: bytes, modifiedAt, containerId };
      if (isTooLong(whole)) return { ...known, path: shortPath(whole), errorCode: 'unreadable' };
      return { ...known, path: whole, ...outcome };
    });
    return files.length === 0 ? { new: 0, changed: 0, unchanged: 0 } : await retry(() => recordFiles(db, files));
  };
  try {
    const limits = { maxBytes, signal, budget: contentBudget(sizeBytes), ...(only === undefined ? {} : { only }) };
    const contents = listContents({ path: filePath(scan.sourcePath, path) }, limits);
    for await (const batch of inBatches(contents, MAX_BATCH_FILES)) {
      signal.throwIfAborted();
      const isOther = ({ errorCode }: Content) => errorCode === 'unsupported-type';
      const others = batch.filter(isOther);
      const recorded = await record(batch.filter((content) => !isOther(content)));
      await record(others);
      counts.new += recorded.new;
      counts.changed += recorded.changed;
      counts.unchanged += recorded.unchanged;
      counts.unsupported += others.length;
    }
  } catch (error) {
    if (signal.aborted || !isAboutTheFile(error)) throw error;
    const errorCode = error instanceof PipelineError ? error.code : ('unreadable' as const);
    const recorded = await retry(() => recordFiles(db, [{ ...key, sizeBytes, modifiedAt, errorCode }]));
    // what could not be looked at is not known to be gone
    await retry(() => keepFilesUnder(db, { ...key, folder: path + INSIDE.slice(0, -1) }));
    return { ...counts, new: counts.new + recorded.new, changed: counts.changed + recorded.changed };
  }
  if (only === undefined) await retry(() => recordContainer(db, { ...key, complete: { sizeBytes, modifiedAt } }));
  return counts;
}

/** Not about the database. */
function isAboutTheFile(error: unknown): boolean {
  if (error instanceof PipelineError) return error.code === 'corrupt' || error.code === 'too-large';
  return error instanceof Error && 'syscall' in error;
}
