import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';

/** The model whose mentions readers see; absent in an archive that has not chosen one yet. */
export async function findActiveModelId(db: Db): Promise<number | undefined> {
  return (await queryOne<{ id: number }>(db, `select id from models where state = 'active'`))?.id;
}

/** The models whose mentions readers see: the active one and the rules beside it. */
export async function findCurrentModelIds(db: Db): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    `select id from models where state in ('active', 'rules') order by state`,
  );
  return rows.map(({ id }) => id);
}
