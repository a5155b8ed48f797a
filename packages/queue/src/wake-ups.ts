import { openAnswering } from './answering.ts';
import { openBullQueue, openBullWorker } from './bull.ts';
import type { WakeUp, WakeUps } from './contracts.ts';
import type { QueueConnection } from './queue-connection.ts';
import { bareError, toQueueError } from './queue-error.ts';

/** Opens the recurring wake-ups `queueName`; `onWake` is called with the name of what is due. */
export function openWakeUps(
  connection: QueueConnection,
  queueName: string,
  { onWake, onError }: { onWake: (name: string) => Promise<void>; onError?: (error: unknown) => void },
): WakeUps {
  const report = (error: unknown) => onError?.(toQueueError(error));
  const { queue, close } = openBullQueue(connection, queueName, report);
  const answered = openAnswering();
  const worker = openBullWorker(connection, queueName, {
    onError: report,
    settings: { concurrency: 1, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
    process: async (job) => {
      try {
        await onWake(job.name);
      } catch (error) {
        onError?.(error);
        throw bareError(error);
      }
    },
  });
  async function set(wakeUps: readonly WakeUp[]): Promise<void> {
    const wanted = new Set(wakeUps.map((wakeUp) => wakeUp.name));
    for (const scheduler of await queue.getJobSchedulers()) {
      if (!wanted.has(scheduler.key)) await queue.removeJobScheduler(scheduler.key);
    }
    const refused: unknown[] = [];
    for (const wakeUp of wakeUps) {
      const job = { name: wakeUp.name, opts: { removeOnComplete: true, removeOnFail: true } };
      await queue
        .upsertJobScheduler(wakeUp.name, repetition(wakeUp), job)
        .catch((error: unknown) => refused.push(error));
    }
    if (refused.length > 0) throw refused[0];
  }

  return {
    set: (wakeUps) => answered(() => set(wakeUps)),
    async [Symbol.asyncDispose]() {
      // a wake-up that is being handled matters to nobody but PostgreSQL
      await worker.abandon();
      await close();
    },
  };
}

function repetition(wakeUp: WakeUp) {
  return 'cron' in wakeUp ? { pattern: wakeUp.cron, tz: wakeUp.timeZone } : { every: wakeUp.everyMs };
}
