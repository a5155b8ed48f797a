import { execute, type Queryable } from '../connection/query.ts';

const TABLES = [
  ...['runs', 'mention_extra_entities'],
  ...['entity_deltas', 'entity_totals', 'law_pair_deltas', 'law_pair_totals'],
] as const;

/** Takes a model, or rules that read like one, out of the archive with all it has read, in the caller's transaction, which
 *  holds the schema's lock. Waits half a minute at most for those who read.
 *  @param partitions its partitions of `mentions`, by their table names: they go as a whole */
export async function dropModel(client: Queryable, modelId: number, partitions: readonly string[]): Promise<void> {
  await client.query(`set local lock_timeout = '30s'`);
  for (const table of TABLES) await execute(client, `delete from ${table} where model_id = $1`, [modelId]);
  for (const partition of partitions) await client.query(`drop table ${partition}`);
  await execute(client, 'delete from models where id = $1', [modelId]);
}
