-- A mention without a role has an empty one: a null costs each row 8 bytes, since it alone needs a bitmap of nulls. Rows
-- that are there keep their null, which says the same, rather than be written anew; views show null for both.

alter table mentions alter column role set default '';
comment on column mentions.role is 'O que o texto diz que a pessoa é no processo: relator, redator, revisor, juiz, advogado, procurador, ministerio-publico, defensor, perito, testemunha, vitima ou parte; vazio (ou nulo, se de versão anterior) se nada diz.';

create or replace view mentions_current as
select document_id, start, "end", 'ORGANIZACAO'::text as type, text, score, page, entity_id, model_id, nullif(role, '') as role
from mentions_organizacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'PESSOA', text, score, page, entity_id, model_id, nullif(role, '')
from mentions_pessoa where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'TEMPO', text, score, page, entity_id, model_id, nullif(role, '')
from mentions_tempo where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LOCAL', text, score, page, entity_id, model_id, nullif(role, '')
from mentions_local where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LEGISLACAO', text, score, page, entity_id, model_id, nullif(role, '')
from mentions_legislacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'JURISPRUDENCIA', text, score, page, entity_id, model_id, nullif(role, '')
from mentions_jurisprudencia where model_id = (select id from models where state = 'active')
union all
select m.document_id, m.start, m."end", t.name, m.text, m.score, m.page, m.entity_id, m.model_id, nullif(m.role, '')
from mentions_rules m join entity_types t on t.id = m.entity_type_id and t.id > 6
where m.model_id = (select id from models where state = 'rules');

create or replace view roles as
select m.document_id, m.role, m.entity_id, e.name, e.key, count(*) as mentions, min(m.start) as first_start,
  min(case when m.role = 'advogado' then lawyer_registration(m.document_id, m.model_id, m.start) end) as registration
from mentions_pessoa m join entities e on e.id = m.entity_id
where m.role <> '' and e.entity_type_id = 2 and m.model_id = (select id from models where state = 'active')
group by m.document_id, m.role, m.entity_id, e.name, e.key;

-- Pairs of laws count decisions, too: of documents with the same text one.
alter table law_pair_deltas add column decisions smallint not null default 0;
update law_pair_deltas set decisions = documents;
comment on column law_pair_deltas.decisions is 'O mesmo que documents; 0 se o documento repete o texto de outro. Se só isso mudou, documents é 0.';
alter table law_pair_totals add column decisions integer not null default 0;
update law_pair_totals set decisions = documents;
comment on column law_pair_totals.decisions is 'Documentos que citam as duas, sem os que repetem o texto de outro (document_copies.same_text_as).';
insert into law_pair_deltas (model_id, documents, decisions, laws)
select model_id, 0, -1, laws from (
  select m.model_id, cited_laws(m.document_id, m.model_id) as laws from (
    select distinct m.document_id, m.model_id
    from document_copies c join mentions_legislacao m using (document_id) where c.same_text_as is not null) m) copies
where cardinality(laws) > 1;

create or replace view law_pairs as
select p.law_id, l.name as law, p.other_id, o.name as other, p.documents, p.decisions
from law_pair_totals p join entities l on l.id = p.law_id join entities o on o.id = p.other_id
where p.model_id = (select id from models where state = 'active');
comment on column law_pairs.decisions is 'Número de documentos, cada texto contado uma só vez.';

-- What repeats another text is asked for document by document; the rows of the table are wide.
create index document_copies_repeat on document_copies (document_id) include (same_text_as) where same_text_as is not null;

-- The highest amounts are asked for (type 10, DINHEIRO), and what rules find most of: with the type by its number the
-- totals' index serves that, too.
create index entities_amount on entities (((attributes ->> 'amount')::numeric) desc) where entity_type_id = 10;
create or replace view found_by_rules as
select t.entity_id, y.name as type, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on,
  e.attributes, e.rule, t.decisions, t.entity_type_id
from entity_totals t join entities e on e.id = t.entity_id join entity_types y on y.id = t.entity_type_id
where e.entity_type_id = t.entity_type_id and t.model_id = (select id from models where state = 'rules');
comment on column found_by_rules.entity_type_id is 'Número do tipo (entity_types.id); com ele, order by mentions desc limit 20 lê só o que mostra.';

-- What rules find has mentions of the rules, not of the model.
create or replace function mentions_of(entity bigint, max_results integer default 50)
returns table (document_id bigint, start integer, "end" integer, page integer, text text, score real)
language sql stable
begin atomic
  with reader as (select id from models where state = (
    select case when entity_type_id > 6 then 'rules' else 'active' end from entities where id = mentions_of.entity))
  select m.document_id, m.start, m."end", m.page, m.text, m.score
  from (
    (select m.* from mentions m
     where m.entity_id = mentions_of.entity and m.model_id = (select id from reader)
       and m.entity_type_id = (select e.entity_type_id from entities e where e.id = mentions_of.entity)
     order by m.document_id desc, m.start limit max_results)
    union all
    select m.* from (
      select x.* from mention_extra_entities x
      where x.entity_id = mentions_of.entity and x.model_id = (select id from reader)
      order by x.document_id desc, x.start limit max_results) x
    join mentions m on m.document_id = x.document_id and m.model_id = x.model_id and m.start = x.start
      and m.entity_type_id = x.entity_type_id) m
  order by m.document_id desc, m.start limit max_results;
end;
create or replace function cited_with(entity bigint, of_type text default null, max_documents integer default 200, max_results integer default 50)
returns table (entity_id bigint, type text, name text, documents bigint, of_documents bigint)
language sql stable
begin atomic
  with active as (select id from models where state = 'active'),
  reader as (select id from models where state = (
    select case when entity_type_id > 6 then 'rules' else 'active' end from entities where id = cited_with.entity)),
  latest as materialized (
    select distinct m.document_id from (
      select m.document_id from mentions m
      where m.entity_id = cited_with.entity and m.model_id = (select id from reader)
        and m.entity_type_id = (select e.entity_type_id from entities e where e.id = cited_with.entity)
      order by m.document_id desc limit 20 * cited_with.max_documents) m
    union
    select x.document_id from (
      select x.document_id from mention_extra_entities x
      where x.entity_id = cited_with.entity and x.model_id = (select id from reader)
      order by x.document_id desc limit 20 * cited_with.max_documents) x
    order by document_id desc limit cited_with.max_documents)
  select e.id, t.name, e.name, n.documents, (select count(*) from latest)
  from (
    select o.entity_id, count(distinct o.document_id) as documents
    from latest l cross join lateral (
      select m.entity_id, m.document_id from mentions m
      where m.document_id = l.document_id and m.model_id = (select id from active)
        and m.entity_type_id = any (select t.id from entity_types t where cited_with.of_type is null or t.name = cited_with.of_type)
      offset 0) o
    where o.entity_id <> cited_with.entity
    group by o.entity_id order by 2 desc, 1 limit cited_with.max_results) n
  join entities e on e.id = n.entity_id join entity_types t on t.id = e.entity_type_id
  order by n.documents desc, e.id;
end;
comment on function mentions_of(bigint, integer) is 'Menções de uma entidade segundo o modelo em uso, ou as regras que a acharam, dos últimos documentos para trás, inclusive as que a citam além de outra (um artigo, além da lei): mentions_of(entidade), mentions_of(entidade, 1000).';
