import {
  type ArchiveSummary,
  countStages,
  type Db,
  type Failure,
  findFailures,
  findRecentNightlyRuns,
  findRecentScans,
  listModels,
  type ModelRow,
  type RecentNightlyRun,
  type RecentScan,
  recognitionRate,
  type StageCounts,
  summarize,
} from '@acervo/db';

/** What the archive is made of and how far it has come. */
export interface ArchiveState {
  readonly countedAt: Date;
  readonly counts: StageCounts;
  readonly summary: ArchiveSummary;
  readonly failures: readonly Failure[];
  readonly documentsPerMinute: number;
  readonly models: readonly ModelRow[];
  readonly scans: readonly RecentScan[];
  readonly nightlyRuns: readonly RecentNightlyRun[];
}

/** Counting reads all of the archive: everybody who asks within this time gets the same answer. */
const FRESH_MS = 20_000;

/** Reads the state, at most so often. */
export function openStateReader(db: Db): () => Promise<ArchiveState> {
  let last: { readonly at: number; readonly state: Promise<ArchiveState> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > FRESH_MS) {
      const reading = { at: now, state: readState(db) };
      last = reading;
      reading.state.catch(() => {
        if (last === reading) last = undefined; // whoever asks next tries again
      });
    }
    return last.state;
  };
}

async function readState(db: Db): Promise<ArchiveState> {
  const [counts, summary, failures, documentsPerMinute, models, scans, nightlyRuns] = await Promise.all([
    countStages(db),
    summarize(db),
    findFailures(db, { limit: 200 }),
    recognitionRate(db),
    listModels(db),
    findRecentScans(db, { limit: 10 }),
    findRecentNightlyRuns(db, { limit: 10 }),
  ]);
  return { countedAt: new Date(), counts, summary, failures, documentsPerMinute, models, scans, nightlyRuns };
}
