import { realpath } from 'node:fs/promises';
import type { Scan, ScanCounts } from '@acervo/db';
import { inBatches } from './in-batches.ts';
import { inspectFile } from './inspect-file.ts';
import { hasDocumentContent, isDocumentName } from './is-document.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { filePath } from './path-text.ts';
import { type RecordDeps, recordBatch, recordFolder } from './record-batch.ts';
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
    const recorded = await recordBatch(
      deps,
      scan,
      batch.filter((entry) => entry.kind !== 'unreadable-folder'),
    );
    counts.new += recorded.new;
    counts.changed += recorded.changed;
    counts.seen += recorded.new + recorded.changed + recorded.unchanged;
    counts.unsupported += recorded.unsupported;
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
  const looksLikeDocument = async (found: Found) =>
    found.kind !== 'unreadable-folder' &&
    (await inspectFile(source, { kind: found.kind, path: found.path })) !== undefined &&
    (isDocumentName(found.path) || (await hasDocumentContent(filePath(source.path, found.path)).catch(() => false)));
  for await (const batch of inBatches(walkFolder(scan.sourcePath), MAX_BATCH_FILES)) {
    deps.signal.throwIfAborted();
    const verdicts = await mapConcurrently(batch, 8, looksLikeDocument);
    for (const [index, found] of batch.entries()) {
      if (verdicts[index]) sample.offer(found.path);
      else if (found.kind !== 'unreadable-folder') counts.unsupported += 1;
    }
  }
  // a sampled link is looked at through its target, as an ordinary file would be
  for (const path of sample.paths()) yield { kind: 'link', path };
}
