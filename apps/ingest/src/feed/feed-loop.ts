import { buryDeadInstances, finishNightlyRuns, foldEntityTotals, linkCopies, planRuns, withTryLock } from '@acervo/db';
import type { Logger, Pulse } from '@acervo/runtime';
import { type TopUpDeps, topUpExtractions, topUpOcr, topUpRuns } from './top-up.ts';

/** Something done every so often by whichever ingest comes first. */
interface Chore {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
}

const TICK_MS = 500;
/** Rings come in with every stored document; ticks don't follow closer than this. */
const MIN_PAUSE_MS = 40;
const PLANNED_AT_ONCE = 5000;

/** The only place that fills the queues: tops both up from PostgreSQL, at once when rung and every half second, and keeps
 *  house (missing runs, totals, dead instances, nightly runs). Several ingests take turns under advisory locks. */
export async function feedLoop(
  deps: TopUpDeps & {
    logger: Logger;
    signal: AbortSignal;
    pulse: Pulse;
    onWaiting: (waiting: { extractions: number; scans: number; runs: number }) => void;
  },
): Promise<void> {
  const { db, logger, signal, pulse, storage } = deps;
  const chores: Chore[] = [
    { name: 'plan', everyMs: 2000, work: () => planRuns(db, { limit: PLANNED_AT_ONCE }) },
    { name: 'copies', everyMs: 1000, work: () => linkCopies(db) },
    { name: 'totals', everyMs: 15_000, work: () => foldEntityTotals(db) },
    { name: 'instances', everyMs: 5000, work: () => buryDeadInstances(db) },
    { name: 'nightly', everyMs: 2000, work: () => finishNightlyRuns(db) },
  ];
  const doneAt = new Map<string, number>();
  const waiting = { extractions: 0, scans: 0, runs: 0 };

  const guarded = async (step: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      logger.warn({ step, err: error }, 'feeding failed, trying again');
    }
  };
  while (!signal.aborted) {
    for (const { name, everyMs, work } of chores) {
      if (Date.now() - (doneAt.get(name) ?? 0) < everyMs) continue;
      doneAt.set(name, Date.now());
      await guarded(name, () => withTryLock(db, `feed ${name}`, async () => void (await work())));
    }
    await guarded('extract', () =>
      withTryLock(db, `feed extract ${storage}`, async () => {
        waiting.extractions = await topUpExtractions(deps);
      }),
    );
    await guarded('ocr', () =>
      withTryLock(db, `feed ocr ${storage}`, async () => {
        waiting.scans = await topUpOcr(deps);
      }),
    );
    await guarded('recognize', () =>
      withTryLock(db, 'feed recognize', async () => {
        waiting.runs = await topUpRuns(deps);
      }),
    );
    deps.onWaiting(waiting);
    await pulse.sleep(TICK_MS - MIN_PAUSE_MS, signal);
    await new Promise((resolve) => setTimeout(resolve, MIN_PAUSE_MS));
  }
}
