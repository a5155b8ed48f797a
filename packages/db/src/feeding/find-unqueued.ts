import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { isAliveSql } from '../instances/instances.ts';

/** Up to `limit` pending documents of a storage that are not in the queue, in lane order, marked as queued. Those put
 *  there more than `staleMs` ago that nobody alive holds come back too: adding a job twice is harmless. */
export async function findUnqueuedExtractions(
  db: Db,
  { limit, storage, staleMs }: { limit: number; storage: string; staleMs: number },
): Promise<{ documentId: number; lane: number }[]> {
  const fresh = await query<{ documentId: number; lane: number }>(
    db,
    `with next as (
       select id from documents where status = 'pending' and queued_at is null and storage = $1
       order by lane, id limit $2 for no key update skip locked)
     update documents d set queued_at = now() from next where d.id = next.id
     returning d.id as "documentId", d.lane`,
    [storage, limit],
  );
  if (fresh.length >= limit) return inLaneOrder(fresh);
  const stale = await query<{ documentId: number; lane: number }>(
    db,
    `with next as (
       select id from documents t where status = 'pending' and storage = $1
         and queued_at < now() - $3 * interval '1 ms' and not (claimed_by is not null and ${isAliveSql('t.claimed_by')})
       order by queued_at limit $2 for no key update skip locked)
     update documents d set queued_at = now() from next where d.id = next.id
     returning d.id as "documentId", d.lane`,
    [storage, limit - fresh.length, staleMs],
  );
  return inLaneOrder([...fresh, ...stale]);
}

/** The same for runs of the active model, then of the one that is filling. Nobody can do those of a lost one. */
export async function findUnqueuedRuns(
  db: Db,
  { limit, staleMs }: { limit: number; staleMs: number },
): Promise<{ documentId: number; modelId: number; lane: number }[]> {
  type Row = { documentId: number; modelId: number; lane: number };
  const models = await query<{ id: number }>(
    db,
    `select id from models where state in ('active', 'filling') and not lost order by state = 'filling'`,
  );
  const found: Row[] = [];
  for (const { id } of models) {
    if (found.length < limit)
      found.push(
        ...(await query<Row>(
          db,
          `with next as (
             select document_id from runs where status = 'pending' and queued_at is null and model_id = $1
             order by lane, document_id limit $2 for no key update skip locked)
           update runs r set queued_at = now() from next where r.document_id = next.document_id and r.model_id = $1
           returning r.document_id as "documentId", r.model_id as "modelId", r.lane`,
          [id, limit - found.length],
        )),
      );
    if (found.length < limit)
      found.push(
        ...(await query<Row>(
          db,
          `with next as (
             select document_id from runs t where status = 'pending' and model_id = $1
               and queued_at < now() - $3 * interval '1 ms' and not (claimed_by is not null and ${isAliveSql('t.claimed_by')})
             order by queued_at limit $2 for no key update skip locked)
           update runs r set queued_at = now() from next where r.document_id = next.document_id and r.model_id = $1
           returning r.document_id as "documentId", r.model_id as "modelId", r.lane`,
          [id, limit - found.length, staleMs],
        )),
      );
  }
  return inLaneOrder(found);
}

function inLaneOrder<T extends { documentId: number; lane: number }>(rows: T[]): T[] {
  return rows.sort((a, b) => a.lane - b.lane || a.documentId - b.documentId);
}
