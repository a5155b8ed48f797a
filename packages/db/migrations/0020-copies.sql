-- Decisions instead of downloads: documents with the same text but for white space are counted once, and those with nearly
-- the same text are named. Each text has a row as soon as it is stored; one process after the other then finds what it is a
-- copy of (`linked`), whatever the order in which texts come.

create table document_copies (
  document_id bigint primary key references documents on delete cascade,
  method smallint not null,
  bare_text_hash bytea check (length(bare_text_hash) = 32),
  sketch bytea,
  -- no foreign keys: what goes marks those that name it, below, and their totals are told when they are linked anew
  same_text_as bigint,
  near_duplicate_of bigint,
  similarity real,
  linked boolean not null default false,
  check ((near_duplicate_of is null) = (similarity is null))
);
create index document_copies_bare_text on document_copies (bare_text_hash, document_id) where bare_text_hash is not null;
create index document_copies_of_text on document_copies (same_text_as) where same_text_as is not null;
create index document_copies_near on document_copies (near_duplicate_of) where near_duplicate_of is not null;
create index document_copies_unlinked on document_copies (document_id) where not linked;
comment on table document_copies is 'Cópias: documentos com o mesmo texto (same_text_as), que contam como uma só decisão, e com quase o mesmo (near_duplicate_of). Textos de menos de 50 palavras não são comparados.';
comment on column document_copies.document_id is 'Documento.';
comment on column document_copies.method is 'Versão do método de comparação; 0 se o texto ainda não foi preparado.';
comment on column document_copies.bare_text_hash is 'SHA-256 do texto em UTF-8 sem espaços nem quebras de linha; nulo se curto demais.';
comment on column document_copies.sketch is 'Resumo do texto, com que se estima a semelhança; nulo se curto demais.';
comment on column document_copies.same_text_as is 'Primeiro documento, pelo número, com o mesmo texto (sem carimbos, espaços e quebras de linha); nulo no próprio primeiro.';
comment on column document_copies.near_duplicate_of is 'Documento de número menor com quase o mesmo texto; nulo se não há, e em quem tem same_text_as.';
comment on column document_copies.similarity is 'Semelhança com near_duplicate_of, de 0,9 a 1: a parte das sequências de cinco palavras que os dois têm em comum, estimada (erro padrão de até 0,013).';
comment on column document_copies.linked is 'Se já foi comparado com os outros; leva alguns segundos.';

insert into document_copies (document_id, method) select id, 0 from documents where text_hash is not null;

-- Numbers of which similar texts share one; only of texts that are not like one before them.
create table sketch_bands (
  band integer not null,
  document_id bigint not null references document_copies on delete cascade,
  primary key (band, document_id)
);
create index sketch_bands_document on sketch_bands (document_id);
comment on table sketch_bands is 'Parte da procura de quase-cópias: textos semelhantes têm um número em comum.';
comment on column sketch_bands.band is 'Número derivado do resumo do texto (document_copies.sketch).';
comment on column sketch_bands.document_id is 'Documento que não é quase-cópia de outro.';

create function unlink_copies() returns trigger language plpgsql as $$
begin
  update document_copies set linked = false where same_text_as = old.document_id or near_duplicate_of = old.document_id;
  return old;
end $$;
comment on function unlink_copies() is 'Quando um documento sai do acervo, suas cópias são comparadas de novo.';
create trigger unlink_copies before delete on document_copies for each row execute function unlink_copies();

alter table entity_deltas add column decisions integer not null default 0;
update entity_deltas set decisions = documents;
comment on column entity_deltas.decisions is 'Decisões a mais ou a menos: documentos, sem os que repetem o texto de outro.';
alter table entity_totals add column decisions bigint not null default 0;
update entity_totals set decisions = documents;
comment on column entity_totals.decisions is 'Número de documentos, sem os que repetem o texto de outro (document_copies.same_text_as).';

create or replace view organizations as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 1 and e.entity_type_id = 1 and t.model_id = (select id from models where state = 'active');
create or replace view names as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 2 and e.entity_type_id = 2 and t.model_id = (select id from models where state = 'active');
create or replace view dates as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 3 and e.entity_type_id = 3 and t.model_id = (select id from models where state = 'active');
create or replace view places as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 4 and e.entity_type_id = 4 and t.model_id = (select id from models where state = 'active');
create or replace view laws as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 5 and e.entity_type_id = 5 and e.key not like '%!%' and t.model_id = (select id from models where state = 'active');
create or replace view precedents as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and e.entity_type_id = 6 and t.model_id = (select id from models where state = 'active');
create or replace view cases as
select t.entity_id, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on, e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id
where t.entity_type_id = 6 and e.entity_type_id = 6 and e.rule = 'cnj' and t.model_id = (select id from models where state = 'active');
create or replace view law_provisions as
select l.id as law_id, l.name as law, t.entity_id, e.attributes->>'fragment' as fragment, e.name, e.key,
  t.mentions, t.documents, t.first_judged_on, t.last_judged_on, t.decisions
from entities e
join entity_totals t on t.entity_id = e.id and t.entity_type_id = 5 and t.model_id = (select id from models where state = 'active')
left join entities l on l.entity_type_id = 5 and l.key = split_part(e.key, '!', 1)
where e.entity_type_id = 5 and e.key like '%!%';
create or replace view found_by_rules as
select t.entity_id, y.name as type, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on,
  e.attributes, e.rule, t.decisions
from entity_totals t join entities e on e.id = t.entity_id join entity_types y on y.id = t.entity_type_id
where e.entity_type_id = t.entity_type_id and t.model_id = (select id from models where state = 'rules');
comment on column organizations.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column names.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column dates.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column places.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column laws.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column precedents.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column cases.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column law_provisions.decisions is 'Número de documentos, cada texto contado uma só vez.';
comment on column found_by_rules.decisions is 'Número de documentos, cada texto contado uma só vez.';

create or replace view documents_overview as
select d.id,
  (select f.path from files f where f.document_id = d.id order by f.vanished_at nulls first, f.id limit 1) as path,
  encode(d.sha256, 'hex') as sha256,
  d.media_type, d.size_bytes, d.status, d.error_code,
  d.page_count as pages, d.word_count as words, r.status as recognition, r.mentions,
  m.own_id, m.court, m.case_number, m.judged_on, m.class, m.extra, d.extracted_at, r.finished_at as recognized_at,
  m.title, m.rapporteur, c.same_text_as, c.near_duplicate_of, c.similarity
from documents d
left join document_metadata m on m.document_id = d.id
left join document_copies c on c.document_id = d.id
left join runs r on r.document_id = d.id and r.model_id = (select id from models where state = 'active');
comment on column documents_overview.same_text_as is 'Primeiro documento com o mesmo texto (document_copies).';
comment on column documents_overview.near_duplicate_of is 'Documento de número menor com quase o mesmo texto.';
comment on column documents_overview.similarity is 'Semelhança com ele, de 0,9 a 1.';
