-- The archive: files and documents, their texts, the models that read them, and what these found.
-- All positions count Unicode code points, half-open [start, end), zero-based. Comments are Portuguese where readers
-- of a court see them (\d+), and stand at the end of 0002.

-- the processes that claim work; one whose last beat is older than 45 seconds is dead, and its claims count as deaths
create table instances (
  id uuid primary key,
  kind text not null,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
) with (fillfactor = 50);

create table sources (
  id integer generated always as identity primary key,
  storage text not null default 'local',
  path text not null,
  created_at timestamptz not null default now(),
  unique (storage, path)
);

create table documents (
  id bigint generated always as identity primary key,
  sha256 bytea not null unique check (length(sha256) = 32),
  size_bytes bigint not null,
  media_type text,
  status text not null default 'pending' check (status in ('pending', 'extracted', 'failed')),
  error_code text,
  storage text not null default 'local',
  lane smallint not null default 0,
  page_count integer,
  word_count integer,
  text_hash bytea check (length(text_hash) = 32),
  text_length integer,
  extractor_version text,
  extracted_at timestamptz,
  extract_ms integer,
  properties jsonb not null default '{}',
  created_at timestamptz not null default now(),
  -- the claim: who extracts it now, and what became of those who tried before
  queued_at timestamptz,
  claimed_by uuid,
  claimed_at timestamptz,
  claimed_alone boolean not null default false,
  attempts integer not null default 0,
  deaths integer not null default 0,
  deaths_alone integer not null default 0,
  check ((status = 'failed') = (error_code is not null)),
  check (status <> 'extracted' or (text_hash is not null and text_length is not null))
);
create index documents_unqueued on documents (storage, lane, id) where status = 'pending' and queued_at is null;
create index documents_queued on documents (storage, queued_at) where status = 'pending' and queued_at is not null;
create index documents_failed on documents (error_code, id) where status = 'failed';

create table files (
  id bigint generated always as identity primary key,
  source_id integer not null references sources on delete cascade,
  path text not null,
  document_id bigint references documents,
  size_bytes bigint,
  modified_at timestamptz,
  error_code text,
  -- the last scan that saw it, and the last one that found it new or changed
  scan_id bigint not null,
  content_scan_id bigint not null,
  seen_at timestamptz not null default now(),
  vanished_at timestamptz,
  unique (source_id, path)
) with (fillfactor = 85);
create index files_document on files (document_id);
create index files_source_document on files (source_id, document_id);
create index files_content_scan on files (content_scan_id, document_id);
create index files_name on files ((regexp_replace(path, '^.*/', '')) text_pattern_ops);
create index files_failed on files (source_id, error_code) where error_code is not null;

create table document_metadata (
  document_id bigint primary key references documents on delete cascade,
  own_id text,
  court text,
  case_number text,
  judged_on date,
  class text,
  extra jsonb not null default '{}'
);
create index document_metadata_own_id on document_metadata (own_id);
create index document_metadata_case_number on document_metadata (case_number);
create index document_metadata_court on document_metadata (court, judged_on);

create table pages (
  document_id bigint not null references documents on delete cascade,
  number integer not null check (number >= 1),
  start integer not null,
  "end" integer not null check ("end" >= start),
  width real not null,
  height real not null,
  rotation smallint not null default 0,
  text_source text not null check (text_source in ('layer', 'ocr', 'none')),
  reason text,
  primary key (document_id, number)
);

-- The text itself, in pieces that follow each other without gaps, so that a slice costs the same at the end of a
-- 2,000-page document as at its beginning. A piece never crosses into another page; the view `texts` joins them.
create table segments (
  document_id bigint not null references documents on delete cascade,
  start integer not null,
  "end" integer not null check ("end" > start and "end" - start <= 8192),
  page integer,
  text text not null,
  words tsvector not null,
  primary key (document_id, start)
);
create index segments_words on segments using gin (words);

create table layouts (
  document_id bigint not null,
  page integer not null,
  -- six numbers a run: start, end, left, top, right, bottom; the box in hundredths of a point from the top left corner
  runs integer[] not null,
  primary key (document_id, page),
  foreign key (document_id, page) references pages on delete cascade
);

create table removed_spans (
  document_id bigint not null references documents on delete cascade,
  ordinal integer not null,
  page integer,
  rule text not null,
  text text not null,
  box integer[],
  primary key (document_id, ordinal)
);

create table entity_types (
  id smallint primary key,
  name text not null unique
);
insert into entity_types (id, name) values
  (1, 'ORGANIZACAO'), (2, 'PESSOA'), (3, 'TEMPO'), (4, 'LOCAL'), (5, 'LEGISLACAO'), (6, 'JURISPRUDENCIA');

create table models (
  id integer generated always as identity primary key,
  name text not null,
  hash bytea not null unique check (length(hash) = 32),
  settings jsonb not null,
  -- installed: known, not used; filling: every document gets a run, readers still see the active one; active: what readers see
  state text not null default 'installed' check (state in ('installed', 'filling', 'active')),
  -- how far planning its runs has come (a document id), and when it had reached the end
  planned_through bigint not null default 0,
  planned_at timestamptz,
  added_at timestamptz not null default now()
);
create unique index models_one_active on models ((true)) where state = 'active';
create unique index models_one_filling on models ((true)) where state = 'filling';

