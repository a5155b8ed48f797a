import type { Db } from '../connection/open-database.ts';
import { execute, query } from '../connection/query.ts';

/** The paths that need no hashing: size and modification time (to the millisecond) as recorded, not vanished, and either
 *  a document or `unsupported-type`. The same statement marks them as seen by the scan. */
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
): Promise<Set<string>> {
  const rows = await query<{ path: string }>(
    db,
    `update files f set scan_id = $2, seen_at = now()
     from unnest($3::text[], $4::bigint[], $5::timestamptz[]) as g(path, size_bytes, modified_at)
     where f.source_id = $1 and f.path = g.path and f.size_bytes = g.size_bytes and f.modified_at = g.modified_at
       and f.vanished_at is null
       and (f.document_id is not null and f.error_code is null or f.error_code = 'unsupported-type')
     returning f.path`,
    [
      sourceId,
      scanId,
      files.map(({ path }) => path),
      files.map(({ sizeBytes }) => sizeBytes),
      files.map(({ modifiedAt }) => modifiedAt),
    ],
  );
  return new Set(rows.map(({ path }) => path));
}

/** Files of the source that this scan has not seen become vanished; how many. Never for a sample. */
export function markVanished(db: Db, { sourceId, scanId }: { sourceId: number; scanId: number }): Promise<number> {
  return execute(
    db,
    'update files set vanished_at = now() where source_id = $1 and scan_id <> $2 and vanished_at is null',
    [sourceId, scanId],
  );
}
