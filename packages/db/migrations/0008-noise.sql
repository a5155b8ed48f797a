-- What is taken out of texts can be left in, source by source; and a text's place is known glyph by glyph.

alter table sources add column keep_noise boolean not null default false;
comment on column sources.keep_noise is 'Se carimbos, cabeçalhos e rodapés ficam no texto dos documentos desta origem (acervo run --keep-noise).';

alter table documents add column keeps_noise boolean not null default false;
comment on column documents.keeps_noise is 'Se o texto guardado ainda contém carimbos, cabeçalhos e rodapés.';

alter table layouts add column advances smallint[] not null default '{}';
comment on column layouts.advances is 'Um número por caractere dos trechos, na ordem: quanto avança à direita além do anterior, em centésimos de ponto; o primeiro de cada trecho conta da sua esquerda. Vazio em textos de extratores antigos.';

comment on table removed_spans is 'O que foi retirado do texto por não fazer parte da decisão (carimbos, cabeçalhos…): nada se perde, e acervo run --keep-noise o devolve.';
comment on column removed_spans.rule is 'Regra que o retirou: running-head (cabeçalho), running-foot (rodapé), page-number (número de página), stamp (carimbo ou assinatura eletrônica), rotated-text (texto girado) ou overprint (impresso duas vezes no mesmo lugar).';
