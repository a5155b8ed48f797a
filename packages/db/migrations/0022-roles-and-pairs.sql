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
