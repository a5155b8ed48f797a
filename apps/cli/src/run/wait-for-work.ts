import { setTimeout as sleep } from 'node:timers/promises';
import { countStages, type Db, getScan, listModels, type Scan, type StageCounts, withDatabaseRetry } from '@acervo/db';
import type { Context } from '../context.ts';
import { formatEstimate } from '../duration.ts';
import type { Progress } from '../progress.ts';
import { countRunsLeft } from './count-runs-left.ts';
import { estimateOcrMs } from './estimate-ocr.ts';
import type { Services } from './services.ts';

/** Between looks: a fortieth of the time since the start, within these, and the least once few documents are left. A short
 *  run ends at once, a long one is left in peace. */
const [LEAST_POLL_MS, MOST_POLL_MS] = [250, 1_000];
const FEW_DOCUMENTS = 4;
/** Documents per second are averaged over this long. */
const RATE_MS = 30_000;

/** What the work was when it ended. */
export interface FinishedWork {
  readonly scans: readonly Scan[];
  readonly counts: StageCounts;
  /** Whether there was anything to extract or recognize. */
  readonly worked: boolean;
}

/** Watches PostgreSQL until the scans are finished and every document of the sources is done or failed. Starts ingest at
 *  once, the worker with the first thing to recognize or where nothing is known yet. `onScanned` runs once between scans and the end.
 *  @throws the signal's reason, or what keeps a service from going on. */
export async function waitForWork(
  { say, signal, number }: Context,
  db: Db,
  services: Services,
  progress: Progress,
  {
    scanIds,
    sourceIds,
    onScanned,
    ocrProcesses,
  }: {
    scanIds: readonly number[];
    sourceIds: readonly number[];
    onScanned: () => Promise<void>;
    ocrProcesses: number;
  },
): Promise<FinishedWork> {
  const rate = openRate();
  let mostPages = 0;
  let worked = false;
  let scanned = false;
  let announced = false;
  // not a race with `services.failed` in every round: that would keep what each round saw until the end
  const failing = new AbortController();
  services.failed.catch((error: unknown) => failing.abort(error));
  const either = AbortSignal.any([signal, failing.signal]);
  services.start('ingest');
  const startedMs = performance.now();
  for (;;) {
    const look = withDatabaseRetry(() => observe(db, scanIds, sourceIds), { signal: either });
    const { scans, counts, runs, left } = await look.catch((error: unknown) => {
      failing.signal.throwIfAborted();
      throw error;
    });
    either.throwIfAborted();
    const open = counts.documents.pending + counts.ocr.pending + left;
    const pending = open > 0;
    const { extracted, failed } = counts.documents;
    const isNew = counts.documents.pending + extracted + failed === 0; // what the scan is about to find is read at once
    if (pending || isNew) services.start('worker');
    worked ||= pending;
    show(scans, counts, runs, left);
    const finished = scans.every((scan) => scan.finishedAt !== null);
    if (finished && !scanned) {
      scanned = true;
      await onScanned();
    }
    if (finished && !announced && counts.documents.pending === 0 && counts.ocr.pages > 0) {
      announced = true;
      const time = await estimateOcrMs(db, { pages: counts.ocr.pages, processes: ocrProcesses });
      progress.note(say.ocrAhead(number(counts.ocr.pages), number(counts.ocr.pending), formatEstimate(time)));
    }
    if (finished && !pending) return { scans, counts, worked };
    const mostMs = open <= FEW_DOCUMENTS ? LEAST_POLL_MS : MOST_POLL_MS;
    const pollMs = Math.min(mostMs, Math.max(LEAST_POLL_MS, (performance.now() - startedMs) / 40));
    await sleep(pollMs, undefined, { signal: either }).catch(() => either.throwIfAborted());
  }

  function show(
    scans: readonly Scan[],
    { documents, ocr }: StageCounts,
    runs: StageCounts['runs'],
    left: number,
  ): void {
    const seen = scans.reduce((sum, scan) => sum + scan.counts.seen, 0);
    const open = scans.some((scan) => scan.finishedAt === null);
    const total = documents.pending + documents.extracted + documents.failed;
    const ended = runs.done + runs.failed;
    const perSecond = rate(ended);
    const failed = (count: number) => (count > 0 ? say.failedCount(count) : '');
    const speed = perSecond > 0 ? say.perSecond(number(Number(perSecond.toPrecision(2)))) : '';
    const time = perSecond > 0 && left > 0 && !open ? say.timeLeft(formatEstimate((left / perSecond) * 1000)) : '';
    mostPages = Math.max(mostPages, ocr.pages);
    progress.show([
      { label: say.stageScanned, done: seen, total: open ? undefined : seen },
      {
        label: say.stageExtracted,
        done: documents.extracted + documents.failed,
        total,
        detail: failed(documents.failed),
      },
      ...(mostPages > 0 ? [{ label: say.stageOcr, done: mostPages - ocr.pages, total: mostPages }] : []),
      {
        label: say.stageRecognized,
        done: ended,
        total: ended + left,
        detail: [failed(runs.failed), speed, time].filter(Boolean).join(' · '),
      },
    ]);
  }
}

async function observe(db: Db, scanIds: readonly number[], sourceIds: readonly number[]) {
  // Scans first: what they find is counted after them, so a finished scan never goes with counts from before its end.
  const scans = await Promise.all(scanIds.map((id) => getScan(db, id)));
  const [counts, models] = await Promise.all([countStages(db, { sourceIds }), listModels(db)]);
  // Beside a lost model readers see nothing new before the filling one has read everything, of other sources, too.
  const everywhere = models.some(({ lost }) => lost) ? await countStages(db) : counts;
  const documents = { ...everywhere.documents, pending: counts.documents.pending };
  return { scans, counts, runs: everywhere.runs, left: countRunsLeft({ ...everywhere, documents }, models) };
}

/** Ended documents per second over the last `RATE_MS`. */
function openRate(now: () => number = Date.now): (ended: number) => number {
  const samples: { at: number; ended: number }[] = [];
  return (ended) => {
    const at = now();
    samples.push({ at, ended });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > RATE_MS) samples.shift();
    const first = samples[0] ?? { at, ended };
    return at === first.at ? 0 : ((ended - first.ended) / (at - first.at)) * 1000;
  };
}
