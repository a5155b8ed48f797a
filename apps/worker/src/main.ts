/** The worker: takes documents from the queue, recognizes entities in threads, stores them. Its event loop only claims,
 *  renews and completes. Configured by the environment; SIGTERM, SIGINT or a closed IPC channel stop it within 10 s. */
import { once } from 'node:events';
import { migrate, openDatabase, openInstance, withDatabaseRetry } from '@acervo/db';
import { NORMALIZER_VERSION } from '@acervo/legal';
import { openRecognizeConsumer, queueConnection } from '@acervo/queue';
import {
  describeError,
  listenForShutdown,
  openBudget,
  openHealthEndpoint,
  openLogger,
  PipelineError,
  readConfiguration,
  watchEventLoop,
  watchProgress,
} from '@acervo/runtime';
import { openRecognizers } from './open-recognizers.ts';
import { recognizeDocument } from './recognize-document.ts';

/** Code points of text in flight: a handful of very long documents, or as many short ones as there are places. */
const MAX_TEXT_IN_FLIGHT = 32 * 1024 * 1024;
/** After a signal, what is in hand may still be given back for this long. */
const GRACE_MS = 7_000;
/** With documents in hand and none ended for so long, the health endpoint turns red. */
const MAX_IDLE_MS = 10 * 60_000;

async function work(): Promise<void> {
  const configuration = readConfiguration();
  const { DATABASE_URL, ACERVO_CONCURRENCY } = configuration;
  if (DATABASE_URL === undefined) throw new PipelineError('usage', 'the worker needs DATABASE_URL');
  const logger = openLogger('worker', configuration.ACERVO_LOG_LEVEL);
  using shutdown = listenForShutdown();
  const grace = new AbortController();
  shutdown.signal.addEventListener('abort', () => setTimeout(() => grace.abort(), GRACE_MS).unref());
  const retry = <T>(attempt: () => Promise<T>) =>
    withDatabaseRetry(attempt, {
      signal: grace.signal,
      onWait: (waitedMs) => logger.warn({ waitedMs }, 'waiting for the database'),
    });
  const onError = (error: unknown) => logger.warn({ err: describeError(error) }, 'going on after an error');

  using eventLoop = watchEventLoop();
  await using db = openDatabase(DATABASE_URL, { applicationName: 'acervo-worker', maxConnections: 8 });
  await retry(() => migrate(db));
  await using instance = await retry(() => openInstance(db, { kind: 'worker', onError }));
  await using recognizers = openRecognizers(db, configuration);
  let documents = 0;
  let failed = 0;
  const progress = watchProgress(MAX_IDLE_MS);
  const places = openBudget(ACERVO_CONCURRENCY);
  await using _health = await openHealthEndpoint(configuration.ACERVO_HEALTH_PORT, () => {
    progress.pending(places.taken() > 0);
    return { ...progress.check(), documents, failed, inFlight: places.taken() };
  });
  const deps = {
    db,
    retry,
    logger,
    recognizers,
    instance: instance.id,
    versions: { normalizer: String(NORMALIZER_VERSION), device: configuration.ACERVO_DEVICE, node: process.version },
    places,
    text: openBudget(MAX_TEXT_IN_FLIGHT),
    onEnd: (ended: { failed: boolean }) => {
      documents += 1;
      progress.moved();
      if (ended.failed) failed += 1;
    },
  };
  {
    await using _consumer = openRecognizeConsumer(queueConnection(configuration, DATABASE_URL), {
      concurrency: ACERVO_CONCURRENCY,
      lockDurationMs: configuration.ACERVO_LOCK_S * 1000,
      process: (job, { signal }) => recognizeDocument(deps, job, signal),
      onError,
    });
    logger.info({ instance: instance.id }, 'worker is ready');
    process.send?.({ ready: true });
    if (!shutdown.signal.aborted) await once(shutdown.signal, 'abort');
  }
  const statistics = await recognizers.statistics();
  logger.info(
    { documents, failed, ...statistics, eventLoopP99Ms: eventLoop.p99Ms(), eventLoopMaxMs: eventLoop.maxMs() },
    'worker stops',
  );
}

try {
  await work();
} catch (error) {
  openLogger('worker', 'error').error({ err: describeError(error) }, 'worker failed');
  process.exitCode = error instanceof PipelineError && error.code === 'usage' ? 2 : 3;
}
process.disconnect?.();
