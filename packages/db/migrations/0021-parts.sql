-- The right unit: documents within a file (pieces of a case file) and parts of a decision (sections). Mentions find theirs by
-- page and place when they are asked, so that nothing of theirs is rewritten when parts are found anew.

create table pieces (
  document_id bigint not null references documents on delete cascade,
  first_page integer not null,
  last_page integer not null,
  title text,
  kind text,
  signer text,
  dated_on date,
  case_number text,
  source text not null check (source in ('outline', 'stamp')),
  primary key (document_id, first_page),
  check (first_page <= last_page)
);
create index pieces_case on pieces (case_number) where case_number is not null;
create index pieces_kind on pieces (kind, document_id) where kind is not null;
comment on table pieces is 'Peças: os documentos que um arquivo reúne (autos de um processo), segundo os marcadores do PDF ou os carimbos de PJe, eproc, Projudi e e-SAJ. Sem linhas: o arquivo é um documento só.';
comment on column pieces.document_id is 'Arquivo.';
comment on column pieces.first_page is 'Primeira página, a partir de 1.';
comment on column pieces.last_page is 'Última página.';
comment on column pieces.title is 'Título, do marcador ou do carimbo.';
comment on column pieces.kind is 'Espécie segundo o título: peticao-inicial, contestacao, sentenca, acordao, decisao, despacho, recurso, certidao, procuracao, documento…; nulo se o título não diz.';
comment on column pieces.signer is 'Quem assinou, segundo o carimbo.';
comment on column pieces.dated_on is 'Data da assinatura ou da juntada, segundo o carimbo.';
comment on column pieces.case_number is 'Número do processo, segundo o carimbo.';
comment on column pieces.source is 'O que separa a peça das outras: outline (marcador do PDF) ou stamp (carimbo).';

create table sections (
  document_id bigint not null references documents on delete cascade,
  start integer not null,
  "end" integer not null,
  kind text not null check (kind in ('ementa', 'acordao', 'relatorio', 'fundamentacao', 'voto', 'dispositivo', 'ata')),
  primary key (document_id, start),
  check (start < "end")
);
create index sections_kind on sections (kind, document_id);
comment on table sections is 'Partes de uma decisão, por seus títulos e fórmulas.';
comment on column sections.document_id is 'Documento.';
comment on column sections.start is 'Início, em caracteres do texto.';
comment on column sections."end" is 'Fim, exclusive.';
comment on column sections.kind is 'Parte: ementa, acordao, relatorio, fundamentacao, voto, dispositivo ou ata.';

create view mentions_in_parts as
select m.document_id, m.start, m."end", m.type, m.text, m.score, m.page, m.entity_id, m.model_id, m.role,
  s.kind as section, p.first_page as piece_page, p.kind as piece, p.title as piece_title
from mentions_current m
left join lateral (
  select kind, "end" from sections where document_id = m.document_id and start <= m.start order by start desc limit 1
) s on s."end" > m.start
left join lateral (
  select first_page, last_page, kind, title from pieces
  where document_id = m.document_id and first_page <= m.page order by first_page desc limit 1
) p on p.last_page >= m.page;
comment on view mentions_in_parts is 'Menções em uso com a parte da decisão e a peça em que estão.';
comment on column mentions_in_parts.document_id is 'Documento.';
comment on column mentions_in_parts.start is 'Início, em caracteres do texto.';
comment on column mentions_in_parts."end" is 'Fim, exclusive.';
comment on column mentions_in_parts.type is 'Tipo.';
comment on column mentions_in_parts.text is 'Como está escrita.';
comment on column mentions_in_parts.score is 'Confiança, de 0 a 1.';
comment on column mentions_in_parts.page is 'Página.';
comment on column mentions_in_parts.entity_id is 'Entidade.';
comment on column mentions_in_parts.model_id is 'Modelo ou regras em uso.';
comment on column mentions_in_parts.role is 'O que o texto diz que a pessoa é no processo (relator, juiz, advogado, parte…).';
comment on column mentions_in_parts.section is 'Parte da decisão: ementa, acordao, relatorio, fundamentacao, voto, dispositivo ou ata; nulo fora delas.';
comment on column mentions_in_parts.piece_page is 'Primeira página da peça; nulo se o arquivo é um documento só.';
comment on column mentions_in_parts.piece is 'Espécie da peça.';
comment on column mentions_in_parts.piece_title is 'Título da peça.';
