// NOTE to the db engineer, from the architect (00:59): schedules/ and questions/ are written (untested: please test and mend them once runs, entities, files/scans, models, foldEntityTotals are in).
// First hour: types are final, bodies come file by file. Everything below moves into one file per concept.
import type { NormalizedEntity } from '@acervo/legal';
import type { EntityType, Mention } from '@acervo/ner-core';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { Db } from './connection/open-database.ts';

export { type Db, openDatabase } from './connection/open-database.ts';
export { withDatabaseRetry } from './connection/with-database-retry.ts';
export { type Migrated, migrate } from './migrations/migrate.ts';
export { readerUrl } from './migrations/reader-role.ts';

function notBuilt(): never {
  throw new PipelineError('internal', 'not built yet');
}

// ── connection ────────────────────────────────────────────────────────────────────────────────────────────────────
export interface QueryAnswer {
  columns: string[];
  rows: unknown[][];
  truncated: boolean;
}
export async function runReadOnlyQuery(
  _url: string,
  _sql: string,
  _options?: { timeoutMs?: number; maxRows?: number; maxBytes?: number },
): Promise<QueryAnswer> {
  return notBuilt();
}

// ── instances: who is alive ───────────────────────────────────────────────────────────────────────────────────────
/** One running process that claims work. Its `id` is the `instance` of every claim. */
export interface Instance extends AsyncDisposable {
  readonly id: string;
}
/** Registers this process, beats every 10 s (its claims count as held while the last beat is younger than 45 s), buries
 *  the instances of this host whose process is gone; disposing forgets it: its claims are cleared, no death counted. */
export async function openInstance(
  _db: Db,
  _options: { kind: string; onError?: (error: unknown) => void },
): Promise<Instance> {
  return notBuilt();
}
export async function beat(_db: Db, _instance: string): Promise<void> {
  return notBuilt();
}
/** Graceful end: clears the claims of the instance without counting deaths. */
export async function forgetInstance(_db: Db, _instance: string): Promise<void> {
  return notBuilt();
}
/** Removes instances of this host whose process is gone, so that their claims count as deaths at once. */
export async function buryDeadInstances(_db: Db): Promise<number> {
  return notBuilt();
}

// ── sources, scans, files ─────────────────────────────────────────────────────────────────────────────────────────
export interface ScanOptions {
  sample?: number;
  seed?: number;
}
export interface Scan {
  id: number;
  sourceId: number;
  storage: string;
  sourcePath: string;
  options: ScanOptions;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  counts: ScanCounts;
  errorCode: string | null;
}
export interface ScanCounts {
  seen: number;
  new: number;
  changed: number;
  vanished: number;
  unsupported: number;
}
export async function ensureSource(_db: Db, _source: { storage: string; path: string }): Promise<number> {
  return notBuilt();
}
export interface Source {
  id: number;
  storage: string;
  path: string;
}
export async function listSources(_db: Db): Promise<Source[]> {
  return notBuilt();
}
/** A new scan of the source, or the open one that has not started yet and has the same options. */
export async function requestScan(_db: Db, _scan: { sourceId: number; options?: ScanOptions }): Promise<number> {
  return notBuilt();
}
/** Scans that are not finished and that nobody alive holds, oldest first. */
export async function findOpenScans(_db: Db, _storage: string): Promise<Scan[]> {
  return notBuilt();
}
export async function getScan(_db: Db, _scanId: number): Promise<Scan> {
  return notBuilt();
}
/** False when it is finished or held by an instance that is alive. */
export async function claimScan(_db: Db, _claim: { scanId: number; instance: string }): Promise<boolean> {
  return notBuilt();
}
/** Graceful stop: somebody else may take the scan. */
export async function releaseScan(_db: Db, _claim: { scanId: number; instance: string }): Promise<void> {
  return notBuilt();
}
/** Interim counts, for progress bars. */
export async function reportScan(_db: Db, _scan: { scanId: number; counts: ScanCounts }): Promise<void> {
  return notBuilt();
}
export async function finishScan(
  _db: Db,
  _scan: { scanId: number; counts: ScanCounts; errorCode?: FailureCode },
): Promise<void> {
  return notBuilt();
}
/** A file as a scan saw it: `path` relative to its source with `/`; either `sha256` or `errorCode`. */
export interface FileRecord {
  sourceId: number;
  scanId: number;
  path: string;
  sizeBytes: number;
  modifiedAt: Date;
  sha256?: Buffer;
  errorCode?: FailureCode;
}
export interface RecordedFiles {
  new: number;
  changed: number;
  unchanged: number;
}
/** Upserts a batch (thousands are fine) of files of one source; creates documents for new bytes. */
export async function recordFiles(_db: Db, _batch: readonly FileRecord[]): Promise<RecordedFiles> {
  return notBuilt();
}
/** The paths that need no hashing: same size and modification time as recorded, not vanished, and either a document or
 *  `unsupported-type`. They are marked as seen by the scan in the same statement. */
