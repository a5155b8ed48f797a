-- What rules find (CPF, OAB, amounts, a user's own words) is stored as mentions of a model of its own, which reads beside
-- whichever model recognizes. Roles that the text gives to people are kept on their mentions.

alter table models drop constraint models_state_check;
alter table models add constraint models_state_check
  check (state in ('installed', 'filling', 'active', 'rules', 'rules-filling'));
create unique index models_one_rules on models (state) where state in ('rules', 'rules-filling');
comment on column models.state is 'Situação: installed (instalado), filling (lendo o acervo antes de aparecer) ou active (o que se vê); rules (as regras em uso) ou rules-filling (regras novas, que aparecem quando tiverem lido tudo: acervo normalize).';

-- 1 to 6 are the types of LeNER-Br, which models recognize; a user's types come after these
insert into entity_types (id, name) values (7, 'CPF'), (8, 'CNPJ'), (9, 'OAB'), (10, 'DINHEIRO'), (11, 'EMAIL');
comment on table entity_types is 'Tipos de entidade: 1 a 6 são os da LeNER-Br, reconhecidos por modelos; os demais são achados por regras.';

create table mentions_rules partition of mentions default partition by list (model_id);

alter table mentions add column role text;
comment on column mentions.role is 'O que o texto diz que a pessoa é no processo: relator, redator, revisor, juiz, advogado, procurador, ministerio-publico, defensor, perito, testemunha, vitima ou parte; nulo se nada diz.';

create or replace view mentions_current as
select document_id, start, "end", 'ORGANIZACAO'::text as type, text, score, page, entity_id, model_id, role
from mentions_organizacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'PESSOA', text, score, page, entity_id, model_id, role
from mentions_pessoa where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'TEMPO', text, score, page, entity_id, model_id, role
from mentions_tempo where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LOCAL', text, score, page, entity_id, model_id, role
from mentions_local where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'LEGISLACAO', text, score, page, entity_id, model_id, role
from mentions_legislacao where model_id = (select id from models where state = 'active')
union all
select document_id, start, "end", 'JURISPRUDENCIA', text, score, page, entity_id, model_id, role
from mentions_jurisprudencia where model_id = (select id from models where state = 'active')
union all
select m.document_id, m.start, m."end", t.name, m.text, m.score, m.page, m.entity_id, m.model_id, m.role
from mentions_rules m join entity_types t on t.id = m.entity_type_id and t.id > 6
where m.model_id = (select id from models where state = 'rules');
comment on view mentions_current is 'Menções segundo o modelo em uso, e o que as regras em uso acharam.';
comment on column mentions_current.type is 'Tipo: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO ou JURISPRUDENCIA; CPF, CNPJ, OAB, DINHEIRO, EMAIL ou um tipo seu, se achada por regra.';
comment on column mentions_current.model_id is 'Modelo ou regras em uso.';
comment on column mentions_current.role is 'O que o texto diz que a pessoa é no processo (relator, juiz, advogado, parte…).';

create or replace view mentions_confident as
select c.document_id, c.start, c."end", c.type, c.text, c.score, c.page, c.entity_id, c.model_id, c.role
from mentions_current c join thresholds_current t on t.type = c.type and c.score >= t.threshold;
comment on column mentions_confident.role is 'O que o texto diz que a pessoa é no processo (relator, juiz, advogado, parte…).';

create view found_by_rules as
select t.entity_id, y.name as type, e.name, e.key, t.mentions, t.documents, t.first_judged_on, t.last_judged_on,
  e.attributes, e.rule
from entity_totals t join entities e on e.id = t.entity_id join entity_types y on y.id = t.entity_type_id
where e.entity_type_id = t.entity_type_id and t.model_id = (select id from models where state = 'rules');
comment on view found_by_rules is 'O que as regras acharam: CPF, CNPJ, OAB, valores em reais, e-mails e os seus próprios tipos.';
comment on column found_by_rules.entity_id is 'Entidade; junte com mentions_current.entity_id.';
comment on column found_by_rules.type is 'Tipo: CPF, CNPJ, OAB, DINHEIRO, EMAIL ou um tipo seu.';
comment on column found_by_rules.name is 'Como está escrita.';
comment on column found_by_rules.key is 'Forma canônica (cpf:52998224725, oab:sp:123456, brl:1234.56).';
comment on column found_by_rules.mentions is 'Número de menções.';
comment on column found_by_rules.documents is 'Número de documentos.';
comment on column found_by_rules.first_judged_on is 'Data do primeiro julgado em que aparece.';
comment on column found_by_rules.last_judged_on is 'Data do último julgado em que aparece.';
comment on column found_by_rules.attributes is 'Partes da chave; valid: se os dígitos verificadores conferem.';
comment on column found_by_rules.rule is 'Regra que a achou.';

-- the registration stands after the name as a further entity of the mention
create function lawyer_registration(document bigint, model integer, mention_start integer) returns text
language sql stable parallel safe
return (
  select min(format('OAB/%s %s', e.attributes ->> 'state', e.attributes ->> 'number'))
  from mention_extra_entities x join entities e on e.id = x.entity_id
  where x.document_id = document and x.model_id = model and x.start = mention_start and x.entity_type_id = 2
    and e.rule = 'person-oab');
comment on function lawyer_registration(bigint, integer, integer) is 'Inscrição na OAB (OAB/SP 123456) que segue o nome na menção de uma pessoa: document_id, model_id e start da menção; nulo se nenhuma.';

-- who was what in a case: one row a document, person and role
create view roles as
select m.document_id, m.role, m.entity_id, e.name, e.key, count(*) as mentions, min(m.start) as first_start,
  min(case when m.role = 'advogado' then lawyer_registration(m.document_id, m.model_id, m.start) end) as registration
from mentions_pessoa m join entities e on e.id = m.entity_id
where m.role is not null and e.entity_type_id = 2 and m.model_id = (select id from models where state = 'active')
group by m.document_id, m.role, m.entity_id, e.name, e.key;
comment on view roles is 'Quem era o quê em cada documento, segundo o texto: select name from roles where document_id = 17 and role = ''relator''.';
comment on column roles.document_id is 'Documento.';
comment on column roles.role is 'Papel: relator, redator, revisor, juiz, advogado, procurador, ministerio-publico, defensor, perito, testemunha, vitima ou parte.';
comment on column roles.entity_id is 'Entidade; junte com mentions_current.entity_id.';
comment on column roles.name is 'Nome.';
comment on column roles.key is 'Nome sem acentos nem maiúsculas.';
comment on column roles.mentions is 'Menções com este papel no documento.';
comment on column roles.first_start is 'Onde começa a primeira delas.';
comment on column roles.registration is 'Inscrição na OAB (OAB/SP 123456), se o texto a traz junto ao nome de quem advoga.';
