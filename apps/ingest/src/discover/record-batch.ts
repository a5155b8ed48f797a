import { hash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import {
  type Db,
  type FileRecord,
  findUnchanged,
  keepFilesUnder,
  type RecordedFiles,
  recordFiles,
  type Scan,
} from '@acervo/db';
import { hashFile } from './hash-file.ts';
import { type Inspected, inspectFile } from './inspect-file.ts';
import { hasDocumentContent, isDocumentName } from './is-document.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { filePath } from './path-text.ts';

const INSPECTED_AT_ONCE = 16;
const HASHED_AT_ONCE = 4;
/** An index entry of PostgreSQL holds about 2,700 bytes; Unix paths may have 4,096. */
const MAX_PATH_BYTES = 2400;

/** What recording needs: the database, asked again through lost connections, and a signal to stop. */
export interface RecordDeps {
  readonly db: Db;
  readonly retry: <T>(work: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal;
}

/** Files of a batch, and how many were new, changed, unchanged, or are no documents. */
export interface RecordedBatch extends RecordedFiles {
  readonly unsupported: number;
}

/** Records a batch of found files: those that look as they did are only marked as seen, the others are hashed. */
export async function recordBatch(
  deps: RecordDeps,
  scan: Scan,
  found: readonly { kind: 'file' | 'link'; path: string }[],
): Promise<RecordedBatch> {
  const source = { path: scan.sourcePath, realPath: await realpath(scan.sourcePath) };
  const inspected = await mapConcurrently(found, INSPECTED_AT_ONCE, (file) => inspectFile(source, file));
  const files = inspected.filter((file) => file !== undefined);
  const asked = files.filter(isPresent);
  const key = { sourceId: scan.sourceId, scanId: scan.id };
  const unchanged = await deps.retry(() => findUnchanged(deps.db, { ...key, files: asked }));
  const fresh = files.filter((file) => !unchanged.has(file.path));
  const records = await mapConcurrently(fresh, HASHED_AT_ONCE, (file) => toRecord(deps, scan, file));
  const documents = records.filter((record) => record.errorCode !== 'unsupported-type');
  const others = records.filter((record) => record.errorCode === 'unsupported-type');
  const recorded = await record(deps, documents);
  await record(deps, others);
  return { ...recorded, unchanged: recorded.unchanged + unchanged.size, unsupported: others.length };
}

function isPresent(file: Inspected): file is Extract<Inspected, { errorCode?: undefined }> {
  return file.errorCode === undefined && !isTooLong(file.path);
}

/** Reports a folder that can't be listed. Nothing below it is known to be gone, so its files don't vanish. */
export async function recordFolder(deps: RecordDeps, scan: Scan, path: string): Promise<void> {
  const { sourceId, id: scanId } = scan;
  const folder = isTooLong(path) ? shortPath(path) : path;
  await record(deps, [
    { sourceId, scanId, path: folder, sizeBytes: 0, modifiedAt: new Date(0), errorCode: 'unreadable' },
  ]);
  await deps.retry(() => keepFilesUnder(deps.db, { sourceId, scanId, folder }));
}

async function record(deps: RecordDeps, records: FileRecord[]): Promise<RecordedFiles> {
  if (records.length === 0) return { new: 0, changed: 0, unchanged: 0 };
  return deps.retry(() => recordFiles(deps.db, records));
}

async function toRecord({ signal }: RecordDeps, scan: Scan, file: Inspected): Promise<FileRecord> {
  const known = { sourceId: scan.sourceId, scanId: scan.id, path: file.path };
  const unreadable = { ...known, sizeBytes: 0, modifiedAt: new Date(0), errorCode: 'unreadable' as const };
  if (isTooLong(file.path)) return { ...unreadable, path: shortPath(file.path) };
  if (file.errorCode !== undefined) return unreadable;
  const { sizeBytes, modifiedAt } = file;
  try {
    const path = filePath(scan.sourcePath, file.path);
    if (!isDocumentName(file.path) && !(await hasDocumentContent(path))) {
      return { ...known, sizeBytes, modifiedAt, errorCode: 'unsupported-type' };
    }
    return { ...known, ...(await hashFile(path, signal)) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ...known, sizeBytes, modifiedAt, errorCode: 'unreadable' };
  }
}

function isTooLong(path: string): boolean {
  return Buffer.byteLength(path) > MAX_PATH_BYTES;
}

/** A path that can be recorded, so that the file is at least reported. */
function shortPath(path: string): string {
  return `${path.slice(0, 500)}…${hash('sha256', path)}`;
}
