// The tables and views as drizzle types them, for typed queries over `Db.orm`. The truth is migrations/*.sql; a test
// compares both.
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  pgView,
  real,
  smallint,
  text,
  timestamp,
  uuid,
} from './connection/drizzle.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const id = (name: string) => bigint(name, { mode: 'number' });
const moment = (name: string) => timestamp(name, { withTimezone: true });

const claim = {
  queuedAt: moment('queued_at'),
  claimedBy: uuid('claimed_by'),
  claimedAt: moment('claimed_at'),
  claimedAlone: boolean('claimed_alone').notNull(),
  attempts: integer('attempts').notNull(),
  deaths: integer('deaths').notNull(),
  deathsAlone: integer('deaths_alone').notNull(),
};

export const instances = pgTable('instances', {
  id: uuid('id').notNull(),
  kind: text('kind').notNull(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  startedAt: moment('started_at').notNull(),
  beatAt: moment('beat_at').notNull(),
});

export const sources = pgTable('sources', {
  id: integer('id').notNull(),
  storage: text('storage').notNull(),
  path: text('path').notNull(),
  createdAt: moment('created_at').notNull(),
  keepNoise: boolean('keep_noise').notNull(),
  ocr: text('ocr').$type<'never' | 'auto' | 'force'>().notNull(),
});

export const documents = pgTable('documents', {
  id: id('id').notNull(),
  sha256: bytea('sha256').notNull(),
  sizeBytes: id('size_bytes').notNull(),
  mediaType: text('media_type'),
  status: text('status').$type<'pending' | 'extracted' | 'failed'>().notNull(),
  errorCode: text('error_code'),
  storage: text('storage').notNull(),
  lane: smallint('lane').notNull(),
  pageCount: integer('page_count'),
  wordCount: integer('word_count'),
  textHash: bytea('text_hash'),
  textLength: integer('text_length'),
  extractorVersion: text('extractor_version'),
  extractedAt: moment('extracted_at'),
  extractMs: integer('extract_ms'),
  properties: jsonb('properties').notNull(),
  createdAt: moment('created_at').notNull(),
  keepsNoise: boolean('keeps_noise').notNull(),
  ocr: text('ocr').$type<'never' | 'auto' | 'force'>().notNull(),
  ...claim,
});

export const files = pgTable('files', {
  id: id('id').notNull(),
  sourceId: integer('source_id').notNull(),
  path: text('path').notNull(),
  documentId: id('document_id'),
  sizeBytes: id('size_bytes'),
  modifiedAt: moment('modified_at'),
  errorCode: text('error_code'),
  scanId: id('scan_id').notNull(),
  contentScanId: id('content_scan_id').notNull(),
  seenAt: moment('seen_at').notNull(),
  vanishedAt: moment('vanished_at'),
  containerId: id('container_id'),
});

export const documentMetadata = pgTable('document_metadata', {
  documentId: id('document_id').notNull(),
  ownId: text('own_id'),
  court: text('court'),
  caseNumber: text('case_number'),
  judgedOn: date('judged_on'),
  class: text('class'),
  extra: jsonb('extra').notNull(),
  title: text('title'),
  rapporteur: text('rapporteur'),
  given: jsonb('given').notNull(),
  read: jsonb('read').notNull(),
});

export const pages = pgTable('pages', {
  documentId: id('document_id').notNull(),
  number: integer('number').notNull(),
  start: integer('start').notNull(),
  end: integer('end').notNull(),
  width: real('width').notNull(),
  height: real('height').notNull(),
  rotation: smallint('rotation').notNull(),
  textSource: text('text_source').$type<'layer' | 'ocr' | 'none'>().notNull(),
  reason: text('reason'),
  confidence: real('confidence'),
});

export const ocrPasses = pgTable('ocr_passes', {
  documentId: id('document_id').notNull(),
  status: text('status').$type<'pending' | 'done' | 'failed'>().notNull(),
  errorCode: text('error_code'),
  pages: integer('pages').array().notNull(),
  lane: smallint('lane').notNull(),
  plannedAt: moment('planned_at').notNull(),
  finishedAt: moment('finished_at'),
  ...claim,
});

export const ocrPages = pgTable('ocr_pages', {
  documentId: id('document_id').notNull(),
  page: integer('page').notNull(),
  engine: text('engine').notNull(),
  imageHash: bytea('image_hash'),
  reading: jsonb('reading'),
  errorCode: text('error_code'),
  ocrMs: integer('ocr_ms').notNull(),
  readAt: moment('read_at').notNull(),
});

export const segments = pgTable('segments', {
  documentId: id('document_id').notNull(),
  start: integer('start').notNull(),
  end: integer('end').notNull(),
  page: integer('page'),
  text: text('text').notNull(),
  words: tsvector('words').notNull(),
});

export const layouts = pgTable('layouts', {
  documentId: id('document_id').notNull(),
  page: integer('page').notNull(),
  runs: integer('runs').array().notNull(),
  advances: smallint('advances').array().notNull(),
});

export const removedSpans = pgTable('removed_spans', {
  documentId: id('document_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  page: integer('page'),
  rule: text('rule').notNull(),
  text: text('text').notNull(),
  box: integer('box').array(),
});

export const pieces = pgTable('pieces', {
  documentId: id('document_id').notNull(),
  firstPage: integer('first_page').notNull(),
  lastPage: integer('last_page').notNull(),
  title: text('title'),
  kind: text('kind'),
  signer: text('signer'),
  datedOn: date('dated_on'),
  caseNumber: text('case_number'),
  source: text('source').notNull(),
});

export const sections = pgTable('sections', {
  documentId: id('document_id').notNull(),
  start: integer('start').notNull(),
  end: integer('end').notNull(),
  kind: text('kind').notNull(),
});

export const documentCopies = pgTable('document_copies', {
  documentId: id('document_id').notNull(),
  method: smallint('method').notNull(),
  bareTextHash: bytea('bare_text_hash'),
  sketch: bytea('sketch'),
  sameTextAs: id('same_text_as'),
  nearDuplicateOf: id('near_duplicate_of'),
  similarity: real('similarity'),
  linked: boolean('linked').notNull(),
});

export const sketchBands = pgTable('sketch_bands', {
  band: integer('band').notNull(),
  documentId: id('document_id').notNull(),
});

export const entityTypes = pgTable('entity_types', { id: smallint('id').notNull(), name: text('name').notNull() });

export const models = pgTable('models', {
  id: integer('id').notNull(),
  name: text('name').notNull(),
  hash: bytea('hash').notNull(),
  settings: jsonb('settings').notNull(),
  state: text('state').$type<'installed' | 'filling' | 'active' | 'rules' | 'rules-filling'>().notNull(),
  lost: boolean('lost').notNull(),
  plannedThrough: id('planned_through').notNull(),
  plannedAt: moment('planned_at'),
  addedAt: moment('added_at').notNull(),
});

export const runs = pgTable('runs', {
  documentId: id('document_id').notNull(),
  modelId: integer('model_id').notNull(),
  status: text('status').$type<'pending' | 'done' | 'failed'>().notNull(),
  errorCode: text('error_code'),
  textHash: bytea('text_hash').notNull(),
  lane: smallint('lane').notNull(),
  words: integer('words'),
  tokens: integer('tokens'),
  windows: integer('windows'),
  cutWords: integer('cut_words'),
  mentions: integer('mentions'),
  recognizeMs: integer('recognize_ms'),
  versions: jsonb('versions'),
  finishedAt: moment('finished_at'),
  ...claim,
});

export const entities = pgTable('entities', {
  id: id('id').notNull(),
  entityTypeId: smallint('entity_type_id').notNull(),
  key: text('key').notNull(),
  name: text('name').notNull(),
  attributes: jsonb('attributes').notNull(),
  rule: text('rule').notNull(),
  normalizerVersion: smallint('normalizer_version').notNull(),
});

export const mentions = pgTable('mentions', {
  documentId: id('document_id').notNull(),
  modelId: integer('model_id').notNull(),
  entityTypeId: smallint('entity_type_id').notNull(),
  start: integer('start').notNull(),
  end: integer('end').notNull(),
  text: text('text').notNull(),
  score: real('score').notNull(),
  page: integer('page'),
  entityId: id('entity_id').notNull(),
  normalizerVersion: smallint('normalizer_version').notNull(),
  role: text('role'),
});

export const mentionExtraEntities = pgTable('mention_extra_entities', {
  documentId: id('document_id').notNull(),
  modelId: integer('model_id').notNull(),
  start: integer('start').notNull(),
  entityTypeId: smallint('entity_type_id').notNull(),
  entityId: id('entity_id').notNull(),
});

export const entityDeltas = pgTable('entity_deltas', {
  id: id('id').notNull(),
  entityId: id('entity_id').notNull(),
  entityTypeId: smallint('entity_type_id').notNull(),
  modelId: integer('model_id').notNull(),
  mentions: integer('mentions').notNull(),
  documents: integer('documents').notNull(),
  judgedOn: date('judged_on'),
  decisions: integer('decisions').notNull(),
});

export const entityTotals = pgTable('entity_totals', {
  modelId: integer('model_id').notNull(),
  entityId: id('entity_id').notNull(),
  entityTypeId: smallint('entity_type_id').notNull(),
  mentions: id('mentions').notNull(),
  documents: id('documents').notNull(),
  firstJudgedOn: date('first_judged_on'),
  lastJudgedOn: date('last_judged_on'),
  decisions: id('decisions').notNull(),
});

export const lawPairDeltas = pgTable('law_pair_deltas', {
  id: id('id').notNull(),
  modelId: integer('model_id').notNull(),
  documents: smallint('documents').notNull(),
  laws: bigint('laws', { mode: 'number' }).array().notNull(),
  decisions: smallint('decisions').notNull(),
});

export const lawPairTotals = pgTable('law_pair_totals', {
  modelId: integer('model_id').notNull(),
  lawId: id('law_id').notNull(),
  otherId: id('other_id').notNull(),
  documents: integer('documents').notNull(),
  decisions: integer('decisions').notNull(),
});

export const scans = pgTable('scans', {
  id: id('id').notNull(),
  sourceId: integer('source_id').notNull(),
  options: jsonb('options').notNull(),
  requestedAt: moment('requested_at').notNull(),
  startedAt: moment('started_at'),
  finishedAt: moment('finished_at'),
  claimedBy: uuid('claimed_by'),
  claimedAt: moment('claimed_at'),
  seen: integer('seen').notNull(),
  new: integer('new').notNull(),
  changed: integer('changed').notNull(),
  vanished: integer('vanished').notNull(),
  unsupported: integer('unsupported').notNull(),
  errorCode: text('error_code'),
});

export const schedules = pgTable('schedules', {
  id: integer('id').notNull(),
  name: text('name').notNull(),
  cron: text('cron').notNull(),
  timeZone: text('time_zone').notNull(),
  sourceId: integer('source_id').notNull(),
  nextDueAt: moment('next_due_at'),
  createdAt: moment('created_at').notNull(),
  watch: jsonb('watch'),
});

export const nightlyRuns = pgTable('nightly_runs', {
  id: id('id').notNull(),
  scheduleId: integer('schedule_id'),
  scheduleName: text('schedule_name').notNull(),
  dueAt: moment('due_at').notNull(),
  scanId: id('scan_id'),
  startedAt: moment('started_at').notNull(),
  finishedAt: moment('finished_at'),
  documentsDone: integer('documents_done'),
  documentsFailed: integer('documents_failed'),
  watchHits: jsonb('watch_hits'),
});

export const failureHints = pgTable('failure_hints', {
  code: text('code').notNull(),
  pt: text('pt').notNull(),
  en: text('en').notNull(),
});

/** The active model's mentions. */
export const mentionsCurrent = pgView('mentions_current', {
  documentId: id('document_id'),
  start: integer('start'),
  end: integer('end'),
  type: text('type'),
  text: text('text'),
  score: real('score'),
  page: integer('page'),
  entityId: id('entity_id'),
  modelId: integer('model_id'),
  role: text('role'),
}).existing();

/** The same with the section and the piece that each stands in. */
export const mentionsInParts = pgView('mentions_in_parts', {
  documentId: id('document_id'),
  start: integer('start'),
  end: integer('end'),
  type: text('type'),
  text: text('text'),
  score: real('score'),
  page: integer('page'),
  entityId: id('entity_id'),
  modelId: integer('model_id'),
  role: text('role'),
  section: text('section'),
  piecePage: integer('piece_page'),
  piece: text('piece'),
  pieceTitle: text('piece_title'),
}).existing();

/** The normalized text of each document. */
export const texts = pgView('texts', {
  documentId: id('document_id'),
  text: text('text'),
  textHash: bytea('text_hash'),
  length: integer('length'),
  extractorVersion: text('extractor_version'),
}).existing();
