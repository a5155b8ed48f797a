import { execute, type Queryable, queryOne } from '../connection/query.ts';

/** Folds the laws of up to `limit` results into `law_pair_totals`, in the transaction of whoever folds the other totals.
 *  @returns whether there may be more. */
export async function foldLawPairs(client: Queryable, limit: number): Promise<boolean> {
  const pass = await queryOne<{ taken: number; emptied: boolean }>(
    client,
    `with taken as (
       delete from law_pair_deltas where id in (select id from law_pair_deltas order by id limit $1) returning *),
     sums as (
       select model_id, l.id as law_id, o.id as other_id, sum(documents) as documents, sum(decisions) as decisions
       from taken cross join unnest(laws) l(id) cross join unnest(laws) o(id)
       where l.id <> o.id group by 1, 2, 3),
     folded as (
       insert into law_pair_totals as t (model_id, law_id, other_id, documents, decisions)
       select * from sums where documents <> 0 or decisions <> 0
       on conflict (model_id, law_id, other_id) do update set documents = t.documents + excluded.documents,
         decisions = t.decisions + excluded.decisions
       returning documents, decisions)
     select (select count(*) from taken) as taken, exists (select from folded where documents = 0 and decisions = 0) as emptied`,
    [limit],
  );
  if (pass?.emptied === true)
    await execute(
      client,
      `delete from law_pair_totals
        where model_id = any (array(select id from models)) and documents = 0 and decisions = 0`,
    );
  return pass?.taken === limit;
}
