import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, query, queryOne } from '../connection/query.ts';
import { isAliveSql } from '../instances/instances.ts';

/** `sample`: so many files instead of all, chosen by `seed`. */
export interface ScanOptions {
  readonly sample?: number;
  readonly seed?: number;
}

/** Files a scan came across. */
export interface ScanCounts {
  seen: number;
  new: number;
  changed: number;
  vanished: number;
  unsupported: number;
}

/** One look through a source. */
export interface Scan {
  readonly id: number;
  readonly sourceId: number;
  readonly storage: string;
  readonly sourcePath: string;
  readonly options: ScanOptions;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly counts: ScanCounts;
  readonly errorCode: string | null;
}

const SELECT = `select c.id, c.source_id as "sourceId", s.storage, s.path as "sourcePath", c.options,
    c.requested_at as "requestedAt", c.started_at as "startedAt", c.finished_at as "finishedAt", c.error_code as "errorCode",
    json_build_object('seen', c.seen, 'new', c.new, 'changed', c.changed, 'vanished', c.vanished,
      'unsupported', c.unsupported) as counts
  from scans c join sources s on s.id = c.source_id`;

/** A new scan of the source, or the open one with the same options that has not started yet. */
export async function requestScan(
  db: Db,
  { sourceId, options = {} }: { sourceId: number; options?: ScanOptions },
): Promise<number> {
  const scan = await queryOne<{ id: number }>(
    db,
    `with waiting as (
       select id from scans where source_id = $1 and finished_at is null and started_at is null and options = $2::jsonb
       order by id limit 1),
     added as (
       insert into scans (source_id, options) select $1, $2::jsonb where not exists (select from waiting) returning id)
     select id from waiting union all select id from added`,
    [sourceId, JSON.stringify(options)],
  );
  if (scan === undefined) throw new PipelineError('internal', 'a scan could not be requested');
  return scan.id;
}

/** Scans of this storage that are not finished and that nobody alive holds, oldest first; of a source only the oldest: two
 *  at once would each take what the other saw last for vanished. */
export function findOpenScans(db: Db, storage: string): Promise<Scan[]> {
  return query<Scan>(
    db,
    `${SELECT} where c.finished_at is null and s.storage = $1
       and not (c.claimed_by is not null and ${isAliveSql('c.claimed_by')})
       and not exists (select from scans o where o.source_id = c.source_id and o.finished_at is null and o.id < c.id)
     order by c.id`,
    [storage],
  );
}

/** @throws {PipelineError} `internal` when there is no such scan. */
export async function getScan(db: Db, scanId: number): Promise<Scan> {
  const scan = await queryOne<Scan>(db, `${SELECT} where c.id = $1`, [scanId]);
  if (scan === undefined) throw new PipelineError('internal', `no scan ${scanId}`);
  return scan;
}

/** Whether the scan is now this instance's: false when it is finished or held by somebody alive. */
export async function claimScan(db: Db, { scanId, instance }: { scanId: number; instance: string }): Promise<boolean> {
  const claimed = await execute(
    db,
    `update scans c set claimed_by = $2, claimed_at = now(), started_at = coalesce(started_at, now())
     where id = $1 and finished_at is null
       and not (claimed_by is not null and claimed_by <> $2 and ${isAliveSql('c.claimed_by')})`,
    [scanId, instance],
  );
  return claimed > 0;
}

/** Gives the scan back: somebody begins it again. */
export async function releaseScan(db: Db, { scanId, instance }: { scanId: number; instance: string }): Promise<void> {
  await execute(
    db,
    'update scans set claimed_by = null, claimed_at = null where id = $1 and claimed_by = $2 and finished_at is null',
    [scanId, instance],
  );
}

const SET_COUNTS = 'seen = $2, new = $3, changed = $4, vanished = $5, unsupported = $6';

/** Interim counts, for progress bars. */
export async function reportScan(db: Db, { scanId, counts }: { scanId: number; counts: ScanCounts }): Promise<void> {
  await execute(db, `update scans set ${SET_COUNTS} where id = $1 and finished_at is null`, [
    scanId,
    ...countParameters(counts),
  ]);
}

/** Ends a scan; with `errorCode` as failed. */
export async function finishScan(
  db: Db,
  { scanId, counts, errorCode }: { scanId: number; counts: ScanCounts; errorCode?: FailureCode },
): Promise<void> {
  await execute(
    db,
    `update scans set ${SET_COUNTS}, error_code = $7, finished_at = now(), claimed_by = null, claimed_at = null
     where id = $1 and finished_at is null`,
    [scanId, ...countParameters(counts), errorCode ?? null],
  );
}

function countParameters(counts: ScanCounts): number[] {
  return [counts.seen, counts.new, counts.changed, counts.vanished, counts.unsupported];
}
