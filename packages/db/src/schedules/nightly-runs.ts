import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { findWatchHits, type Watched } from './watch.ts';

/** One run of a schedule, with the scan it asked for. */
export interface NightlyRun {
  readonly id: number;
  readonly scheduleName: string;
  readonly dueAt: Date;
  readonly scanId: number;
}

interface Due {
  readonly id: number;
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly sourceId: number;
  readonly nextDueAt: Date;
}

const COLUMNS = `id, name, cron, time_zone as "timeZone", source_id as "sourceId", next_due_at as "nextDueAt"`;

/** What gives the first due time of a schedule after a moment: undefined, or an error, when there is none. */
type NextDue = (schedule: { cron: string; timeZone: string }, after: Date) => Date | undefined;

/** Starts what is due: one nightly run and scan per schedule and due time, whatever the number of processes that ask. Due
 *  times missed while nothing ran are made up for once. Each schedule is a transaction of its own: one for which `next`
 *  finds nothing is never due again, of which `onNeverDue` hears, and the others go on. */
export async function claimDueSchedules(
  db: Db,
  {
    now,
    next,
    onNeverDue = () => {},
  }: { now: Date; next: NextDue; onNeverDue?: (scheduleId: number, error?: unknown) => void },
): Promise<NightlyRun[]> {
  const due = await query<{ id: number }>(
    db,
    'select id from schedules where next_due_at <= $1 order by next_due_at, id',
    [now],
  );
  const started: NightlyRun[] = [];
  for (const { id } of due) {
    const run = await transaction(db, (client) => claimDue(client, id));
    if (run !== undefined) started.push(run);
  }
  return started;

  async function claimDue(client: Queryable, id: number): Promise<NightlyRun | undefined> {
    const schedule = await queryOne<Due>(
      client,
      `select ${COLUMNS} from schedules where id = $1 and next_due_at <= $2 for update skip locked`,
      [id, now],
    );
    if (schedule === undefined) return undefined; // somebody else was first
    const run = await start(client, schedule, schedule.nextDueAt);
    await execute(client, 'update schedules set next_due_at = $2 where id = $1', [id, dueAfter(schedule)]);
    return run;
  }

  function dueAfter(schedule: Due): Date | null {
    try {
      const nextDueAt = next(schedule, now);
      if (nextDueAt === undefined) onNeverDue(schedule.id);
      return nextDueAt ?? null;
    } catch (error) {
      onNeverDue(schedule.id, error); // the same calendar would say the same again
      return null;
    }
  }
}

/** A nightly run now, outside of the calendar.
 *  @throws {PipelineError} `usage` when there is no such schedule. */
export function startNightlyRun(db: Db, name: string): Promise<NightlyRun> {
  return transaction(db, async (client) => {
    const schedule = await queryOne<Due>(client, `select ${COLUMNS} from schedules where name = $1 for update`, [name]);
    const run = schedule && (await start(client, schedule, new Date()));
    if (run === undefined) throw new PipelineError('usage', 'no schedule has that name');
    return run;
  });
}

async function start(client: Queryable, schedule: Due, dueAt: Date): Promise<NightlyRun | undefined> {
  const run = await queryOne<NightlyRun>(
    client,
    `with claimed as (
       insert into nightly_runs (schedule_id, schedule_name, due_at) values ($1, $2, $3)
       on conflict (schedule_id, due_at) do nothing returning id),
     scan as (insert into scans (source_id) select $4 from claimed returning id)
     select claimed.id, $2::text as "scheduleName", $3::timestamptz as "dueAt", scan.id as "scanId" from claimed, scan`,
    [schedule.id, schedule.name, dueAt, schedule.sourceId],
  );
  if (run !== undefined)
    await execute(client, 'update nightly_runs set scan_id = $2 where id = $1', [run.id, run.scanId]);
  return run;
}

interface Ended {
  readonly id: number;
  readonly scanId: number;
  readonly startedAt: Date;
  readonly watch: readonly Watched[] | null;
  readonly done: number;
  readonly failed: number;
}

/** Closes the nightly runs whose scan is finished and whose new and changed documents are all recognized or failed, pages
 *  that OCR is to read included; counts both, and stores which of the schedule's watched names these documents mention.
 *  Returns how many it closed. */
export async function finishNightlyRuns(db: Db): Promise<number> {
  const ended = await query<Ended>(
    db,
    `select n.id, n.scan_id as "scanId", n.started_at as "startedAt", c.watch,
            count(d.id) filter (where not d.failed) as done, count(d.id) filter (where d.failed) as failed
       from nightly_runs n join scans s on s.id = n.scan_id left join schedules c on c.id = n.schedule_id
       left join lateral (
         select distinct d.id, d.status = 'failed' or coalesce(r.status = 'failed', false) as failed,
                d.status = 'pending' or (d.status = 'extracted' and m.id is not null and coalesce(r.status, 'pending') = 'pending')
                  or exists (select from ocr_passes o where o.document_id = d.id and o.status = 'pending') as open
           from files f join documents d on d.id = f.document_id
           left join models m on m.state = 'active' left join runs r on r.document_id = d.id and r.model_id = m.id
          where f.content_scan_id = s.id) d on true
      where n.finished_at is null and s.finished_at is not null
      group by n.id, c.id having not coalesce(bool_or(d.open), false) order by n.id`,
  );
  let closed = 0;
  for (const { id, watch, done, failed, ...run } of ended) {
    const hits = watch && (await findWatchHits(db, watch, run));
    closed += await execute(
      db,
      `update nightly_runs set finished_at = now(), documents_done = $2, documents_failed = $3, watch_hits = $4
        where id = $1 and finished_at is null`,
      [id, done, failed, hits && JSON.stringify(hits)],
    );
  }
  return closed;
}
