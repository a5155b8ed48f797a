import type { Db } from '../connection/open-database.ts';
import { execute, query, queryOne, transaction } from '../connection/query.ts';
import { foldLawPairs } from './fold-law-pairs.ts';

/** Advisory lock of the one process that folds. "acfold" in ASCII. */
const FOLD_LOCK = '107096246086756';

/** Laws of results that are folded for as many deltas of entities, each a product of them all with each other. */
const DELTAS_PER_PAIRS = 20;

/** Folds up to `limit` deltas of stored results into `entity_totals`, and pairs of laws into theirs. One process at
 *  a time: others get 0 at once. `more`: it was not all. An entity's first and last date widen with the deltas; they
 *  are looked up again only where the document taken away may have been the first or the last. */
export async function foldEntityTotals(
  db: Db,
  { limit = 50_000 }: { limit?: number } = {},
): Promise<{ folded: number; more: boolean }> {
  return transaction(db, async (client) => {
    const lock = await queryOne<{ mine: boolean }>(client, 'select pg_try_advisory_xact_lock($1) as mine', [FOLD_LOCK]);
    if (lock?.mine !== true) return { folded: 0, more: false };
    const touched = await query<{ modelId: number; entityId: number; empty: boolean; stale: boolean; deltas: number }>(
      client,
      `with taken as (
         delete from entity_deltas where id in (select id from entity_deltas order by id limit $1) returning *),
       sums as (
         select model_id, entity_id, min(entity_type_id) as entity_type_id, sum(mentions) as mentions,
           sum(documents) as documents, sum(decisions) as decisions, count(*) as deltas,
           min(judged_on) filter (where documents > 0) as first, max(judged_on) filter (where documents > 0) as last,
           min(judged_on) filter (where documents < 0) as gone_first, max(judged_on) filter (where documents < 0) as gone_last
         from taken group by model_id, entity_id),
       folded as (
         insert into entity_totals as t
           (model_id, entity_id, entity_type_id, mentions, documents, decisions, first_judged_on, last_judged_on)
         select model_id, entity_id, entity_type_id, mentions, documents, decisions, first, last from sums
         on conflict (model_id, entity_id) do update set mentions = t.mentions + excluded.mentions,
           documents = t.documents + excluded.documents, decisions = t.decisions + excluded.decisions,
           first_judged_on = least(t.first_judged_on, excluded.first_judged_on),
           last_judged_on = greatest(t.last_judged_on, excluded.last_judged_on)
         returning model_id, entity_id, mentions, documents, decisions, first_judged_on, last_judged_on)
       select model_id as "modelId", entity_id as "entityId", f.mentions = 0 and f.documents = 0 and f.decisions = 0 as empty, deltas,
         coalesce(gone_first <= first_judged_on or gone_last >= last_judged_on, false) as stale
       from sums join folded f using (model_id, entity_id)`,
      [limit],
    );
    const pairs = (rows: typeof touched) => [rows.map(({ modelId }) => modelId), rows.map(({ entityId }) => entityId)];
    const empty = touched.filter((row) => row.empty);
    if (empty.length > 0)
      await execute(
        client,
        `delete from entity_totals t using unnest($1::integer[], $2::bigint[]) e(model_id, entity_id)
         where t.model_id = e.model_id and t.entity_id = e.entity_id`,
        pairs(empty),
      );
    const stale = touched.filter((row) => row.stale && !row.empty);
    if (stale.length > 0)
      await execute(
        client,
        `update entity_totals t set first_judged_on = d.first, last_judged_on = d.last
         from unnest($1::integer[], $2::bigint[]) e(model_id, entity_id),
           lateral (
             select min(judged_on) as first, max(judged_on) as last from document_metadata where document_id in (
               select document_id from mentions m where m.entity_id = e.entity_id and m.model_id = e.model_id
               union all
               select document_id from mention_extra_entities x where x.entity_id = e.entity_id and x.model_id = e.model_id)
           ) d
         where t.model_id = e.model_id and t.entity_id = e.entity_id`,
        pairs(stale),
      );
    const folded = touched.reduce((sum, { deltas }) => sum + deltas, 0);
    const morePairs = await foldLawPairs(client, Math.ceil(limit / DELTAS_PER_PAIRS));
    return { folded, more: folded === limit || morePairs };
  });
}
