import { stat } from 'node:fs/promises';
import { countUnsupported, finishScan, markVanished, reportScan, type Scan, type ScanCounts } from '@acervo/db';
import type { FailureCode, Logger } from '@acervo/runtime';
import type { RecordDeps } from './record-batch.ts';
import { scanFiles } from './scan-files.ts';

/** What a scan needs, and whom it tells that files were recorded. */
export interface ScanDeps extends RecordDeps {
  readonly logger: Logger;
  readonly onRecorded: () => void;
}

const NOTHING: ScanCounts = { seen: 0, new: 0, changed: 0, vanished: 0, unsupported: 0 };
const REPORT_EVERY_MS = 1000;

/** Runs a claimed scan to its end. Files that were not seen become vanished, unless it was a sample; when the source itself
 *  is missing or unreadable (an unmounted share), at the start or at the end, the scan fails and nothing vanishes.
 *  @throws `stopped` or the signal's reason when the process is to end: the scan stays open and is begun again later. */
export async function runScan(deps: ScanDeps, scan: Scan): Promise<void> {
  const { db, retry, logger, onRecorded } = deps;
  const key = { sourceId: scan.sourceId, scanId: scan.id };
  const startedAt = Date.now();
  let reportedAt = startedAt;
  const fail = async (counts: ScanCounts, errorCode: FailureCode) => {
    await retry(() => finishScan(db, { scanId: scan.id, counts, errorCode }));
    logger.warn({ scanId: scan.id, code: errorCode }, 'scan failed');
  };

  const root = await identify(scan.sourcePath);
  if (typeof root !== 'object') return fail(NOTHING, root);
  let counts = NOTHING;
  try {
    counts = await scanFiles(deps, scan, async (interim) => {
      counts = interim;
      onRecorded();
      if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = Date.now();
      await retry(() => reportScan(db, { scanId: scan.id, counts: interim }));
    });
  } catch (error) {
    if (deps.signal.aborted || !isFileSystemError(error)) throw error;
    logger.warn({ scanId: scan.id, err: error }, 'the source can no longer be listed');
    return fail(counts, 'unreadable');
  }

  const rootNow = await identify(scan.sourcePath);
  if (typeof rootNow !== 'object') return fail(counts, rootNow);
  if (rootNow.id !== root.id) return fail(counts, 'unreadable');
  if (scan.options.sample === undefined) {
    const vanished = await retry(() => markVanished(db, key));
    const unsupported = await retry(() => countUnsupported(db, key));
    counts = { ...counts, vanished, unsupported, seen: counts.seen + counts.unsupported - unsupported };
  }
  await retry(() => finishScan(db, { scanId: scan.id, counts }));
  logger.info({ scanId: scan.id, ...counts, ms: Date.now() - startedAt }, 'scan finished');
}

/** Which folder a path leads to now, to notice that a share was mounted or unmounted meanwhile. */
async function identify(path: string): Promise<{ id: string } | FailureCode> {
  try {
    const stats = await stat(path);
    return stats.isDirectory() ? { id: `${stats.dev}:${stats.ino}` } : 'not-found';
  } catch (error) {
    return isFileSystemError(error) && error.code === 'ENOENT' ? 'not-found' : 'unreadable';
  }
}

function isFileSystemError(error: unknown): error is Error & { code: string; syscall: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
