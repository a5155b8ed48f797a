import { claimDueSchedules, type Db, listSchedules } from '@acervo/db';
import type { WakeUps } from '@acervo/queue';
import { findNextDue, type Logger, type Pulse } from '@acervo/runtime';

const POLL_MS = 5000;
/** The wake-ups are set again even when nothing changed: a wiped Redis forgets them. */
const SET_AGAIN_MS = 5 * 60_000;

/** Starts what is due. The queue's wake-ups only ring; PostgreSQL decides, once per schedule and due time, so that a lost
 *  wake-up costs seconds, a doubled one nothing, and what fell due while everything was down runs once. */
export async function scheduleLoop(deps: {
  db: Db;
  wakeUps: WakeUps;
  logger: Logger;
  signal: AbortSignal;
  pulse: Pulse;
  onStarted: () => void;
}): Promise<void> {
  const { db, logger, signal, pulse } = deps;
  const onNeverDue = (scheduleId: number, err?: unknown) => logger.warn({ scheduleId, err }, 'never due again');
  let known = '';
  let setAt = 0;
  while (!signal.aborted) {
    try {
      for (const run of await claimDueSchedules(db, { now: new Date(), next: findNextDue, onNeverDue })) {
        logger.info({ nightlyRunId: run.id, scanId: run.scanId, dueAt: run.dueAt }, 'nightly run started');
        deps.onStarted();
      }
      const schedules = await listSchedules(db);
      const wakeUps = schedules
        .filter(({ nextDueAt }) => nextDueAt !== null)
        .map(({ name, cron, timeZone }) => ({ name, cron, timeZone }));
      if (JSON.stringify(wakeUps) !== known || Date.now() - setAt > SET_AGAIN_MS) {
        // first, so that one that the queue refuses is not tried every few seconds: what is due is found without it
        known = JSON.stringify(wakeUps);
        setAt = Date.now();
        await deps.wakeUps.set(wakeUps);
      }
    } catch (error) {
      logger.warn({ err: error }, 'looking at schedules failed, trying again');
    }
    await pulse.sleep(POLL_MS, signal);
  }
}
