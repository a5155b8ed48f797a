import { migrate, openDatabase, openInstance, withDatabaseRetry } from '@acervo/db';
import { findNativeTesseract, openExtractorPool, openPageReader } from '@acervo/extraction';
import {
  openExtractConsumer,
  openExtractQueue,
  openOcrConsumer,
  openOcrQueue,
  openRecognizeQueue,
  openWakeUps,
  queueConnection,
} from '@acervo/queue';
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
import { readScans } from './ocr/read-scans.ts';
import { scheduleLoop } from './schedule/schedule-loop.ts';

const MB = 1024 * 1024;
const RED_AFTER_MS = 10 * 60_000;
const DRAIN_MS = 5000;

await runService('ingest', async ({ configuration, databaseUrl, logger, signal, closing, ready, ended }) => {
  const { ACERVO_STORAGE: storage, ACERVO_EXTRACTORS: children, ACERVO_OCR_PROCESSES: readers } = configuration;
  const maxBytes = configuration.ACERVO_MAX_FILE_MB * MB;
  const onError = (error: unknown) => logger.warn({ err: error }, 'trouble with a connection');
  const onWait = (waitedMs: number) => logger.warn({ waitedMs }, 'waiting for PostgreSQL');
  const retry = <T>(work: () => Promise<T>) => withDatabaseRetry(work, { signal: closing, onWait });
  const passwords = await readPasswords(configuration.ACERVO_PASSWORDS_FILE);

  using eventLoop = watchEventLoop();
  await using db = openDatabase(databaseUrl, {
    applicationName: 'acervo ingest',
    maxConnections: children + readers + 8,
  });
  await withDatabaseRetry(() => migrate(db), { signal, onWait });
  await using instance = await retry(() => openInstance(db, { kind: 'ingest', onError }));
  const connection = queueConnection(configuration, databaseUrl);
  await using extractQueue = openExtractQueue(connection, storage);
  await using ocrQueue = openOcrQueue(connection, storage);
  await using recognizeQueue = openRecognizeQueue(connection);
  await using pool = openExtractorPool({
    children,
    timeoutMs: configuration.ACERVO_EXTRACT_TIMEOUT_S * 1000,
    maxRssBytes: configuration.ACERVO_EXTRACT_MEMORY_MB * MB,
    maxTextUnits: configuration.ACERVO_MAX_TEXT_MB * MB,
    onChildExit: (exit) => logger.debug(exit, 'extraction child ended'),
  });

  const native = await findNativeTesseract();
  await using reader = openPageReader({
    children: readers,
    timeoutMs: configuration.ACERVO_OCR_PAGE_TIMEOUT_S * 1000,
    maxRssBytes: configuration.ACERVO_OCR_MEMORY_MB * MB,
    ...(native === undefined ? {} : { native }),
    onChildExit: (exit) => logger.debug(exit, 'OCR child ended'),
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
  const ocr = {
    ...extraction,
    reader,
    processes: readers,
    places: openBudget(readers),
    bytes: openBudget(Math.max(maxBytes, 256 * MB)),
    onProgress() {
      progress.moved();
      pulses.feed.ring();
    },
  };
  const scansInTurn = shareRunning<'done' | 'release'>();
  await using ocrConsumer = openOcrConsumer(connection, storage, {
    concurrency: readers,
    lockDurationMs: configuration.ACERVO_LOCK_S * 1000,
    process: (job, context) => scansInTurn(String(job.documentId), () => readScans(ocr, job, context.signal)),
    onError,
  });
  await using wakeUps = openWakeUps(connection, `schedules-${storage}`, {
    onWake: async () => pulses.schedule.ring(),
    onError,
  });
  await using _health = await openHealthEndpoint(configuration.ACERVO_HEALTH_PORT, () => progress.check());
  const stopConsumers = () => Promise.all([consumer, ocrConsumer].map((each) => each.stop({ timeoutMs: DRAIN_MS })));
  signal.addEventListener('abort', () => void stopConsumers().catch(onError));

  ready();
  const loops = Promise.all([
    scanLoop({ ...shared, pulse: pulses.scan, running: scans, onRecorded: onRecorded(progress, pulses.feed) }),
    feedLoop({
      ...shared,
      extractQueue,
      ocrQueue,
      recognizeQueue,
      highWater: configuration.ACERVO_HIGH_WATER,
      pulse: pulses.feed,
      onWaiting: (waiting) =>
        progress.pending(waiting.extractions + waiting.scans + consumer.running + ocrConsumer.running + scans.size > 0),
    }),
    scheduleLoop({ ...shared, wakeUps, pulse: pulses.schedule, onStarted: () => pulses.scan.ring() }),
  ]);
  await Promise.race([loops, pool.failed]);
  await stopConsumers();
  logger.info({ ...totals, eventLoopP99Ms: eventLoop.p99Ms(), eventLoopMaxMs: eventLoop.maxMs() }, 'extraction ended');
});

function onRecorded(progress: { moved(): void }, feed: { ring(): void }): () => void {
  return () => {
    progress.moved();
    feed.ring();
  };
}
