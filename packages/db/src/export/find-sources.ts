import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** Ids of the sources whose folder is `path` or lies below it (absolute paths, as they were given to `run`). */
export async function findSources(db: Db, path: string): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    `select id from sources where path = $1 or starts_with(replace(path, '\\', '/'), rtrim(replace($1, '\\', '/'), '/') || '/')
      order by id`,
    [path],
  );
  return rows.map(({ id }) => id);
}
