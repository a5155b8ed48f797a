import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** How many files a scan saw that are no documents. */
export async function countUnsupported(
  db: Db,
  { sourceId, scanId }: { sourceId: number; scanId: number },
): Promise<number> {
  const row = await queryOne<{ count: number }>(
    db,
    `select count(*)::int as count from files
     where source_id = $1 and scan_id = $2 and error_code = 'unsupported-type' and document_id is null`,
    [sourceId, scanId],
  );
  return row?.count ?? 0;
}
