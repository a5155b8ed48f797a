import {
  type ArchiveSummary,
  countRemoved,
  countStages,
  countStale,
  type Failure,
  findFailures,
  findRecentNightlyRuns,
  findRecentScans,
  listModels,
  listRules,
  type ModelRow,
  type RecentNightlyRun,
  type RecentScan,
  type RemovedCount,
  type RulesRow,
  recognitionRate,
  type StageCounts,
  type StaleCounts,
  summarize,
} from '@acervo/db';
import { EXTRACTOR_VERSION } from '@acervo/extraction';
import { NORMALIZER_VERSION } from '@acervo/legal';
import { openExtractQueue, openOcrQueue, openRecognizeQueue, queueConnection } from '@acervo/queue';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import { countRunsLeft } from '../run/count-runs-left.ts';
import { estimateOcrMs } from '../run/estimate-ocr.ts';
import type { Session } from '../session.ts';

/** Everything that `acervo status` shows. */
export interface Status {
  readonly counts: StageCounts;
  readonly summary: ArchiveSummary;
  readonly failures: readonly Failure[];
  readonly documentsPerMinute: number;
  /** What waits, at that rate; null when nothing waits or nothing was recognized lately. */
  readonly timeLeftMs: number | null;
  /** What pages that wait for OCR will take, about. */
  readonly ocrLeftMs: number;
  readonly stale: StaleCounts;
  /** What was taken out of texts, by rule. */
  readonly removed: readonly RemovedCount[];
  readonly models: readonly ModelRow[];
  /** The rules in use, then those that are to take their place. */
  readonly rules: readonly RulesRow[];
  /** Jobs waiting; null when the queue does not answer, which `queuesErrorCode` then says. */
  readonly queues: { readonly extract: number; readonly ocr: number; readonly recognize: number } | null;
  readonly queuesErrorCode: FailureCode | null;
  readonly scans: readonly RecentScan[];
  readonly nightlyRuns: readonly RecentNightlyRun[];
}

/** A person waits for the answer; what PostgreSQL knows is shown without it. */
const QUEUE_TIMEOUT_MS = 3_000;

/** Reads the state of an archive. A queue that can't be reached is part of it, not an error. */
export async function readStatus(session: Session): Promise<Status> {
  const { db } = session;
  const [counts, summary, failures, documentsPerMinute, stale, removed, models, rules, queues, scans, nightlyRuns] =
    await Promise.all([
      countStages(db),
      summarize(db),
      findFailures(db, { limit: 500 }),
      recognitionRate(db),
      countStale(db, { extractorVersion: EXTRACTOR_VERSION, normalizerVersion: NORMALIZER_VERSION }),
      countRemoved(db),
      listModels(db),
      listRules(db),
      countQueues(session),
      findRecentScans(db),
      findRecentNightlyRuns(db),
    ]);
  const { ACERVO_OCR_PROCESSES: processes } = session.configuration;
  const { pages } = counts.ocr;
  const ocrLeftMs = pages === 0 ? 0 : Math.round(await estimateOcrMs(db, { pages, processes }));
  const left = countRunsLeft(counts, models);
  const timeLeftMs = left > 0 && documentsPerMinute > 0 ? Math.round((left / documentsPerMinute) * 60_000) : null;
  return {
    counts,
    summary,
    failures,
    documentsPerMinute,
    timeLeftMs,
    ocrLeftMs,
    stale,
    removed,
    models,
    rules,
    ...queues,
    scans,
    nightlyRuns,
  };
}

async function countQueues({ configuration, url }: Session): Promise<Pick<Status, 'queues' | 'queuesErrorCode'>> {
  const connection = queueConnection(configuration, url);
  const options = { answerTimeoutMs: QUEUE_TIMEOUT_MS };
  await using extractQueue = openExtractQueue(connection, configuration.ACERVO_STORAGE, options);
  await using ocrQueue = openOcrQueue(connection, configuration.ACERVO_STORAGE, options);
  await using recognizeQueue = openRecognizeQueue(connection, options);
  try {
    const [extract, ocr, recognize] = await Promise.all([
      extractQueue.countWaiting(),
      ocrQueue.countWaiting(),
      recognizeQueue.countWaiting(),
    ]);
    return { queues: { extract, ocr, recognize }, queuesErrorCode: null };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { queues: null, queuesErrorCode: error.code };
  }
}