export async function findUnchanged(
  _db: Db,
  _scan: { sourceId: number; scanId: number; files: readonly { path: string; sizeBytes: number; modifiedAt: Date }[] },
): Promise<Set<string>> {
  return notBuilt();
}
/** Files not seen in this scan become vanished (never call it for a sample). */
export async function markVanished(_db: Db, _scan: { sourceId: number; scanId: number }): Promise<number> {
  return notBuilt();
}
export interface FileState {
  id: number;
  documentId: number | null;
  sizeBytes: number | null;
  modifiedAt: Date | null;
  errorCode: string | null;
  vanishedAt: Date | null;
}
export async function findFile(_db: Db, _file: { sourceId: number; path: string }): Promise<FileState | undefined> {
  return notBuilt();
}
/** A row of `--manifest`: by `path` (relative to the source) or `sha256`. `judgedOn` is `YYYY-MM-DD`. */
export interface ManifestRow {
  path?: string;
  sha256?: Buffer;
  ownId?: string;
  court?: string;
  caseNumber?: string;
  judgedOn?: string;
  class?: string;
  extra?: Record<string, string>;
}
/** Call it when the scan has finished: rows match recorded files. `unmatched`: indexes of rows without a document. */
export async function applyManifest(
  _db: Db,
  _sourceId: number,
  _rows: readonly ManifestRow[],
): Promise<{ applied: number; unchanged: number; unmatched: number[] }> {
  return notBuilt();
}

// ── feeding ───────────────────────────────────────────────────────────────────────────────────────────────────────
/** Up to `limit` pending documents of this storage that are not in the queue (or were put there more than `staleMs` ago
 *  and are not claimed by somebody alive), in lane order; marks them as queued. */
export async function findUnqueuedExtractions(
  _db: Db,
  _options: { limit: number; storage: string; staleMs: number },
): Promise<{ documentId: number; lane: number }[]> {
  return notBuilt();
}
/** The same for runs of the active and the filling model (active first). */
export async function findUnqueuedRuns(
  _db: Db,
  _options: { limit: number; staleMs: number },
): Promise<{ documentId: number; modelId: number; lane: number }[]> {
  return notBuilt();
}
/** Inserts up to `limit` missing runs for the models in use (those that are new to the archive); promotes the filling
 *  model when it has read everything. Cheap when there is nothing to do. */
export async function planRuns(
  _db: Db,
  _options: { limit: number },
): Promise<{ planned: number; promoted: number | undefined }> {
  return notBuilt();
}

// ── claims ────────────────────────────────────────────────────────────────────────────────────────────────────────
/** What asking for a piece of work ended in. The caller never runs the same work twice at once in one process: a claim
 *  by the instance that already holds it succeeds (its answer may have been lost).
 *  - `claimed`: it is yours. `alone`: nothing else may run in this process until it ends.
 *  - `must-wait`: it must run alone and `inFlight` was above 0; claim again when nothing else runs.
 *  - `held`: somebody alive has it. - `done`: nothing to do. - `quarantined`: just failed as `crashed`. */
export type Claim<Work> =
  | ({ state: 'claimed'; alone: boolean } & Work)
  | { state: 'must-wait' | 'held' | 'done' | 'quarantined' };

// ── extraction ────────────────────────────────────────────────────────────────────────────────────────────────────
export interface ExtractionWork {
  sha256: Buffer;
  sizeBytes: number;
  /** Where its bytes are, files that are there first; all storages. */
  files: { fileId: number; storage: string; sourcePath: string; path: string }[];
}
export async function claimExtraction(
  _db: Db,
  _claim: { documentId: number; instance: string; inFlight: number },
): Promise<Claim<ExtractionWork>> {
  return notBuilt();
}
/** What `packages/extraction` gives (structurally). Positions are UTF-16 in `text`. */
export interface ExtractionResult {
  readonly mediaType: string;
  readonly text: string;
  readonly pages: readonly {
    readonly number: number;
    readonly start: number;
    readonly end: number;
    readonly width: number;
    readonly height: number;
    readonly rotation: number;
    readonly textSource: 'layer' | 'ocr' | 'none';
    readonly reason?: string | undefined;
    /** start, end, left, top, right, bottom, …: six numbers a run. */
    readonly runs: Int32Array;
  }[];
  readonly removed: readonly {
    readonly page?: number | undefined;
    readonly rule: string;
    readonly text: string;
    readonly box?: readonly number[] | undefined;
  }[];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly extractorVersion: string;
}
/** One transaction. `unchanged`: the same text by the same extractor was there. */
export async function storeExtraction(
  _db: Db,
  _result: { documentId: number; instance: string; extraction: ExtractionResult; extractMs: number },
): Promise<'stored' | 'unchanged'> {
  return notBuilt();
}
/** Ends the document as failed, if `instance` still holds it. */
export async function failExtraction(
  _db: Db,
  _claim: { documentId: number; instance: string; code: FailureCode; extractMs?: number },
): Promise<void> {
  return notBuilt();
}
/** Gives the claim back. `died: true` when an extraction child died over it (counted as a death alone, since a child
 *  has one document at a time); the third one ends it as `crashed`. Otherwise it is pending and fed again. */
export async function releaseExtraction(
  _db: Db,
  _claim: { documentId: number; instance: string; died?: boolean },
): Promise<'released' | 'quarantined'> {
  return notBuilt();
}

