import { Cron } from 'croner';
import { PipelineError } from './pipeline-error.ts';

/** The first time after a moment at which a cron expression (5 or 6 fields) is due in an IANA time zone. Where a change of
 *  clocks skips the time, it is due right after the gap; where it repeats it, only the first time. Undefined when it is
 *  never due again (`0 0 30 2 *`).
 *  @throws {PipelineError} `usage`: the expression or the zone is wrong. */
export function findNextDue({ cron, timeZone }: { cron: string; timeZone: string }, after: Date): Date | undefined {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined;
  } catch (error) {
    throw new PipelineError('usage', 'the cron expression or the time zone is not valid', { cause: error });
  }
}
