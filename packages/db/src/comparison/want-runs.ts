import type { Db } from '../connection/open-database.ts';
import { execute, query } from '../connection/query.ts';

/** Sees to it that these documents have a run of each model, and returns those that have not ended, marked as queued: the
 *  caller puts them into the queue, also the ones that were there (a job is only added once). A model that is not in use
 *  gets its runs by this alone. Documents without a text, and runs that failed, are left as they are. */
export async function wantRuns(
  db: Db,
  { documentIds, modelIds }: { documentIds: readonly number[]; modelIds: readonly number[] },
): Promise<{ documentId: number; modelId: number }[]> {
  await execute(
    db,
    `insert into runs (document_id, model_id, text_hash)
     select d.id, m.id, d.text_hash from documents d join models m on m.id = any ($2)
      where d.id = any ($1) and d.status = 'extracted' order by d.id, m.id
     on conflict do nothing`,
    [documentIds, modelIds],
  );
  const rows = await query<{ documentId: number; modelId: number }>(
    db,
    `update runs set queued_at = now() where document_id = any ($1) and model_id = any ($2) and status = 'pending'
     returning document_id as "documentId", model_id as "modelId"`,
    [documentIds, modelIds],
  );
  return rows.sort((one, other) => one.documentId - other.documentId || one.modelId - other.modelId);
}

/** How many runs of these documents by these models have not ended. */
export async function countUnended(
  db: Db,
  { documentIds, modelIds }: { documentIds: readonly number[]; modelIds: readonly number[] },
): Promise<number> {
  const rows = await query<{ count: number }>(
    db,
    `select count(*) as count from runs where document_id = any ($1) and model_id = any ($2) and status = 'pending'`,
    [documentIds, modelIds],
  );
  return rows[0]?.count ?? 0;
}
