import { migrate, openDatabase, openInstance, withDatabaseRetry } from '@acervo/db';
import { openExtractorPool } from '@acervo/extraction';
import { openExtractConsumer, openExtractQueue, openRecognizeQueue, openWakeUps, queueConnection } from '@acervo/queue';
import {
  openBudget,
  openHealthEndpoint,
  openPulse,
  runService,
  shareRunning,
  watchEventLoop,
  watchProgress,
} from '@acervo/runtime';
import { openContentFinder } from './containers/find-content.ts';
import { scanLoop } from './discover/scan-loop.ts';
import { extractDocument } from './extract/extract-document.ts';
import { readPasswords } from './extract/read-passwords.ts';
import { feedLoop } from './feed/feed-loop.ts';
import { scheduleLoop } from './schedule/schedule-loop.ts';

const MB = 1024 * 1024;
const RED_AFTER_MS = 10 * 60_000;
const DRAIN_MS = 5000;

await runService('ingest', async ({ configuration, databaseUrl, logger, signal, closing, ready, ended }) => {
  const { ACERVO_STORAGE: storage, ACERVO_EXTRACTORS: children } = configuration;
  const maxBytes = configuration.ACERVO_MAX_FILE_MB * MB;
  const onError = (error: unknown) => logger.warn({ err: error }, 'trouble with a connection');
  const onWait = (waitedMs: number) => logger.warn({ waitedMs }, 'waiting for PostgreSQL');
  const retry = <T>(work: () => Promise<T>) => withDatabaseRetry(work, { signal: closing, onWait });
  const passwords = await readPasswords(configuration.ACERVO_PASSWORDS_FILE);

  using eventLoop = watchEventLoop();
  await using db = openDatabase(databaseUrl, { applicationName: 'acervo ingest', maxConnections: children + 8 });
  await withDatabaseRetry(() => migrate(db), { signal, onWait });
  await using instance = await retry(() => openInstance(db, { kind: 'ingest', onError }));
  const connection = queueConnection(configuration, databaseUrl);
  await using extractQueue = openExtractQueue(connection, storage);
  await using recognizeQueue = openRecognizeQueue(connection);
  await using pool = openExtractorPool({
    children,
    timeoutMs: configuration.ACERVO_EXTRACT_TIMEOUT_S * 1000,
    maxRssBytes: configuration.ACERVO_EXTRACT_MEMORY_MB * MB,
    maxTextUnits: configuration.ACERVO_MAX_TEXT_MB * MB,
    onChildExit: (exit) => logger.debug(exit, 'extraction child ended'),
  });

  const pulses = { scan: openPulse(), feed: openPulse(), schedule: openPulse() };
  const progress = watchProgress(RED_AFTER_MS);
  const totals = { extracted: 0, failed: 0 };
  const scans = new Map<number, Promise<void>>();
  const shared = { db, retry, logger, signal, instance: instance.id, storage, maxBytes };
  const extraction = {
    ...shared,
    pool,
    passwords,
    finder: openContentFinder(),
    places: openBudget(children),
    bytes: openBudget(Math.max(maxBytes, 256 * MB)),
    onEnd: ({ failed }: { failed: boolean }) => {
      totals[failed ? 'failed' : 'extracted'] += 1;
      progress.moved();
      pulses.feed.ring();
      ended();
    },
  };
  const inTurn = shareRunning<'done' | 'release'>();
  await using consumer = openExtractConsumer(connection, storage, {
    concurrency: children,
    lockDurationMs: configuration.ACERVO_LOCK_S * 1000,
    process: (job, context) => inTurn(String(job.documentId), () => extractDocument(extraction, job, context.signal)),
    onError,
  });
  await using wakeUps = openWakeUps(connection, `schedules-${storage}`, {
    onWake: async () => pulses.schedule.ring(),
    onError,
  });
  await using _health = await openHealthEndpoint(configuration.ACERVO_HEALTH_PORT, () => progress.check());
  signal.addEventListener('abort', () => void consumer.stop({ timeoutMs: DRAIN_MS }).catch(onError));

  ready();
  const loops = Promise.all([
    scanLoop({ ...shared, pulse: pulses.scan, running: scans, onRecorded: onRecorded(progress, pulses.feed) }),
    feedLoop({
      ...shared,
      extractQueue,
      recognizeQueue,
      highWater: configuration.ACERVO_HIGH_WATER,
      pulse: pulses.feed,
      onWaiting: ({ extractions }) => progress.pending(extractions + consumer.running + scans.size > 0),
    }),
    scheduleLoop({ ...shared, wakeUps, pulse: pulses.schedule, onStarted: () => pulses.scan.ring() }),
  ]);
  await Promise.race([loops, pool.failed]);
  await consumer.stop({ timeoutMs: DRAIN_MS });
  logger.info({ ...totals, eventLoopP99Ms: eventLoop.p99Ms(), eventLoopMaxMs: eventLoop.maxMs() }, 'extraction ended');
});

function onRecorded(progress: { moved(): void }, feed: { ring(): void }): () => void {
  return () => {
    progress.moved();
    feed.ring();
  };
}
