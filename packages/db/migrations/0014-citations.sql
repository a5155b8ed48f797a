-- Laws and their provisions, what is cited together, who cites what, and names that are written almost alike.

-- A provision's key is its law's, an exclamation mark, and the LexML fragment; so for items of a súmula, appeals of a case.
create index entities_provision on entities (split_part(key, '!', 1))
  where entity_type_id = 5 and key like '%!%';

-- The type also of the entity, so that keys are looked up by their index; laws without their provisions.
create or replace view organizations as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 1 and e.entity_type_id = 1 and t.model_id = (select id from models where state = 'active');
create or replace view names as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 2 and e.entity_type_id = 2 and t.model_id = (select id from models where state = 'active');
create or replace view dates as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 3 and e.entity_type_id = 3 and t.model_id = (select id from models where state = 'active');
create or replace view places as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 4 and e.entity_type_id = 4 and t.model_id = (select id from models where state = 'active');
create or replace view laws as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 5 and e.entity_type_id = 5 and e.key not like '%!%' and t.model_id = (select id from models where state = 'active');
create or replace view precedents as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and e.entity_type_id = 6 and t.model_id = (select id from models where state = 'active');
create or replace view cases as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and e.entity_type_id = 6 and e.rule = 'cnj' and t.model_id = (select id from models where state = 'active');
comment on view laws is 'Leis e outras normas citadas, com totais que incluem os de seus dispositivos (veja law_provisions). Os totais atrasam alguns segundos em relação às menções.';

create view law_provisions as
select l.id as law_id, l.name as law, t.entity_id, e.attributes->>'fragment' as fragment, e.name, e.key,
  t.mentions, t.documents, t.first_judged_on, t.last_judged_on
from entities e
join entity_totals t on t.entity_id = e.id and t.entity_type_id = 5 and t.model_id = (select id from models where state = 'active')
left join entities l on l.entity_type_id = 5 and l.key = split_part(e.key, '!', 1)
where e.entity_type_id = 5 and e.key like '%!%';
comment on view law_provisions is 'Dispositivos citados (artigos, parágrafos, incisos, alíneas), cada um com a sua lei e os seus totais. Os totais atrasam alguns segundos em relação às menções.';
comment on column law_provisions.law_id is 'A lei (laws.entity_id); nulo se o texto não diz de que norma é.';
comment on column law_provisions.law is 'Nome da lei.';
comment on column law_provisions.entity_id is 'O dispositivo.';
comment on column law_provisions.fragment is 'Dispositivo conforme a LexML: art5_par1_inc2_ali2.';
comment on column law_provisions.name is 'Nome para exibição.';
comment on column law_provisions.key is 'Chave canônica.';
comment on column law_provisions.mentions is 'Número de menções.';
comment on column law_provisions.documents is 'Número de documentos que o citam.';
comment on column law_provisions.first_judged_on is 'Data de julgamento mais antiga entre esses documentos, onde conhecida.';
comment on column law_provisions.last_judged_on is 'Data de julgamento mais recente, onde conhecida.';

-- How a unified case number is written does not matter: it is compared as the key of the case.
create function case_key(case_number text) returns text
language sql immutable parallel safe strict
return (
  select case when length(digits) = 20 then format('cnj:%s-%s.%s.%s.%s.%s', substr(digits, 1, 7), substr(digits, 8, 2),
    substr(digits, 10, 4), substr(digits, 14, 1), substr(digits, 15, 2), substr(digits, 17, 4)) end
  from (select regexp_replace(case_number, '[^0-9]', '', 'g')) d(digits));
comment on function case_key(text) is 'Chave de um processo (entities.key) a partir do seu número único, escrito de qualquer forma; nulo se não tem 20 algarismos.';
-- in the order of keys, which it is compared with
create index document_metadata_case_key on document_metadata (case_key(case_number) collate "C") where case_number is not null;

-- A decision that writes its own number does not cite. In two branches, each with all of its conditions, so that one can
-- ask from any side: mentions by what they name first, and by what else they name.
create view citations as
select m.document_id as from_document, cited.document_id as to_document, e.id as entity_id, e.name as precedent, e.key,
  e.rule, m.start, m.page, m.text, m.score
