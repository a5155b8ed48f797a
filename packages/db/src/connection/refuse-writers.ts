import { PipelineError } from '@acervo/runtime';
import type { Db } from './open-database.ts';
import { queryOne } from './query.ts';

/** For processes that only read and talk to people: makes sure that their login can do nothing else.
 *  @throws {PipelineError} `usage` where it can write, `database-unavailable`. */
export async function refuseWriters(db: Db): Promise<void> {
  const rights = await queryOne<{ writes: boolean }>(
    db,
    `select has_table_privilege('documents', 'insert, update, delete, truncate')
       or has_schema_privilege(current_schema(), 'create')
       or (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as writes`,
  );
  if (rights?.writes !== false)
    throw new PipelineError('usage', 'this login can write: give the one that acervo db url prints');
}
