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

/** SQL: nothing else is left to do with documents of a storage: OCR comes after all text layers. */
const NOTHING_ELSE_SQL = `not exists (select from documents o where o.status = 'pending' and o.storage = $1)
  and not exists (select from scans c join sources s on s.id = c.source_id where c.finished_at is null and s.storage = $1)`;
/** Where there is always something else, a document gets its turn after this long, one at a time. */
const OCR_PATIENCE = '15 minutes';

/** The same for documents to read by OCR: as long as a scan runs or a text layer waits, none but one that has waited for
 *  long. */
export async function findUnqueuedOcr(
  db: Db,
  { limit, storage, staleMs }: { limit: number; storage: string; staleMs: number },
): Promise<{ documentId: number; lane: number }[]> {
  const isQueuedSql = (
    pass: string,
  ) => `(${pass}.queued_at is not null and (${pass}.queued_at >= now() - $3 * interval '1 ms'
    or ${pass}.claimed_by is not null and ${isAliveSql(`${pass}.claimed_by`)}))`;
  const found = await query<{ documentId: number; lane: number }>(
    db,
    `with free as (select ${NOTHING_ELSE_SQL} as now),
     next as (
       select t.document_id from ocr_passes t join documents d on d.id = t.document_id and d.storage = $1
        where t.status = 'pending' and not ${isQueuedSql('t')}
          and ((select now from free) or t.planned_at < now() - interval '${OCR_PATIENCE}' and not exists (
            select from ocr_passes q join documents e on e.id = q.document_id and e.storage = $1
             where q.status = 'pending' and ${isQueuedSql('q')}))
        order by t.queued_at is not null, t.lane, t.document_id
        limit case when (select now from free) then $2::bigint else 1 end for no key update of t skip locked)
     update ocr_passes p set queued_at = now() from next where p.document_id = next.document_id
     returning p.document_id as "documentId", p.lane`,
    [storage, limit, staleMs],
  );
  return inLaneOrder(found);
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
