import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import type { WatchHit } from '../schedules/watch.ts';

/** A scan as `acervo status` shows it. */
export interface RecentScan {
  readonly id: number;
  readonly sourcePath: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly seen: number;
  readonly new: number;
  readonly changed: number;
  readonly vanished: number;
  readonly errorCode: string | null;
}

/** The last scans, newest first. */
export async function findRecentScans(db: Db, { limit = 5 }: { limit?: number } = {}): Promise<RecentScan[]> {
  return query<RecentScan>(
    db,
    `select scans.id, sources.path as "sourcePath", requested_at as "requestedAt", finished_at as "finishedAt",
            seen, new, changed, vanished, error_code as "errorCode"
       from scans join sources on sources.id = source_id order by scans.id desc limit $1`,
    [limit],
  );
}

/** A run of a schedule, finished or not. */
export interface RecentNightlyRun {
  readonly id: number;
  readonly scheduleName: string;
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly documentsDone: number | null;
  readonly documentsFailed: number | null;
  /** Why its scan failed, if it did. */
  readonly errorCode: string | null;
  /** Watched names that it met; null where it watches for none, or has not finished. */
  readonly watchHits: readonly WatchHit[] | null;
}

/** The last runs of schedules, newest first. */
export async function findRecentNightlyRuns(
  db: Db,
  { limit = 5 }: { limit?: number } = {},
): Promise<RecentNightlyRun[]> {
  return query<RecentNightlyRun>(
    db,
    `select n.id, schedule_name as "scheduleName", due_at as "dueAt", n.started_at as "startedAt",
            n.finished_at as "finishedAt", documents_done as "documentsDone", documents_failed as "documentsFailed",
            s.error_code as "errorCode", n.watch_hits as "watchHits"
       from nightly_runs n left join scans s on s.id = n.scan_id order by n.id desc limit $1`,
    [limit],
  );
}

/** The rate of a shorter time would be chance. */
const LEAST_MINUTES = 0.25;

/** Documents recognized per minute over the last `minutes`, or since the first of them was begun where that is less. */
export async function recognitionRate(db: Db, { minutes = 5 }: { minutes?: number } = {}): Promise<number> {
  const row = await queryOne<{ count: number; begun: number }>(
    db,
    `select count(*) as count,
            coalesce(extract(epoch from now() - min(finished_at - make_interval(secs => recognize_ms / 1000.0))) / 60, 0)::float8 as begun
       from runs where finished_at > now() - make_interval(mins => $1) and words is not null`,
    [minutes],
  );
  return row === undefined ? 0 : row.count / Math.min(minutes, Math.max(LEAST_MINUTES, row.begun));
}

/** Version, encoding and name of the server's database, for `acervo doctor`. */
export async function describeServer(db: Db): Promise<{ version: string; versionNumber: number; encoding: string }> {
  const row = await queryOne<{ version: string; versionNumber: number; encoding: string }>(
    db,
    `select current_setting('server_version') as version,
            current_setting('server_version_num')::int as "versionNumber",
            pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = current_database()`,
  );
  return row ?? { version: '', versionNumber: 0, encoding: '' };
}
