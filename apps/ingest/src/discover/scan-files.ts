import { realpath, stat } from 'node:fs/promises';
import type { Scan, ScanCounts } from '@acervo/db';
import { type ContentKind, classifyFile } from '../containers/classify-content.ts';
import { listNames } from '../containers/list-names.ts';
import { INSIDE } from '../containers/member-path.ts';
import { inBatches } from './in-batches.ts';
import { inspectFile } from './inspect-file.ts';
import { isDocumentName } from './is-document.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { filePath } from './path-text.ts';
import { type RecordDeps, recordBatch, recordFolder, recordInside } from './record-batch.ts';
import { openSample } from './sample-paths.ts';
import { type Found, walkFolder } from './walk-folder.ts';

const MAX_BATCH_FILES = 512;

/** Counts while a scan goes on, after every batch. */
export type OnProgress = (counts: ScanCounts) => Promise<void>;

/** Records everything that a scan finds, or its sample; memory does not grow with the archive.
 *  @throws the file system's error when the source itself can't be listed. */
export async function scanFiles(deps: RecordDeps, scan: Scan, onProgress: OnProgress): Promise<ScanCounts> {
  const counts: ScanCounts = { seen: 0, new: 0, changed: 0, vanished: 0, unsupported: 0 };
  const { sample, seed = 0 } = scan.options;
  const found =
    sample === undefined ? walkFolder(scan.sourcePath) : sampleFolder(deps, scan, { size: sample, seed, counts });
  for await (const batch of inBatches(found, MAX_BATCH_FILES)) {
    deps.signal.throwIfAborted();
    for (const folder of batch) if (folder.kind === 'unreadable-folder') await recordFolder(deps, scan, folder.path);
    const files = batch.filter((entry) => entry.kind !== 'unreadable-folder' && entry.kind !== 'inside');
    const inside = batch.filter((entry) => entry.kind === 'inside');
    for (const recorded of [await recordBatch(deps, scan, files), await recordInside(deps, scan, inside)]) {
      counts.new += recorded.new;
      counts.changed += recorded.changed;
      counts.seen += recorded.new + recorded.changed + recorded.unchanged;
      counts.unsupported += recorded.unsupported;
    }
    await onProgress(counts);
  }
  return counts;
}

async function* sampleFolder(
  deps: RecordDeps,
  scan: Scan,
  { size, seed, counts }: { size: number; seed: number; counts: ScanCounts },
): AsyncGenerator<Found> {
  const sample = openSample(size, seed);
  const source = { path: scan.sourcePath, realPath: await realpath(scan.sourcePath) };
  for await (const batch of inBatches(walkFolder(scan.sourcePath), MAX_BATCH_FILES)) {
    deps.signal.throwIfAborted();
    const kinds = await mapConcurrently(batch, 8, (found) => classifyFound(source, found));
    for (const [index, found] of batch.entries()) {
      if (kinds[index] === 'document') sample.offer(found.path);
      else if (kinds[index] === 'archive') {
        const names = listNames({ path: filePath(source.path, found.path) });
        for await (const name of names) sample.offer(found.path + INSIDE + name);
      } else if (found.kind !== 'unreadable-folder') counts.unsupported += 1;
    }
  }
  for (const path of sample.paths()) {
    const container = await findContainer(source.path, path);
    // a sampled link is looked at through its target, as an ordinary file would be
    yield container === undefined ? { kind: 'link', path } : { kind: 'inside', path, container };
  }
}

async function classifyFound(source: { path: string; realPath: string }, found: Found): Promise<ContentKind> {
  if (found.kind !== 'file' && found.kind !== 'link') return 'other';
  if ((await inspectFile(source, { kind: found.kind, path: found.path })) === undefined) return 'other';
  if (isDocumentName(found.path)) return 'document';
  return await classifyFile(filePath(source.path, found.path)).catch(() => 'other' as const);
}

/** The file on disk that a path leads into, if it does. */
async function findContainer(sourcePath: string, path: string): Promise<string | undefined> {
  for (let at = path.indexOf(INSIDE); at >= 0; at = path.indexOf(INSIDE, at + 1)) {
    const container = path.slice(0, at);
    const stats = await stat(filePath(sourcePath, container)).catch(() => undefined);
    if (stats?.isFile() === true) return container;
  }
  return undefined;
}
