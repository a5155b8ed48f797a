export type { Claim } from './claims/claim.ts';
export { type ClaimInTurn, claimAlone, claimInTurn } from './claims/claim-in-turn.ts';
export { type Coverage, countCoverage } from './comparison/count-coverage.ts';
export {
  countDifferences,
  DIFFERENCE_KINDS,
  type DifferenceCount,
  type DifferenceKind,
} from './comparison/count-differences.ts';
export { type DifferenceSide, findDifferences, type SampledDifference } from './comparison/find-differences.ts';
export { type DifferingReading, findDiffering, findText, readBoth, type TypedMention } from './comparison/read-both.ts';
export {
  type DocumentSelection,
  findSelected,
  type ModelPair,
  type SelectedDocument,
  sampleSelected,
} from './comparison/select-documents.ts';
export { countUnended, wantRuns } from './comparison/want-runs.ts';
export { type Db, openDatabase } from './connection/open-database.ts';
export { refuseWriters } from './connection/refuse-writers.ts';
export { withTryLock } from './connection/try-lock.ts';
export { withDatabaseRetry } from './connection/with-database-retry.ts';
export type { CopyCounts, DocumentCopies } from './copies/describe-copies.ts';
export { bandsOf, estimateSimilarity, type Fingerprint, fingerprintText, NEAR } from './copies/fingerprint-text.ts';
export { linkCopies } from './copies/link-copies.ts';
export {
  type EmbeddedServer,
  type EmbeddedStatus,
  embeddedStatus,
  findEmbeddedUrl,
  openEmbeddedServer,
  startEmbeddedServer,
  stopEmbeddedServer,
} from './embedded/index.ts';
export { listEntityTypes } from './entities/entity-types.ts';
export { foldEntityTotals } from './entities/fold-totals.ts';
export type { ColumnType, ExportColumn } from './export/export-column.ts';
export type { ExportFilter } from './export/export-filter.ts';
export {
  EXPORT_TABLE_NAMES,
  EXPORT_TABLES,
  type ExportRow,
  type ExportTable,
  type ExportValue,
} from './export/export-tables.ts';
export { findSources } from './export/find-sources.ts';
export { openSnapshot, type Snapshot } from './export/open-snapshot.ts';
export {
  countExportedDocuments,
  type ExportedDocument,
  type ExportedEntity,
  type ExportedMention,
  type ExportedMentionEntity,
  type ExportedPage,
  findKnownNames,
  readMentionEntities,
  readMentions,
  readPages,
  readTexts,
  streamDocuments,
  streamEntities,
} from './export/read-exported.ts';
export { claimExtraction, type ExtractionWork, type FileOfDocument } from './extraction/claim-extraction.ts';
export { failExtraction, releaseExtraction } from './extraction/end-extraction.ts';
export type { ExtractedPageResult, ExtractionResult } from './extraction/extraction-result.ts';
export { storeExtraction } from './extraction/store-extraction.ts';
export { findUnqueuedExtractions, findUnqueuedOcr, findUnqueuedRuns } from './feeding/find-unqueued.ts';
export { planRuns } from './feeding/plan-runs.ts';
export { applyManifest, type ManifestRow } from './files/apply-manifest.ts';
export { countUnsupported } from './files/count-unsupported.ts';
export { findUnchanged, markVanished } from './files/find-unchanged.ts';
export { keepFilesUnder } from './files/keep-files-under.ts';
export { setKeepNoise } from './files/keep-noise.ts';
export { type AttachmentRecord, recordAttachments } from './files/record-attachments.ts';
export { recordContainer } from './files/record-container.ts';
export { type FileRecord, type RecordedFiles, recordFiles } from './files/record-files.ts';
export { isTooLong, shortPath } from './files/recordable-path.ts';
export {
  claimScan,
  findOpenScans,
  finishScan,
  getScan,
  releaseScan,
  reportScan,
  requestScan,
  type Scan,
  type ScanCounts,
  type ScanOptions,
} from './files/scans.ts';
export { ensureSource } from './files/sources.ts';
export { beat, buryDeadInstances, forgetInstance, type Instance, openInstance } from './instances/instances.ts';
export type { ReadField, ReadMetadata } from './metadata/write-metadata.ts';
export { type Migrated, migrate } from './migrations/migrate.ts';
export { readerUrl } from './migrations/reader-role.ts';
export {
  ensureModel,
  getModel,
  giveUpModel,
  listModels,
  type ModelRow,
  removeModel,
  useModel,
} from './models/models.ts';
export { claimOcr, type OcrWork } from './ocr/claim-ocr.ts';
export { endOcr, releaseOcr } from './ocr/end-ocr.ts';
export { OCR_MODES, type OcrMode, setOcrMode } from './ocr/ocr-mode.ts';
export { averageOcrMs, findPagesRead, findReadingOfImage, getReading, recordOcrPage } from './ocr/ocr-pages.ts';
export { type DocumentParts, readParts, type StoredPiece, type StoredSection } from './parts/read-parts.ts';
export { countStages, type StageCounts } from './questions/count-stages.ts';
export { countStale, type StaleCounts } from './questions/count-stale.ts';
export type { DocumentFilter } from './questions/document-filter.ts';
export { type DocumentDetails, findDocuments } from './questions/find-documents.ts';
export { type FoundEntity, findEntities } from './questions/find-entities.ts';
export { type Failure, findFailures } from './questions/find-failures.ts';
export {
  type FoundMention,
  findMentions,
  type MentionCursor,
  type MentionQuestion,
  type RoleInCase,
} from './questions/find-mentions.ts';
export { findSimilarEntities } from './questions/find-similar-entities.ts';
export { findThresholds, type Thresholds } from './questions/find-thresholds.ts';
export { type DocumentReading, readDocument } from './questions/read-document.ts';
export { type PageLayout, readLayouts } from './questions/read-layouts.ts';
export {
  describeServer,
  findRecentNightlyRuns,
  findRecentScans,
  type RecentNightlyRun,
  type RecentScan,
  recognitionRate,
} from './questions/recent-activity.ts';
export { redrive, redriveStale } from './questions/redrive.ts';
export { countRemoved, findRemoved, type RemovedCount, type RemovedFromPage } from './questions/removed.ts';
export { type QueryAnswer, runReadOnlyQuery } from './questions/run-read-only-query.ts';
export { type ArchiveSummary, type FailureStage, summarize } from './questions/summarize.ts';
export { type Violation, verifyArchive } from './questions/verify-archive.ts';
export { countArchive } from './reading/count-archive.ts';
export { describeOcr, type OcrDescription } from './reading/describe-ocr.ts';
export { findByHash } from './reading/find-by-hash.ts';
export { findOriginals, type OriginalFile } from './reading/find-original.ts';
export {
  type DocumentPart,
  type PartMention,
  readDocumentPart,
  type StoredPage,
} from './reading/read-document-part.ts';
export {
  DESCRIBED_MENTIONS,
  describeEntity,
  type EntityDescription,
  type EntityDetails,
  findEntity,
  TOGETHER_DOCUMENTS,
} from './reading/read-entity.ts';
export { ensureRules, findByRules, finishRules, listRules, type RulesRow } from './rules/rules-in-use.ts';
export { storeFound } from './rules/store-found.ts';
export { claimRun, type RunWork } from './runs/claim-run.ts';
export { failRun, releaseRun } from './runs/end-run.ts';
export { findTextLength } from './runs/find-text-length.ts';
export { type DocumentToNormalize, findToNormalize, normalizeAgain } from './runs/normalize-again.ts';
export { openRunStore, type RunStore } from './runs/open-run-store.ts';
export type { Normalizer, RecognitionResult, RunResult } from './runs/recognition-result.ts';
export { type StoreOutcome, storeRun } from './runs/store-run.ts';
export { claimDueSchedules, finishNightlyRuns, type NightlyRun, startNightlyRun } from './schedules/nightly-runs.ts';
export { addSchedule, listSchedules, removeSchedule, type Schedule } from './schedules/schedules.ts';
export type { Watched, WatchHit } from './schedules/watch.ts';
export type { FacetFilter } from './search/facet-filter.ts';
export { COUNTED_RESULTS, type FacetCount, type Facets } from './search/facets.ts';
export {
  CONTEXT_CODE_POINTS,
  countMentions,
  findEntitiesByKey,
  type MentionResult,
  type MentionSearch,
  searchMentions,
} from './search/search-mentions.ts';
export {
  countPassages,
  type FoundPassage,
  type PassageCursor,
  type PassageQuestion,
  searchPassages,
} from './search/search-passages.ts';
