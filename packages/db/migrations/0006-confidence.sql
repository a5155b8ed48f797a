-- Which mentions a reader can count on: the thresholds that come with the model in use, and the mentions above them.
-- Everything stays stored and in mentions_current; the totals of entities count all of it.

create view thresholds_current as
select t.name as type, coalesce((m.settings #>> array['thresholds', t.name])::real, 0) as threshold
from entity_types t cross join models m
where m.state = 'active';

create view mentions_confident as
select c.document_id, c.start, c."end", c.type, c.text, c.score, c.page, c.entity_id, c.model_id
from mentions_current c join thresholds_current t on t.type = c.type and c.score >= t.threshold;

comment on view thresholds_current is 'Confiança mínima de cada tipo, conforme vem com o modelo em uso (veja a ficha do modelo).';
comment on column thresholds_current.type is 'Tipo: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO ou JURISPRUDENCIA.';
comment on column thresholds_current.threshold is 'Confiança mínima; 0 quando o modelo não traz nenhuma para o tipo.';

comment on view mentions_confident is 'Menções segundo o modelo em uso, só as que atingem a confiança mínima do seu tipo. As contagens de names, laws etc. são de todas as menções.';
comment on column mentions_confident.document_id is 'Documento.';
comment on column mentions_confident.start is 'Onde começa no texto, em pontos de código Unicode, a partir de 0.';
comment on column mentions_confident."end" is 'Onde termina (exclusive).';
comment on column mentions_confident.type is 'Tipo: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO ou JURISPRUDENCIA.';
comment on column mentions_confident.text is 'O trecho.';
comment on column mentions_confident.score is 'Confiança do modelo, de 0 a 1: a probabilidade de que exatamente este trecho seja uma menção deste tipo.';
comment on column mentions_confident.page is 'Página.';
comment on column mentions_confident.entity_id is 'Entidade mencionada.';
comment on column mentions_confident.model_id is 'Modelo em uso.';

comment on column mentions_current.score is 'Confiança do modelo, de 0 a 1: a probabilidade de que exatamente este trecho seja uma menção deste tipo. Inclui as menções abaixo de thresholds_current.';
