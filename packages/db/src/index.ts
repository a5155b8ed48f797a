// NOTE to the db engineer, from the architect (00:59): schedules/ and questions/ are written (untested: please test and mend them once runs, entities, files/scans, models, foldEntityTotals are in).
// First hour: types are final, bodies come file by file. Everything below moves into one file per concept.
import type { EntityType, Mention } from '@acervo/ner-core';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { Db } from './connection/open-database.ts';

export type { Claim } from './claims/claim.ts';
export { type Db, openDatabase } from './connection/open-database.ts';
export { withDatabaseRetry } from './connection/with-database-retry.ts';
export { foldEntityTotals } from './entities/fold-totals.ts';
export { claimExtraction, type ExtractionWork } from './extraction/claim-extraction.ts';
export { failExtraction, releaseExtraction } from './extraction/end-extraction.ts';
export type { ExtractedPageResult, ExtractionResult } from './extraction/extraction-result.ts';
export { storeExtraction } from './extraction/store-extraction.ts';
export { findUnqueuedExtractions, findUnqueuedRuns } from './feeding/find-unqueued.ts';
export { planRuns } from './feeding/plan-runs.ts';
export { beat, buryDeadInstances, forgetInstance, type Instance, openInstance } from './instances/instances.ts';
export { type Migrated, migrate } from './migrations/migrate.ts';
export { readerUrl } from './migrations/reader-role.ts';
export { ensureModel, getModel, listModels, type ModelRow, removeModel, useModel } from './models/models.ts';
export { claimRun, type RunWork } from './runs/claim-run.ts';
export { failRun, releaseRun } from './runs/end-run.ts';
export type { Normalizer, RecognitionResult } from './runs/recognition-result.ts';
export { storeRun } from './runs/store-run.ts';

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
// ── claims ────────────────────────────────────────────────────────────────────────────────────────────────────────
// ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────
export { countStages, type StageCounts } from './questions/count-stages.ts';
// ── for acervo status and doctor (by the cli's engineer) ──────────────────────────────────────────────────────────
export { countStale, type StaleCounts } from './questions/count-stale.ts';
export { type DocumentDetails, findDocuments, getDocument } from './questions/find-documents.ts';
export { type FoundEntity, findEntities } from './questions/find-entities.ts';
export { type Failure, findFailures } from './questions/find-failures.ts';
export {
  type FoundMention,
  findMentions,
  type MentionCursor,
  type MentionQuestion,
} from './questions/find-mentions.ts';
export { type DocumentReading, readDocument } from './questions/read-document.ts';
export {
  describeServer,
  findRecentNightlyRuns,
  findRecentScans,
  type RecentNightlyRun,
  type RecentScan,
  recognitionRate,
} from './questions/recent-activity.ts';
export { redrive } from './questions/redrive.ts';
export { type ArchiveSummary, type FailureStage, summarize } from './questions/summarize.ts';
export { type Violation, verifyArchive } from './questions/verify-archive.ts';
export { findTextLength } from './runs/find-text-length.ts';
// ── schedules ─────────────────────────────────────────────────────────────────────────────────────────────────────
export { claimDueSchedules, finishNightlyRuns, type NightlyRun, startNightlyRun } from './schedules/nightly-runs.ts';
export { addSchedule, listSchedules, removeSchedule, type Schedule } from './schedules/schedules.ts';
