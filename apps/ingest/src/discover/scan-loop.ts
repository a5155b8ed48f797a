import { claimScan, findOpenScans, finishScan, getScan, releaseScan } from '@acervo/db';
import { PipelineError, type Pulse } from '@acervo/runtime';
import { runScan, type ScanDeps } from './run-scan.ts';

const SCANS_AT_ONCE = 3;
const POLL_MS = 500;
/** A scan that fails for no reason of the file system is begun again, but not for ever. */
const MAX_FAILURES = 3;

/** Runs the open scans of this storage until the signal fires; those that are then running are given back. A folder that
 *  is slow to list does not keep others waiting. */
export async function scanLoop(
  deps: ScanDeps & { instance: string; storage: string; pulse: Pulse; running: Map<number, Promise<void>> },
): Promise<void> {
  const { db, instance, running, signal, logger } = deps;
  const start = async (scanId: number, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) await giveUpOrAgain(scanId, error);
      await releaseScan(db, { scanId, instance }).catch(() => {}); // the database is gone: the claim ends with this process
    } finally {
      running.delete(scanId);
      deps.pulse.ring();
    }
  };
  const failures = new Map<number, number>();
  const giveUpOrAgain = async (scanId: number, error: unknown) => {
    const count = (failures.get(scanId) ?? 0) + 1;
    failures.set(scanId, count);
    logger.error({ scanId, failures: count, err: error }, 'scan interrupted');
    if (count < MAX_FAILURES) return;
    const errorCode = error instanceof PipelineError ? error.code : 'internal';
    await deps
      .retry(async () => finishScan(db, { scanId, counts: (await getScan(db, scanId)).counts, errorCode }))
      .catch(() => {}); // stopped meanwhile: the scan is begun again by whoever comes next
  };
  while (!signal.aborted) {
    try {
      for (const scan of await findOpenScans(db, deps.storage)) {
        if (running.size >= SCANS_AT_ONCE) break;
        if (running.has(scan.id) || !(await claimScan(db, { scanId: scan.id, instance }))) continue;
        running.set(
          scan.id,
          start(scan.id, () => runScan(deps, scan)),
        );
      }
    } catch (error) {
      logger.warn({ err: error }, 'looking for scans failed, trying again');
    }
    await deps.pulse.sleep(POLL_MS, signal);
  }
  await Promise.all(running.values());
}
