import type { Db } from '../connection/open-database.ts';
import { execute } from '../connection/query.ts';

/** Marks everything below a folder that could not be listed as seen by the scan, so that nothing there counts as vanished.
 *  `folder` is relative to the source, without a slash at the end. */
export async function keepFilesUnder(
  db: Db,
  { sourceId, scanId, folder }: { sourceId: number; scanId: number; folder: string },
): Promise<number> {
  return execute(
    db,
    `update files set scan_id = $2 where source_id = $1 and starts_with(path, $3) and vanished_at is null`,
    [sourceId, scanId, `${folder}/`],
  );
}
