import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, query, queryOne } from '../connection/query.ts';
import type { Watched } from './watch.ts';

/** When a source is looked through by itself. */
export interface Schedule {
  readonly id: number;
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly sourceId: number;
  readonly sourcePath: string;
  /** Null when it is never due again. */
  readonly nextDueAt: Date | null;
  /** Names that its runs look for in what is new. */
  readonly watch: readonly Watched[] | null;
}

/** Adds a schedule.
 *  @throws {PipelineError} `usage` when the name is taken. */
export async function addSchedule(
  db: Db,
  {
    name,
    cron,
    timeZone,
    sourceId,
    nextDueAt,
    watch,
  }: {
    name: string;
    cron: string;
    timeZone: string;
    sourceId: number;
    nextDueAt: Date;
    watch?: readonly Watched[] | undefined;
  },
): Promise<number> {
  const row = await queryOne<{ id: number }>(
    db,
    `insert into schedules (name, cron, time_zone, source_id, next_due_at, watch) values ($1, $2, $3, $4, $5, $6)
     on conflict (name) do nothing returning id`,
    [name, cron, timeZone, sourceId, nextDueAt, watch && JSON.stringify(watch)],
  );
  if (row === undefined) throw new PipelineError('usage', 'a schedule of that name exists: remove it first');
  return row.id;
}

/** All schedules, the next one due first, those that are never due again last. */
export function listSchedules(db: Db): Promise<Schedule[]> {
  return query<Schedule>(
    db,
    `select c.id, c.name, c.cron, c.time_zone as "timeZone", c.source_id as "sourceId", s.path as "sourcePath",
            c.next_due_at as "nextDueAt", c.watch
       from schedules c join sources s on s.id = c.source_id order by c.next_due_at, c.id`,
  );
}

/** Removes a schedule; its nightly runs stay. False when there is none of that name. */
export async function removeSchedule(db: Db, name: string): Promise<boolean> {
  return (await execute(db, 'delete from schedules where name = $1', [name])) > 0;
}
