-- What people ask: views and functions over the archive, as the active model read it.

-- what a failure code means and what to do about it, as the version that migrated last words it
create table failure_hints (
  code text primary key,
  pt text not null,
  en text not null
);

create view texts as
select d.id as document_id,
  coalesce((select string_agg(s.text, '' order by s.start) from segments s where s.document_id = d.id), '') as text,
  d.text_hash,
  d.text_length as length,
  d.extractor_version
from documents d
where d.text_hash is not null;

-- one branch a type, so that a condition on `type` leaves the other partitions alone, and the model's id is looked up once
create view mentions_current as
select document_id, start, "end", 'ORGANIZACAO'::text as type, text, score, page, entity_id, model_id
from mentions_organizacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'PESSOA', text, score, page, entity_id, model_id
from mentions_pessoa where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'TEMPO', text, score, page, entity_id, model_id
from mentions_tempo where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LOCAL', text, score, page, entity_id, model_id
from mentions_local where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LEGISLACAO', text, score, page, entity_id, model_id
from mentions_legislacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'JURISPRUDENCIA', text, score, page, entity_id, model_id
from mentions_jurisprudencia where model_id = (select id from models where state = 'active');

create view organizations as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 1 and t.model_id = (select id from models where state = 'active');

create view names as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 2 and t.model_id = (select id from models where state = 'active');

create view dates as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 3 and t.model_id = (select id from models where state = 'active');

create view places as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 4 and t.model_id = (select id from models where state = 'active');

create view laws as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 5 and t.model_id = (select id from models where state = 'active');

create view precedents as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and t.model_id = (select id from models where state = 'active');

create view cases as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and e.rule = 'cnj' and t.model_id = (select id from models where state = 'active');

create view documents_overview as
select d.id,
  (select f.path from files f where f.document_id = d.id order by f.vanished_at nulls first, f.id limit 1) as path,
  encode(d.sha256, 'hex') as sha256,
  d.media_type, d.size_bytes, d.status, d.error_code,
  d.page_count as pages, d.word_count as words, r.status as recognition, r.mentions,
  m.own_id, m.court, m.case_number, m.judged_on, m.class, m.extra, d.extracted_at, r.finished_at as recognized_at
from documents d
left join document_metadata m on m.document_id = d.id
left join runs r on r.document_id = d.id and r.model_id = (select id from models where state = 'active');

create view failures as
select f.stage, f.error_code as code, f.document_id, f.file_id,
  coalesce(f.path, (select o.path from files o where o.document_id = f.document_id
    order by o.vanished_at nulls first, o.id limit 1)) as path,
  f.attempts, h.pt as hint_pt, h.en as hint_en
from (
  select 'file' as stage, error_code, document_id, id as file_id, path, 0 as attempts
  from files where error_code is not null and vanished_at is null
  union all
  select 'extraction', error_code, id, null, null, attempts from documents where status = 'failed'
  union all
  select 'recognition', r.error_code, r.document_id, null, null, r.attempts
  from runs r join models m on m.id = r.model_id and m.state in ('active', 'filling') where r.status = 'failed'
) f left join failure_hints h on h.code = f.error_code;

-- A slice of a text with what stands around it; reads only the pieces it touches.
create function mention_context(document bigint, start integer, "end" integer, radius integer default 80) returns text
language sql stable parallel safe
return (
  select substr(string_agg(s.text, '' order by s.start),
    greatest(mention_context.start - radius, 0) - min(s.start) + 1,
    mention_context."end" + radius - greatest(mention_context.start - radius, 0))
  from segments s
  where s.document_id = document
    and s.start > mention_context.start - radius - 8192 and s.start < mention_context."end" + radius
    and s."end" > greatest(mention_context.start - radius, 0));

-- Where two models disagree: mentions only one has, and those both have with different types.
create function mention_diff(model_a integer, model_b integer)
returns table (document_id bigint, start integer, "end" integer, text text, type_a text, type_b text)
language sql stable
begin atomic
  select coalesce(a.document_id, b.document_id), coalesce(a.start, b.start), coalesce(a."end", b."end"),
    coalesce(a.text, b.text), ta.name, tb.name
  from (select * from mentions where model_id = model_a) a
  full join (select * from mentions where model_id = model_b) b
    on b.document_id = a.document_id and b.start = a.start and b."end" = a."end"
  left join entity_types ta on ta.id = a.entity_type_id
  left join entity_types tb on tb.id = b.entity_type_id
  where a.entity_type_id is distinct from b.entity_type_id;
end;

-- Full text in Portuguese, as web search engines take it: words, "a phrase", or, -not. The best of the first 1,000 pieces.
create function search_text(query text, max_results integer default 50)
returns table (document_id bigint, page integer, start integer, "end" integer, rank real, excerpt text)
language sql stable
begin atomic
  select s.document_id, s.page, s.start, s."end", s.rank,
    ts_headline('portuguese', s.text, websearch_to_tsquery('portuguese', query),
      'MaxFragments=1, MaxWords=30, MinWords=10, StartSel=[, StopSel=]')
  from (
    select f.*, ts_rank(f.words, websearch_to_tsquery('portuguese', query)) as rank
    from (select * from segments where words @@ websearch_to_tsquery('portuguese', query) limit 1000) f
    order by rank desc, f.document_id, f.start limit max_results) s
  order by s.rank desc, s.document_id, s.start;
end;
