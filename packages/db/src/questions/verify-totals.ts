import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import type { Violation } from './verify-archive.ts';

/** Entities checked by one statement. */
const ENTITIES_AT_ONCE = 5_000;

/** Totals of entities `$1` < id <= `$2`, with what is still to be folded into them, that differ from what
 *  the mentions say. Dates are compared where nothing is left to fold. */
const TOTALS = `
  with cited as (
    select model_id, entity_id, document_id from mentions where entity_id > $1 and entity_id <= $2
    union all
    select model_id, entity_id, document_id from mention_extra_entities
     where entity_id > $1 and entity_id <= $2),
  found as (
    select model_id, entity_id, count(*) as mentions, count(distinct document_id) as documents,
      count(distinct document_id) filter (where same_text_as is null) as decisions,
      min(judged_on) as first, max(judged_on) as last
    from cited left join document_metadata using (document_id) left join document_copies using (document_id)
    group by model_id, entity_id),
  folded as (
    select * from entity_totals where model_id = any(array(select id from models))
      and entity_id > $1 and entity_id <= $2),
  unfolded as (
    select model_id, entity_id, sum(mentions) as mentions, sum(documents) as documents, sum(decisions) as decisions
    from entity_deltas where entity_id > $1 and entity_id <= $2 group by model_id, entity_id)
  select entity_id as "entityId", model_id as "modelId"
  from found full join folded using (model_id, entity_id) full join unfolded using (model_id, entity_id)
  where coalesce(folded.mentions, 0) + coalesce(unfolded.mentions, 0) <> coalesce(found.mentions, 0)
     or coalesce(folded.documents, 0) + coalesce(unfolded.documents, 0) <> coalesce(found.documents, 0)
     or coalesce(folded.decisions, 0) + coalesce(unfolded.decisions, 0) <> coalesce(found.decisions, 0)
     or unfolded.documents is null and (first_judged_on, last_judged_on) is distinct from (first, last)`;

/** Pairs of laws whose first one is `$1` < id <= `$2`, as {@link TOTALS}. */
const LAW_PAIRS = `
  with citing as (
    select model_id, document_id from mentions_legislacao where entity_id > $1 and entity_id <= $2
    union
    select model_id, document_id from mention_extra_entities
     where entity_type_id = 5 and entity_id > $1 and entity_id <= $2),
  found as (
    select c.model_id, l.id as law_id, o.id as other_id, count(*) as documents,
      count(*) filter (where same_text_as is null) as decisions
    from citing c left join document_copies using (document_id)
    cross join lateral (select cited_laws(c.document_id, c.model_id) as laws offset 0) d
    cross join unnest(d.laws) l(id) cross join unnest(d.laws) o(id)
    where l.id > $1 and l.id <= $2 and l.id <> o.id group by 1, 2, 3),
  folded as (
    select model_id, law_id, other_id, documents, decisions from law_pair_totals
     where model_id = any(array(select id from models)) and law_id > $1 and law_id <= $2),
  unfolded as (
    select model_id, l.id as law_id, o.id as other_id, sum(documents) as documents, sum(decisions) as decisions
    from law_pair_deltas d cross join unnest(d.laws) l(id) cross join unnest(d.laws) o(id)
    where l.id > $1 and l.id <= $2 and l.id <> o.id group by 1, 2, 3)
  select distinct law_id as "entityId", model_id as "modelId"
  from found full join folded using (model_id, law_id, other_id) full join unfolded using (model_id, law_id, other_id)
  where coalesce(folded.documents, 0) + coalesce(unfolded.documents, 0) <> coalesce(found.documents, 0)
     or coalesce(folded.decisions, 0) + coalesce(unfolded.decisions, 0) <> coalesce(found.decisions, 0)`;

const RULES = { 'totals-equal-mentions': TOTALS, 'law-pairs-equal-mentions': LAW_PAIRS };

/** Checks the totals of all entities, range by range; what names entities that don't exist belongs to the range of its
 *  number, or to the last one. */
export async function* verifyTotals(db: Db): AsyncGenerator<Violation> {
  for (let from = 0; from < Number.MAX_SAFE_INTEGER; ) {
    const range = await queryOne<{ last: number }>(
      db,
      'select id as last from entities where id > $1 order by id offset $2 limit 1',
      [from, ENTITIES_AT_ONCE - 1],
    );
    const to = range?.last ?? Number.MAX_SAFE_INTEGER;
    for (const [rule, sql] of Object.entries(RULES))
      for (const broken of await query<Omit<Violation, 'rule'>>(db, sql, [from, to])) yield { rule, ...broken };
    from = to;
  }
}
