-- OCR: pages without a text that means something are read from their images, after all text layers. A pass is what there
-- is to read of one document; its pages are kept one by one, so that nothing is read twice. When a pass ends, its document
-- is extracted again and takes in what was read.

alter table sources add column ocr text not null default 'auto' check (ocr in ('never', 'auto', 'force'));
alter table documents add column ocr text not null default 'never' check (ocr in ('never', 'auto', 'force'));
alter table pages add column confidence real;

create table ocr_passes (
  document_id bigint primary key references documents on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed')),
  error_code text,
  -- the pages that are to be read; those already in ocr_pages included
  pages integer[] not null,
  lane smallint not null default 0,
  planned_at timestamptz not null default now(),
  finished_at timestamptz,
  queued_at timestamptz,
  claimed_by uuid,
  claimed_at timestamptz,
  claimed_alone boolean not null default false,
  attempts integer not null default 0,
  deaths integer not null default 0,
  deaths_alone integer not null default 0,
  check ((status = 'failed') = (error_code is not null))
);
create index ocr_passes_unqueued on ocr_passes (lane, document_id) where status = 'pending' and queued_at is null;
create index ocr_passes_queued on ocr_passes (queued_at) where status = 'pending' and queued_at is not null;
create index ocr_passes_failed on ocr_passes (error_code, document_id) where status = 'failed';

create table ocr_pages (
  document_id bigint not null references documents on delete cascade,
  page integer not null,
  engine text not null,
  image_hash bytea,
  -- words with their places, as packages/extraction makes and takes them
  reading jsonb,
  error_code text,
  ocr_ms integer not null,
  read_at timestamptz not null default now(),
  primary key (document_id, page),
  check ((reading is null) = (error_code is not null))
);
create index ocr_pages_image on ocr_pages (image_hash, engine) where reading is not null;
create index ocr_pages_read on ocr_pages (read_at);

create or replace view failures as
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
  select 'ocr', error_code, document_id, null, null, attempts from ocr_passes where status = 'failed'
  union all
  select 'recognition', r.error_code, r.document_id, null, null, r.attempts
  from runs r join models m on m.id = r.model_id and m.state in ('active', 'filling') where r.status = 'failed'
) f left join failure_hints h on h.code = f.error_code;

comment on column failures.stage is 'Etapa: file (arquivo), extraction (extração), ocr (leitura de imagens de páginas) ou recognition (leitura pelo modelo).';
comment on column sources.ocr is 'Se páginas são lidas por OCR: never (nunca), auto (onde o texto falta ou não presta) ou force (todas) (acervo run --ocr).';
comment on column documents.ocr is 'Com que opção de OCR o texto guardado foi pedido.';
comment on column pages.confidence is 'Confiança do OCR na página, de 0 a 1; vazia onde o texto veio do arquivo.';
comment on column pages.reason is 'Por que a página não tem texto ou precisa de OCR: no-text-layer (sem texto), image-covers-text (imagem sobre o texto), garbled-text (texto ilegível), low-density (quase só imagem), forced (pedido), blank (em branco) ou page-corrupt (danificada).';
comment on table ocr_passes is 'Documentos com páginas que são ou foram lidas por OCR.';
comment on column ocr_passes.document_id is 'Documento.';
comment on column ocr_passes.status is 'pending, done ou failed.';
comment on column ocr_passes.error_code is 'Código da primeira falha.';
comment on column ocr_passes.pages is 'Páginas a ler, as já lidas entre elas.';
comment on column ocr_passes.lane is 'Prioridade: 0 vem primeiro.';
comment on column ocr_passes.planned_at is 'Desde quando há o que ler.';
comment on column ocr_passes.finished_at is 'Quando terminou.';
comment on column ocr_passes.queued_at is 'Quando foi posto na fila.';
comment on column ocr_passes.claimed_by is 'Processo que o tem em mãos.';
comment on column ocr_passes.claimed_at is 'Desde quando.';
comment on column ocr_passes.claimed_alone is 'Se está sozinho nesse processo.';
comment on column ocr_passes.attempts is 'Tentativas.';
comment on column ocr_passes.deaths is 'Processos que morreram com ele em mãos, entre outros.';
comment on column ocr_passes.deaths_alone is 'Processos que morreram só com ele em mãos.';
comment on table ocr_pages is 'O que o OCR leu de cada página.';
comment on column ocr_pages.document_id is 'Documento.';
comment on column ocr_pages.page is 'Página, a partir de 1.';
comment on column ocr_pages.engine is 'Programa que leu, com sua versão.';
comment on column ocr_pages.image_hash is 'SHA-256 da imagem da página: a mesma imagem não é lida duas vezes.';
comment on column ocr_pages.reading is 'Palavras com seus lugares.';
comment on column ocr_pages.error_code is 'Por que não foi lida.';
comment on column ocr_pages.ocr_ms is 'Milissegundos gastos.';
comment on column ocr_pages.read_at is 'Quando foi lida.';

-- images were no documents before: look again, also inside of containers
update files set modified_at = null where error_code = 'unsupported-type' and path ~* '\.(png|jpe?g|tiff?)$';
update files c set size_bytes = null where document_id is null and error_code is null and exists (
  select from files f where f.container_id = c.id and f.error_code = 'unsupported-type' and f.path ~* '\.(png|jpe?g|tiff?)$');
