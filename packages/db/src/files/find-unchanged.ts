import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';

/** Files that look as they did. */
export interface Unchanged {
  readonly paths: ReadonlySet<string>;
  /** How many files that is: what containers hold counts, containers that are no documents don't. */
  readonly files: number;
}

/** The paths that need no hashing: size and modification time (to the millisecond) as recorded, not vanished, and a
 *  document, `unsupported-type` or a container whose contents are all recorded. The same statement marks them as seen by
 *  the scan, and with them all that is inside of them. */
export async function findUnchanged(
  db: Db,
  {
    sourceId,
    scanId,
    files,
  }: {
    sourceId: number;
    scanId: number;
    files: readonly { path: string; sizeBytes: number; modifiedAt: Date }[];
  },
): Promise<Unchanged> {
  const rows = await query<{ path: string; files: number }>(
    db,
    `with same as (
     update files f set scan_id = $2, seen_at = now()
     from unnest($3::text[], $4::bigint[], $5::timestamptz[]) as g(path, size_bytes, modified_at)
     where f.source_id = $1 and f.path = g.path and f.size_bytes = g.size_bytes and f.modified_at = g.modified_at
       and f.vanished_at is null
       and (f.error_code is null or f.error_code = 'unsupported-type')
     returning f.id, f.path, f.document_id, f.document_id is not null or f.error_code is not null as is_file),
     inside as (
     update files f set scan_id = $2, seen_at = now() from same
     where f.container_id = same.id and same.document_id is null and f.vanished_at is null returning f.container_id)
     select path, is_file::int + (select count(*) from inside where container_id = same.id) as files from same`,
    [
      sourceId,
      scanId,
      files.map(({ path }) => path),
      files.map(({ sizeBytes }) => sizeBytes),
      files.map(({ modifiedAt }) => modifiedAt),
    ],
  );
  return {
    paths: new Set(rows.map(({ path }) => path)),
    files: rows.reduce((sum, { files }) => sum + files, 0),
  };
}

/** Files of the source that this scan has not seen become vanished; how many, containers that are no documents left out. What is attached to a document stays
 *  with it: extraction says what that is.
 *  Never for a sample. */
export async function markVanished(
  db: Db,
  { sourceId, scanId }: { sourceId: number; scanId: number },
): Promise<number> {
  const row = await queryOne<{ count: number }>(
    db,
    `with gone as (
       update files set vanished_at = now() where source_id = $1 and scan_id <> $2 and vanished_at is null
         and not exists (select from files c where c.id = files.container_id and c.document_id is not null)
       returning id, document_id is not null or error_code is not null as is_file),
     attached as (
       update files f set vanished_at = now() from gone where f.container_id = gone.id and f.vanished_at is null
         and gone.is_file returning f.id)
     select count(*) filter (where is_file) + (select count(*) from attached) as count from gone`,
    [sourceId, scanId],
  );
  return row?.count ?? 0;
}
