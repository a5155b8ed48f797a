import { execute, type Queryable, query } from '../connection/query.ts';

/** A document that is a copy of another one than is stored, or no longer (null), or now. */
interface Move {
  readonly id: number;
  readonly was: number | null;
  readonly wanted: number | null;
}

/** What is to be corrected because of these documents: they themselves, what is linked to them, and, where one is the first
 *  with its text, all that have it. */
export function findMoves(client: Queryable, ids: readonly number[]): Promise<Move[]> {
  return query<Move>(
    client,
    `with changed as (select document_id, bare_text_hash from document_copies where document_id = any ($1)),
     affected as (
       select document_id from changed
       union select document_id from document_copies where same_text_as = any ($1)
       union select o.document_id from changed c join document_copies o using (bare_text_hash)
        where not exists (
          select from document_copies f where f.bare_text_hash = c.bare_text_hash and f.document_id < c.document_id))
     select c.document_id as id, c.same_text_as as was, w.wanted
     from affected a join document_copies c using (document_id)
     cross join lateral (
       select nullif(min(f.document_id), c.document_id) as wanted
       from document_copies f where f.bare_text_hash = c.bare_text_hash) w
     where c.same_text_as is distinct from w.wanted order by 1`,
    [ids],
  );
}

/** Corrects the links of documents that are locked for a change; the totals hear of what is now a decision of its own, or
 *  no longer. */
export async function moveCopies(client: Queryable, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await execute(
    client,
    `update document_copies c set same_text_as = m.wanted, linked = false
     from unnest($1::bigint[], $2::bigint[]) m(document_id, wanted) where c.document_id = m.document_id`,
    [moves.map(({ id }) => id), moves.map(({ wanted }) => wanted)],
  );
  const turned = moves.filter(({ was, wanted }) => (was === null) !== (wanted === null));
  const values = [turned.map(({ id }) => id), turned.map(({ wanted }) => (wanted === null ? 1 : -1))];
  await execute(
    client,
    `insert into entity_deltas (entity_id, entity_type_id, model_id, mentions, documents, decisions)
     select m.entity_id, m.entity_type_id, m.model_id, 0, 0, t.sign
     from unnest($1::bigint[], $2::integer[]) t(document_id, sign)
     join (select document_id, entity_id, entity_type_id, model_id from mentions where document_id = any ($1)
           union
           select document_id, entity_id, entity_type_id, model_id from mention_extra_entities where document_id = any ($1)
     ) m using (document_id)`,
    values,
  );
  await execute(
    client,
    `insert into law_pair_deltas (model_id, documents, decisions, laws)
     select model_id, 0, sign, laws from (
       select m.model_id, m.sign, cited_laws(m.document_id, m.model_id) as laws from (
         select distinct m.document_id, m.model_id, t.sign
         from unnest($1::bigint[], $2::integer[]) t(document_id, sign)
         join (select document_id, model_id from mentions_legislacao where document_id = any ($1)) m using (document_id)
       ) m) c
     where cardinality(laws) > 1`,
    values,
  );
}