from mentions_jurisprudencia m
join entities e on e.id = m.entity_id and e.entity_type_id = 6
left join document_metadata own on own.document_id = m.document_id
left join document_metadata cited on cited.case_number is not null and case_key(cited.case_number) = e.key
where m.model_id = (select id from models where state = 'active') and case_key(own.case_number) is distinct from e.key
union all
select m.document_id as from_document, cited.document_id as to_document, e.id as entity_id, e.name as precedent, e.key,
  e.rule, m.start, m.page, m.text, m.score
from mentions_jurisprudencia m
join mention_extra_entities x on x.document_id = m.document_id and x.model_id = m.model_id and x.start = m.start
  and x.entity_type_id = 6
join entities e on e.id = x.entity_id and e.entity_type_id = 6
left join document_metadata own on own.document_id = m.document_id
left join document_metadata cited on cited.case_number is not null and case_key(cited.case_number) = e.key
where m.model_id = (select id from models where state = 'active') and case_key(own.case_number) is distinct from e.key;
comment on view citations is 'Quem cita o quê: cada menção de jurisprudência e o documento deste acervo que pertence ao processo citado, se houver. Uma linha por menção (e por documento do processo citado): conte documentos com count(distinct from_document).';
comment on column citations.from_document is 'Documento que cita.';
comment on column citations.to_document is 'Documento do acervo que pertence ao processo citado (o mesmo número único em document_metadata.case_number); nulo se não há.';
comment on column citations.entity_id is 'O precedente (precedents.entity_id).';
comment on column citations.precedent is 'Nome do precedente.';
comment on column citations.key is 'Chave canônica do precedente.';
comment on column citations.rule is 'Regra que produziu a chave.';
comment on column citations.start is 'Onde começa a menção.';
comment on column citations.page is 'Página da menção.';
comment on column citations.text is 'O trecho.';
comment on column citations.score is 'Confiança do modelo, de 0 a 1.';

-- An entity's mentions, also those that name it besides another, from the latest document back: what is read is what is
-- returned, however many there are (over mentions_current the planner reads them all to sort them).
create function mentions_of(entity bigint, max_results integer default 50)
returns table (document_id bigint, start integer, "end" integer, page integer, text text, score real)
language sql stable
begin atomic
  with active as (select id from models where state = 'active')
  select m.document_id, m.start, m."end", m.page, m.text, m.score
  from (
    (select m.* from mentions m
     where m.entity_id = mentions_of.entity and m.model_id = (select id from active)
       and m.entity_type_id = (select e.entity_type_id from entities e where e.id = mentions_of.entity)
     order by m.document_id desc, m.start limit max_results)
    union all
    select m.* from (
      select x.* from mention_extra_entities x
      where x.entity_id = mentions_of.entity and x.model_id = (select id from active)
      order by x.document_id desc, x.start limit max_results) x
    join mentions m on m.document_id = x.document_id and m.model_id = x.model_id and m.start = x.start
      and m.entity_type_id = x.entity_type_id) m
  order by m.document_id desc, m.start limit max_results;
end;
comment on function mentions_of(bigint, integer) is 'Menções de uma entidade segundo o modelo em uso, dos últimos documentos para trás, inclusive as que a citam além de outra (um artigo, além da lei): mentions_of(entidade), mentions_of(entidade, 1000).';

