import {
  countArchive,
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
} from '@acervo/db';

/** What the archive is made of and how far it has come. */
export interface ArchiveState {
  readonly countedAt: Date;
  readonly counts: StageCounts;
  readonly summary: Awaited<ReturnType<typeof countArchive>>;
  readonly failures: readonly Failure[];
  readonly documentsPerMinute: number;
  readonly models: readonly ModelRow[];
  readonly scans: readonly RecentScan[];
  readonly nightlyRuns: readonly RecentNightlyRun[];
}

/** Counting looks at every document: it is done once for everybody who asks within this time. */
const FRESH_MS = 30_000;

/** Reads the state, at most so often. Who asks later gets the last one at once, while the next is counted. */
export function openStateReader(db: Db): () => Promise<ArchiveState> {
  let last: Promise<ArchiveState> | undefined;
  let countedAt = 0;
  let isCounting = false;

  function count(): Promise<ArchiveState> {
    isCounting = true;
    const counting = readState(db);
    counting
      .then(
        () => {
          last = counting;
          countedAt = performance.now();
        },
        () => {
          last = undefined; // whoever asks next is told what is wrong
        },
      )
      .finally(() => {
        isCounting = false;
      });
    return counting;
  }

  return () => {
    if (last === undefined) {
      last = count();
      return last;
    }
    if (!isCounting && performance.now() - countedAt > FRESH_MS) void count();
    return last;
  };
}

async function readState(db: Db): Promise<ArchiveState> {
  const [counts, summary, failures, documentsPerMinute, models, scans, nightlyRuns] = await Promise.all([
    countStages(db),
    countArchive(db),
    findFailures(db, { limit: 200 }),
    recognitionRate(db),
    listModels(db),
    findRecentScans(db, { limit: 10 }),
    findRecentNightlyRuns(db, { limit: 10 }),
  ]);
  return { countedAt: new Date(), counts, summary, failures, documentsPerMinute, models, scans, nightlyRuns };
}
