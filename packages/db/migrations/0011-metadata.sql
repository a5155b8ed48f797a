-- What a document's first pages state, beside what its court gives: a column holds the manifest's value, else the text's.
alter table document_metadata
  add column title text,
  add column rapporteur text,
  add column given jsonb not null default '{}',
  add column read jsonb not null default '{}';
update document_metadata set given = jsonb_strip_nulls(jsonb_build_object('ownId', own_id, 'court', court,
  'caseNumber', case_number, 'judgedOn', judged_on, 'class', class)) || jsonb_build_object('extra', extra);

comment on table document_metadata is
  'O que se sabe do documento: o que o tribunal informa (manifesto) e, onde nada informa, o que as primeiras páginas dizem.';
comment on column document_metadata.title is 'Título, como as primeiras páginas o trazem.';
comment on column document_metadata.rapporteur is 'Relator ou relatora, sem tratamento.';
comment on column document_metadata.given is 'O que o manifesto informa: vale sempre mais.';
comment on column document_metadata.read is
  'O que foi lido no texto: por campo, o valor (value), a regra (rule) e onde está (start, end em caracteres do texto, ou removed: removed_spans.ordinal).';

create or replace view documents_overview as
select d.id,
  (select f.path from files f where f.document_id = d.id order by f.vanished_at nulls first, f.id limit 1) as path,
  encode(d.sha256, 'hex') as sha256,
  d.media_type, d.size_bytes, d.status, d.error_code,
  d.page_count as pages, d.word_count as words, r.status as recognition, r.mentions,
  m.own_id, m.court, m.case_number, m.judged_on, m.class, m.extra, d.extracted_at, r.finished_at as recognized_at,
  m.title, m.rapporteur
from documents d
left join document_metadata m on m.document_id = d.id
left join runs r on r.document_id = d.id and r.model_id = (select id from models where state = 'active');

comment on column documents_overview.title is 'Título, como as primeiras páginas o trazem.';
comment on column documents_overview.rapporteur is 'Relator ou relatora, sem tratamento.';