// ── recognition ───────────────────────────────────────────────────────────────────────────────────────────────────
export interface RunWork {
  text: string;
  textHash: Buffer;
}
export async function claimRun(
  _db: Db,
  _claim: { documentId: number; modelId: number; instance: string; inFlight: number },
): Promise<Claim<RunWork>> {
  return notBuilt();
}
/** What `packages/inference` gives (structurally). Mentions ascend by start, UTF-16. */
export interface RecognitionResult {
  readonly mentions: readonly Mention[];
  readonly words: number;
  readonly tokens: number;
  readonly windows: number;
  readonly cutWords: number;
}
export interface Normalizer {
  readonly version: number;
  normalize(type: string, text: string): NormalizedEntity[];
}
/** One transaction. `unchanged`: the same mentions were there, nothing was written to them. `text-changed`: the text was
 *  replaced meanwhile; the run is pending again. `text` and `textHash` are those of the claim. */
export async function storeRun(
  _db: Db,
  _result: {
    documentId: number;
    modelId: number;
    instance: string;
    text: string;
    textHash: Buffer;
    recognition: RecognitionResult;
    normalizer: Normalizer;
    recognizeMs: number;
    versions: Readonly<Record<string, string | number>>;
  },
): Promise<'stored' | 'unchanged' | 'text-changed'> {
  return notBuilt();
}
export async function failRun(
  _db: Db,
  _claim: { documentId: number; modelId: number; instance: string; code: FailureCode },
): Promise<void> {
  return notBuilt();
}
export async function releaseRun(
  _db: Db,
  _claim: { documentId: number; modelId: number; instance: string; died?: boolean },
): Promise<'released' | 'quarantined'> {
  return notBuilt();
}
/** Folds the deltas of stored runs into `entity_totals`; one process at a time, others return 0 at once. */
export async function foldEntityTotals(_db: Db, _options?: { limit?: number }): Promise<{ folded: number }> {
  return notBuilt();
}

// ── models ────────────────────────────────────────────────────────────────────────────────────────────────────────
export interface ModelRow {
  id: number;
  name: string;
  /** Hex sha256 of the model folder. */
  hash: string;
  settings: unknown;
  state: 'installed' | 'filling' | 'active';
  addedAt: Date;
}
/** Registers a model version and creates its partitions; the same hash gives the same id. */
export async function ensureModel(_db: Db, _model: { name: string; hash: string; settings: unknown }): Promise<number> {
  return notBuilt();
}
export async function listModels(_db: Db): Promise<ModelRow[]> {
  return notBuilt();
}
export async function getModel(_db: Db, _modelId: number): Promise<ModelRow> {
  return notBuilt();
}
/** Makes the newest version of that name the one readers see: at once when there is no active model, nothing is missing
 *  or `now`; otherwise it is `filling` until it has read what is extracted. `missing`: documents it has not read. */
export async function useModel(
  _db: Db,
  _model: { name: string; hash?: string; now?: boolean },
): Promise<{ modelId: number; state: 'active' | 'filling'; missing: number }> {
  return notBuilt();
}
/** Drops a model that is not in use with its runs and mentions. */
export async function removeModel(_db: Db, _modelId: number): Promise<void> {
  return notBuilt();
}

// ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────
export { countStages, type StageCounts } from './questions/count-stages.ts';
export { type DocumentDetails, findDocuments, getDocument } from './questions/find-documents.ts';
export { type FoundEntity, findEntities } from './questions/find-entities.ts';
export { type Failure, findFailures } from './questions/find-failures.ts';
export { type FoundMention, findMentions, type MentionCursor, type MentionQuestion } from './questions/find-mentions.ts';
export { type DocumentReading, readDocument } from './questions/read-document.ts';
export { redrive } from './questions/redrive.ts';
export { type ArchiveSummary, type FailureStage, summarize } from './questions/summarize.ts';
export { type Violation, verifyArchive } from './questions/verify-archive.ts';

// ── schedules ─────────────────────────────────────────────────────────────────────────────────────────────────────
export { claimDueSchedules, finishNightlyRuns, type NightlyRun, startNightlyRun } from './schedules/nightly-runs.ts';
export { addSchedule, listSchedules, removeSchedule, type Schedule } from './schedules/schedules.ts';

// ── for acervo status and doctor (by the cli's engineer) ──────────────────────────────────────────────────────────
export { countStale, type StaleCounts } from './questions/count-stale.ts';
export {
  describeServer,
  findRecentNightlyRuns,
  findRecentScans,
  type RecentNightlyRun,
  type RecentScan,
  recognitionRate,
} from './questions/recent-activity.ts';

// ── for ingest and worker ─────────────────────────────────────────────────────────────────────────────────────────
export { type ClaimInTurn, claimInTurn } from './claims/claim-in-turn.ts';
export { withTryLock } from './connection/try-lock.ts';
export { countUnsupported } from './files/count-unsupported.ts';
export { keepFilesUnder } from './files/keep-files-under.ts';
export { findTextLength } from './runs/find-text-length.ts';
