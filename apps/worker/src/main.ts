/** The worker: takes documents from the queue, recognizes entities in threads, stores them. Its event loop only claims,
 *  renews and completes. Configured by the environment; SIGTERM, SIGINT or a closed IPC channel stop it within 10 s. */
import { once } from 'node:events';
import { ensureRules, migrate, openDatabase, openInstance, openRunStore, withDatabaseRetry } from '@acervo/db';
import { NORMALIZER_VERSION } from '@acervo/legal';
import { openRecognizeConsumer, queueConnection } from '@acervo/queue';
import {
  openBudget,
  openHealthEndpoint,
  runService,
  shareRunning,
  watchEventLoop,
  watchProgress,
} from '@acervo/runtime';
import { openRecognizers } from './open-recognizers.ts';
import { recognizeDocument } from './recognize-document.ts';

/** Code points of text in flight: a handful of very long documents, or as many short ones as there are places. */
const MAX_TEXT_IN_FLIGHT = 32 * 1024 * 1024;
/** With documents in hand and none ended for so long, the health endpoint turns red. */
const RED_AFTER_MS = 10 * 60_000;
const DRAIN_MS = 5000;

await runService('worker', async ({ configuration, databaseUrl, logger, signal, closing, ready, ended }) => {
  const { ACERVO_CONCURRENCY: concurrency } = configuration;
  const onError = (error: unknown) => logger.warn({ err: error }, 'going on after an error');
  const onWait = (waitedMs: number) => logger.warn({ waitedMs }, 'waiting for PostgreSQL');
  const retry = <T>(work: () => Promise<T>) => withDatabaseRetry(work, { signal: closing, onWait });

  using eventLoop = watchEventLoop();
  await using db = openDatabase(databaseUrl, { applicationName: 'acervo worker', maxConnections: 8 });
  await withDatabaseRetry(() => migrate(db), { signal, onWait });
  await withDatabaseRetry(() => ensureRules(db), { signal, onWait });
  await using instance = await retry(() => openInstance(db, { kind: 'worker', onError }));
  const refusal = Promise.withResolvers<never>();
  refusal.promise.catch(() => undefined); // heard of below
  await using recognizers = openRecognizers({ db, configuration, logger, signal, onRefused: refusal.reject });
  const totals = { recognized: 0, failed: 0 };
  const progress = watchProgress(RED_AFTER_MS);
  const places = openBudget(concurrency);
  const deps = {
    db,
    runs: openRunStore(db),
    retry,
    logger,
    recognizers,
    places,
    instance: instance.id,
    versions: { normalizer: String(NORMALIZER_VERSION), device: configuration.ACERVO_DEVICE, node: process.version },
    text: openBudget(MAX_TEXT_IN_FLIGHT),
    onEnd: ({ failed }: { failed: boolean }) => {
      totals[failed ? 'failed' : 'recognized'] += 1;
      progress.moved();
      ended();
    },
  };
  const inTurn = shareRunning<'done' | 'release'>();
  await using consumer = openRecognizeConsumer(queueConnection(configuration, databaseUrl), {
    concurrency,
    lockDurationMs: configuration.ACERVO_LOCK_S * 1000,
    process: (job, context) =>
      inTurn(`${job.documentId} ${job.modelId}`, () => recognizeDocument(deps, job, context.signal)),
    onError,
  });
  await using _health = await openHealthEndpoint(configuration.ACERVO_HEALTH_PORT, () => {
    progress.pending(places.taken() > 0);
    return { ...progress.check(), ...totals, inFlight: places.taken() };
  });
  ready();
  if (!signal.aborted) await Promise.race([once(signal, 'abort'), refusal.promise]);
  await consumer.stop({ timeoutMs: DRAIN_MS });
  const statistics = await recognizers.statistics();
  const late = { eventLoopP99Ms: eventLoop.p99Ms(), eventLoopMaxMs: eventLoop.maxMs() };
  logger.info({ ...totals, ...statistics, ...late }, 'recognition ended');
});
