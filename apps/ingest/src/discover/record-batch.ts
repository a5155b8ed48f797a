import { realpath } from 'node:fs/promises';
import {
  type Db,
  type FileRecord,
  findUnchanged,
  isTooLong,
  keepFilesUnder,
  type RecordedFiles,
  recordFiles,
  type Scan,
  shortPath,
} from '@acervo/db';
import { classifyFile } from '../containers/classify-content.ts';
import { INSIDE } from '../containers/member-path.ts';
import { hashFile } from './hash-file.ts';
import { type Inspected, inspectFile } from './inspect-file.ts';
import { isDocumentName } from './is-document.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { filePath } from './path-text.ts';
import { recordArchive } from './record-archive.ts';

const INSPECTED_AT_ONCE = 16;
const HASHED_AT_ONCE = 4;

/** What recording needs: the database, asked again through lost connections, the size of the largest file that is read,
 *  and a signal to stop. */
export interface RecordDeps {
  readonly db: Db;
  readonly retry: <T>(work: () => Promise<T>) => Promise<T>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Files of a batch, and how many were new, changed, unchanged, or are no documents. */
export interface RecordedBatch extends RecordedFiles {
  readonly unsupported: number;
}

/** Records a batch of found files: those that look as they did are only marked as seen, the others are hashed, and what is
 *  inside of archives is recorded with them. */
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
  const fresh = files.filter((file) => !unchanged.paths.has(file.path));
  const looked = await mapConcurrently(fresh, HASHED_AT_ONCE, (file) => lookAt(deps, scan, file));
  const records = looked.filter((found) => 'scanId' in found);
  const others = records.filter((record) => record.errorCode === 'unsupported-type');
  const recorded = await record(
    deps,
    records.filter((record) => record.errorCode !== 'unsupported-type'),
  );
  await record(deps, others);
  let counts = { ...recorded, unchanged: recorded.unchanged + unchanged.files, unsupported: others.length };
  for (const archive of looked.filter((found) => !('scanId' in found))) {
    counts = sum(counts, await recordArchive(deps, scan, archive));
  }
  return counts;
}

/** Records files of a sample that are inside of archives, all of one archive at once. */
export async function recordInside(
  deps: RecordDeps,
  scan: Scan,
  found: readonly { path: string; container: string }[],
): Promise<RecordedBatch> {
  const source = { path: scan.sourcePath, realPath: await realpath(scan.sourcePath) };
  let counts: RecordedBatch = { new: 0, changed: 0, unchanged: 0, unsupported: 0 };
  for (const [container, files] of Map.groupBy(found, (file) => file.container)) {
    const inspected = await inspectFile(source, { kind: 'link', path: container });
    if (inspected === undefined || inspected.errorCode !== undefined) continue;
    const only = new Set(files.map(({ path }) => path.slice(container.length + INSIDE.length)));
    counts = sum(counts, await recordArchive(deps, scan, inspected, only));
  }
  return counts;
}

function sum(a: RecordedBatch, b: RecordedBatch): RecordedBatch {
  return {
    new: a.new + b.new,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    unsupported: a.unsupported + b.unsupported,
  };
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

/** A file to record, or an archive to look into. */
async function lookAt(
  { signal }: RecordDeps,
  scan: Scan,
  file: Inspected,
): Promise<FileRecord | { path: string; sizeBytes: number; modifiedAt: Date }> {
  const known = { sourceId: scan.sourceId, scanId: scan.id, path: file.path };
  const unreadable = { ...known, sizeBytes: 0, modifiedAt: new Date(0), errorCode: 'unreadable' as const };
  if (isTooLong(file.path)) return { ...unreadable, path: shortPath(file.path) };
  if (file.errorCode !== undefined) return unreadable;
  const { sizeBytes, modifiedAt } = file;
  try {
    const path = filePath(scan.sourcePath, file.path);
    const kind = isDocumentName(file.path) ? 'document' : await classifyFile(path);
    if (kind === 'archive') return { path: file.path, sizeBytes, modifiedAt };
    if (kind === 'other') return { ...known, sizeBytes, modifiedAt, errorCode: refusal(file.path) };
    return { ...known, ...(await hashFile(path, signal)) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ...known, sizeBytes, modifiedAt, errorCode: 'unreadable' };
  }
}

/** A damaged archive is a loss, any other file is none of ours. */
function refusal(path: string): 'corrupt' | 'unsupported-type' {
  return /\.zip$/i.test(path) ? 'corrupt' : 'unsupported-type';
}