create table runs (
  document_id bigint not null references documents on delete cascade,
  model_id integer not null references models,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed')),
  error_code text,
  text_hash bytea not null,
  lane smallint not null default 0,
  words integer,
  tokens integer,
  windows integer,
  cut_words integer,
  mentions integer,
  recognize_ms integer,
  versions jsonb,
  finished_at timestamptz,
  queued_at timestamptz,
  claimed_by uuid,
  claimed_at timestamptz,
  claimed_alone boolean not null default false,
  attempts integer not null default 0,
  deaths integer not null default 0,
  deaths_alone integer not null default 0,
  primary key (document_id, model_id),
  check ((status = 'failed') = (error_code is not null))
);
create index runs_unqueued on runs (model_id, lane, document_id) where status = 'pending' and queued_at is null;
create index runs_queued on runs (model_id, queued_at) where status = 'pending' and queued_at is not null;
create index runs_failed on runs (model_id, error_code, document_id) where status = 'failed';

-- case, accents and punctuation off: what names are compared by when people search
create function fold_name(name text) returns text
language sql immutable parallel safe strict
return trim(regexp_replace(
  translate(lower(name),
    'áàâãäåéèêëíìîïóòôõöúùûüçñýÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑÝºª',
    'aaaaaaeeeeiiiiooooouuuucnyaaaaaaeeeeiiiiooooouuuucnyoa'),
  '[^a-z0-9]+', ' ', 'g'));

create table entities (
  id bigint generated always as identity primary key,
  entity_type_id smallint not null references entity_types,
  key text collate "C" not null,
  name text not null,
  attributes jsonb not null default '{}',
  rule text not null,
  normalizer_version smallint not null,
  unique (entity_type_id, key)
);
create index entities_words on entities using gin (to_tsvector('simple', fold_name(name)));

create table mentions (
  document_id bigint not null,
  model_id integer not null,
  entity_type_id smallint not null,
  start integer not null check (start >= 0),
  "end" integer not null check ("end" > start),
  text text not null,
  score real not null,
  page integer,
  entity_id bigint not null,
  normalizer_version smallint not null,
  primary key (document_id, model_id, start, entity_type_id)
) partition by list (entity_type_id);
create index mentions_entity on mentions (entity_id, document_id, start);

create table mentions_organizacao partition of mentions for values in (1) partition by list (model_id);
create table mentions_pessoa partition of mentions for values in (2) partition by list (model_id);
create table mentions_tempo partition of mentions for values in (3) partition by list (model_id);
create table mentions_local partition of mentions for values in (4) partition by list (model_id);
create table mentions_legislacao partition of mentions for values in (5) partition by list (model_id);
create table mentions_jurisprudencia partition of mentions for values in (6) partition by list (model_id);

create table mention_extra_entities (
  document_id bigint not null,
  model_id integer not null,
  start integer not null,
  entity_type_id smallint not null,
  entity_id bigint not null,
  primary key (document_id, model_id, start, entity_type_id, entity_id)
);
create index mention_extra_entities_entity on mention_extra_entities (entity_id, document_id);

-- totals per entity and model: deltas are appended by every stored or removed result and folded from time to time;
-- `judged_on` is the document's, so that an entity's first and last date need no look at its mentions
create table entity_deltas (
  id bigint generated always as identity primary key,
  entity_id bigint not null,
  entity_type_id smallint not null,
  model_id integer not null,
  mentions integer not null,
  documents integer not null,
  judged_on date
);
create table entity_totals (
  model_id integer not null,
  entity_id bigint not null,
  entity_type_id smallint not null,
  mentions bigint not null,
  documents bigint not null,
  first_judged_on date,
  last_judged_on date,
  primary key (model_id, entity_id)
) with (fillfactor = 80);
create index entity_totals_most on entity_totals (model_id, entity_type_id, mentions desc, entity_id);

create table scans (
  id bigint generated always as identity primary key,
  source_id integer not null references sources on delete cascade,
  options jsonb not null default '{}',
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  claimed_by uuid,
  claimed_at timestamptz,
  seen integer not null default 0,
  new integer not null default 0,
  changed integer not null default 0,
  vanished integer not null default 0,
  unsupported integer not null default 0,
  error_code text
);
create index scans_open on scans (source_id, id) where finished_at is null;

create table schedules (
  id integer generated always as identity primary key,
  name text not null unique,
  cron text not null,
  time_zone text not null,
  source_id integer not null references sources on delete cascade,
  next_due_at timestamptz not null,
  created_at timestamptz not null default now()
);

create table nightly_runs (
  id bigint generated always as identity primary key,
  schedule_id integer references schedules on delete set null,
  schedule_name text not null,
  due_at timestamptz not null,
  scan_id bigint references scans,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  documents_done integer,
  documents_failed integer,
  unique (schedule_id, due_at)
);