-- Who is cited with what: looks at an entity's latest documents only, so that one that is named everywhere costs no more.
create function cited_with(entity bigint, of_type text default null, max_documents integer default 200, max_results integer default 50)
returns table (entity_id bigint, type text, name text, documents bigint, of_documents bigint)
language sql stable
begin atomic
  with active as (select id from models where state = 'active'),
  latest as materialized (
    select distinct m.document_id from (
      select m.document_id from mentions m
      where m.entity_id = cited_with.entity and m.model_id = (select id from active)
        and m.entity_type_id = (select e.entity_type_id from entities e where e.id = cited_with.entity)
      order by m.document_id desc limit 20 * cited_with.max_documents) m
    union
    select x.document_id from (
      select x.document_id from mention_extra_entities x
      where x.entity_id = cited_with.entity and x.model_id = (select id from active)
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
comment on function cited_with(bigint, text, integer, integer) is 'O que mais se cita com uma entidade, nos últimos documentos que a citam: cited_with(entidade), só de um tipo: cited_with(entidade, ''PESSOA''), em até tantos documentos: cited_with(entidade, max_documents => 1000). of_documents diz em quantos se olhou. Para leis, law_pairs conta o acervo inteiro.';

-- Laws by pairs, in both directions. Every stored or removed result appends the laws of its document, at most the first
-- hundred of them; they are folded into the pairs together with the totals.
create table law_pair_deltas (
  id bigint generated always as identity primary key,
  model_id integer not null,
  documents smallint not null,
  laws bigint[] not null
);
comment on table law_pair_deltas is 'Leis de resultados gravados ou retirados, ainda não somadas a law_pair_totals.';
comment on column law_pair_deltas.id is 'Identificador.';
comment on column law_pair_deltas.model_id is 'Modelo.';
comment on column law_pair_deltas.documents is '1 para um resultado gravado, -1 para um retirado.';
comment on column law_pair_deltas.laws is 'As leis que o documento cita (até cem).';

create table law_pair_totals (
  model_id integer not null,
  law_id bigint not null,
  other_id bigint not null,
  documents integer not null,
  primary key (model_id, law_id, other_id)
) with (fillfactor = 80);
create index law_pair_totals_of_law on law_pair_totals (model_id, law_id, documents desc);
create index law_pair_totals_most on law_pair_totals (model_id, documents desc);
comment on table law_pair_totals is 'Pares de leis citadas nos mesmos documentos, por modelo, nos dois sentidos; atualizados periodicamente.';
comment on column law_pair_totals.model_id is 'Modelo.';
comment on column law_pair_totals.law_id is 'Uma lei.';
comment on column law_pair_totals.other_id is 'Outra lei.';
comment on column law_pair_totals.documents is 'Documentos que citam as duas.';

-- The laws that a document cites, by its mentions: whole ones, not their provisions.
create function cited_laws(document bigint, model integer) returns bigint[]
language sql stable parallel safe
begin atomic
  select array_agg(l.entity_id order by l.entity_id) from (
    select c.entity_id from (
      select m.entity_id, m.start from mentions_legislacao m
      where m.document_id = cited_laws.document and m.model_id = cited_laws.model
      union all
      select x.entity_id, x.start from mention_extra_entities x
      where x.document_id = cited_laws.document and x.model_id = cited_laws.model and x.entity_type_id = 5) c
    join entities e on e.id = c.entity_id and e.key not like '%!%'
    group by c.entity_id order by min(c.start), c.entity_id limit 100) l;
end;
comment on function cited_laws(bigint, integer) is 'Leis que um documento cita segundo um modelo (até cem): cited_laws(documento, modelo).';

insert into law_pair_totals (model_id, law_id, other_id, documents)
select r.model_id, a.law, b.law, count(*)
from (select model_id, cited_laws(document_id, model_id) as laws from runs where status = 'done') r
cross join unnest(r.laws) a(law) cross join unnest(r.laws) b(law)
where a.law <> b.law group by 1, 2, 3;

create view law_pairs as
select p.law_id, l.name as law, p.other_id, o.name as other, p.documents
from law_pair_totals p join entities l on l.id = p.law_id join entities o on o.id = p.other_id
where p.model_id = (select id from models where state = 'active');
comment on view law_pairs is 'Leis citadas nos mesmos documentos. Cada par aparece nos dois sentidos; law_id < other_id mostra cada um uma vez. De um documento contam as cem primeiras leis que cita. Os totais atrasam alguns segundos em relação às menções.';
comment on column law_pairs.law_id is 'Uma lei (laws.entity_id).';
comment on column law_pairs.law is 'O nome dela.';
comment on column law_pairs.other_id is 'Outra lei.';
comment on column law_pairs.other is 'O nome dela.';
comment on column law_pairs.documents is 'Documentos que citam as duas.';
