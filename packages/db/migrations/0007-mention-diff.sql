-- Where two models disagree, in the documents that both have read: the one definition that the command line uses, too.
--
-- What both name alike (same span, same type) is left out. Of the rest, spans that overlap become pairs, one to one: the
-- pair with the largest overlap first, among equals one of the same type, then the earlier one; each pair takes its two
-- mentions out of the game, until nothing that is left overlaps anything left of the other model.
--   relabelled  a pair with the same span (the types differ)
--   moved       any other pair, of the same type or not
--   added       a mention of model B without a partner     removed  a mention of model A without a partner
-- So A's mentions are: alike + relabelled + moved + removed, and B's: alike + relabelled + moved + added. Where one model
-- has one mention and the other cuts it in two, the larger part is moved, and the smaller one added or removed.
-- Exchanging the models exchanges added and removed and changes no pair.
drop function mention_diff(integer, integer);

-- Goes through candidate pairs (a[i], b[i]) in order and returns each i whose both sides are still free, which takes them.
create function take_pairs(a bigint[], b bigint[]) returns setof integer
language plpgsql immutable strict parallel safe
as $$
declare
  taken boolean[];
begin
  for i in 1 .. cardinality(a) loop
    continue when taken[a[i]] or taken[b[i]];
    taken[a[i]] := true;
    taken[b[i]] := true;
    return next i;
  end loop;
end;
$$;
comment on function take_pairs(bigint[], bigint[]) is 'Parte de mention_diff: escolhe pares um a um, na ordem dada.';

create function mention_diff(model_a integer, model_b integer, documents bigint[] default null)
returns table (document_id bigint, kind text, start integer, "end" integer, page integer,
  type_a text, start_a integer, end_a integer, text_a text, score_a real,
  type_b text, start_b integer, end_b integer, text_b text, score_b real)
language sql stable parallel safe
begin atomic
  select ra.document_id,
    case when d.start_b is null then 'removed' when d.start_a is null then 'added'
      when d.start_a = d.start_b and d.end_a = d.end_b then 'relabelled' else 'moved' end,
    least(d.start_a, d.start_b), greatest(d.end_a, d.end_b), least(d.page_a, d.page_b),
    ta.name, d.start_a, d.end_a, d.text_a, d.score_a, tb.name, d.start_b, d.end_b, d.text_b, d.score_b
  from runs ra
  join runs rb on rb.document_id = ra.document_id and rb.model_id = mention_diff.model_b and rb.status = 'done'
  -- document by document: nothing grows with the archive
  cross join lateral (
    with alone as (
      select row_number() over () as id, m.* from (
        select b.*, count(*) over (partition by b.start, b."end", b.entity_type_id) as named_by from (
          select true as of_a, m.start, m."end", m.entity_type_id, m.text, m.score, m.page
          from mentions m where m.document_id = ra.document_id and m.model_id = mention_diff.model_a
          union all
          select false, m.start, m."end", m.entity_type_id, m.text, m.score, m.page
          from mentions m where m.document_id = ra.document_id and m.model_id = mention_diff.model_b) b) m
      where m.named_by = 1),
    -- a model's mentions are disjoint, so only the last one that begins no later can reach into this one
    met as (
      select a.*,
        max(case when a.of_a then array[a.start, a."end", a.entity_type_id, a.id] end) over so_far as last_a,
        max(case when not a.of_a then array[a.start, a."end", a.entity_type_id, a.id] end) over so_far as last_b
      from alone a window so_far as (order by a.start)),
    overlapping as (
      select m.last_a[4] as a, m.id as b, m.last_a[1] as start_a, m.start::bigint as start_b,
        least(m."end", m.last_a[2]) - m.start as shared, m.last_a[3] = m.entity_type_id as same_type
      from met m where not m.of_a and m.last_a[2] > m.start
      union all
      select m.id, m.last_b[4], m.start, m.last_b[1],
        least(m."end", m.last_b[2]) - m.start, m.last_b[3] = m.entity_type_id
      from met m where m.of_a and m.last_b[1] < m.start and m.last_b[2] > m.start),
    candidates as (
      select array_agg(o.a order by o.shared desc, o.same_type desc, o.start_a, o.start_b) as a,
        array_agg(o.b order by o.shared desc, o.same_type desc, o.start_a, o.start_b) as b
      from overlapping o),
    pairs as (select c.a[i] as a, c.b[i] as b from candidates c cross join take_pairs(c.a, c.b) i)
    select a.start as start_a, a."end" as end_a, a.entity_type_id as type_a, a.text as text_a, a.score as score_a,
      a.page as page_a, b.start as start_b, b."end" as end_b, b.entity_type_id as type_b, b.text as text_b,
      b.score as score_b, b.page as page_b
    from (select * from alone where of_a) a
    left join pairs p on p.a = a.id
    full join (select * from alone where not of_a) b on b.id = p.b) d
  left join entity_types ta on ta.id = d.type_a
  left join entity_types tb on tb.id = d.type_b
  where ra.model_id = mention_diff.model_a and ra.status = 'done'
    and (mention_diff.documents is null or ra.document_id = any (mention_diff.documents));
end;

comment on function mention_diff(integer, integer, bigint[]) is 'Onde dois modelos discordam, nos documentos que ambos leram: mention_diff(modelo_a, modelo_b), ou só em alguns documentos: mention_diff(modelo_a, modelo_b, array[1, 2]). kind: added (só B), removed (só A), relabelled (mesmo trecho, outro tipo), moved (trechos que se sobrepõem). Os números dos modelos: select id, name from models.';
