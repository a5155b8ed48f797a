import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** The id of a source, created where it is new: a folder whose files belong to the archive; `storage` names the file storage
 *  it is seen from. */
export async function ensureSource(db: Db, { storage, path }: { storage: string; path: string }): Promise<number> {
  const find = 'select id from sources where storage = $1 and path = $2';
  const known = await queryOne<{ id: number }>(db, find, [storage, path]);
  if (known !== undefined) return known.id;
  const insert = 'insert into sources (storage, path) values ($1, $2) on conflict do nothing returning id';
  const added =
    (await queryOne<{ id: number }>(db, insert, [storage, path])) ??
    (await queryOne<{ id: number }>(db, find, [storage, path])); // somebody else was faster
  if (added === undefined) throw new PipelineError('internal', 'a source that was there is gone');
  return added.id;
}
