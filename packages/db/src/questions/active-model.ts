import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** The model whose mentions readers see; absent in an archive that has not chosen one yet. */
export async function findActiveModelId(db: Db): Promise<number | undefined> {
  return (await queryOne<{ id: number }>(db, `select id from models where state = 'active'`))?.id;
}
