import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EmbeddedServer, openEmbeddedServer, stopEmbeddedServer } from '../../db/src/embedded/index.ts';
import { openRecorder } from '../test/recorder.ts';
import { hasRedis, openTestRedis } from '../test/redis-server.ts';
import type { QueueConnection, RecognizeJob } from './index.ts';
import { type ConsumerOptions, openRecognizeConsumer, openRecognizeQueue, openWakeUps } from './index.ts';

const job = (documentId: number) => ({ data: { documentId, modelId: 1 }, lane: 0 });

/** A server of the test's own that can go away and come back on its port. */
interface Server extends AsyncDisposable {
  readonly connection: QueueConnection;
  stop(): Promise<void>;
  start(): Promise<void>;
}

async function openPostgres(): Promise<Server> {
  const archive = await mkdtemp(join(tmpdir(), 'acervo-outage-'));
  await chmod(archive, 0o755); // where PostgreSQL's user gets in when we are root
  let session: EmbeddedServer = await openEmbeddedServer({ archive });
  return {
    connection: { kind: 'postgres', url: session.url },
    stop: () => session.stop({ force: true }),
    async start() {
      session = await openEmbeddedServer({ archive });
    },
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      await stopEmbeddedServer({ archive, force: true });
      await rm(archive, { recursive: true, force: true });
    },
  };
}

async function openRedis(): Promise<Server> {
  const redis = await openTestRedis();
  return {
    connection: { kind: 'redis', url: redis.url },
    stop: () => redis.kill(),
    start: () => redis.start(),
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  };
}

const servers = { postgres: openPostgres, redis: openRedis };
const patient = { timeout: 40_000, interval: 200 };
const unavailable = { code: 'queue-unavailable', retryable: true };

function record(connection: QueueConnection, options: Partial<ConsumerOptions<RecognizeJob>> = {}) {
  const recorder = openRecorder();
  const consumer = openRecognizeConsumer(connection, {
    concurrency: 2,
    process: async ({ documentId }) => {
      recorder.add(documentId);
      return 'done';
    },
    ...options,
  });
  return { recorder, consumer };
}

for (const kind of ['postgres', 'redis'] as const) {
  // redis-server comes from the system's packages: where it is missing these tests are reported as skipped
  describe.skipIf(kind === 'redis' && !hasRedis)(`the queue when ${kind} goes away`, () => {
    it('resumes by itself, says little meanwhile and refuses jobs in time', async () => {
      await using server = await servers[kind]();
      await using queue = openRecognizeQueue(server.connection);
      const errors: unknown[] = [];
      const { recorder, consumer } = record(server.connection, { onError: (error) => errors.push(error) });
      await using _consumer = consumer;
      await queue.add([job(1)]);
      await recorder.reach(1);
      await server.stop();
      const refused = await Promise.allSettled([queue.add([job(2)]), queue.countWaiting()]);
      expect(refused).toMatchObject([{ reason: unavailable }, { reason: unavailable }]);
      await server.start();
      const accepted = () =>
        queue.add([job(3)]).then(
          () => true,
          () => false,
        );
      await expect.poll(accepted, patient).toBe(true);
      await expect.poll(() => recorder.seen.includes(3), patient).toBe(true);
      for (const error of errors) expect(error).toMatchObject(unavailable);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThan(60);
    });

    it('works although it was away when everything was opened', async () => {
      await using server = await servers[kind]();
      await server.stop();
      await using queue = openRecognizeQueue(server.connection);
      const { recorder, consumer } = record(server.connection);
      await using _consumer = consumer;
      await expect(queue.add([job(1)])).rejects.toMatchObject(unavailable);
      await server.start();
      const accepted = () =>
        queue.add([job(2)]).then(
          () => true,
          () => false,
        );
      await expect.poll(accepted, patient).toBe(true);
      await expect.poll(() => recorder.seen.includes(2), patient).toBe(true);
    });

    it('keeps a job that ends meanwhile from being lost', async () => {
      await using server = await servers[kind]();
      await using queue = openRecognizeQueue(server.connection);
      const { promise: gone, resolve: go } = Promise.withResolvers<void>();
      const { promise: taken, resolve: take } = Promise.withResolvers<void>();
      const { recorder, consumer } = record(server.connection, {
        lockDurationMs: 4000,
        process: async ({ documentId }) => {
          take();
          await gone;
          recorder.add(documentId);
          return 'done';
        },
      });
      await using _consumer = consumer;
      await queue.add([job(1)]);
      await taken;
      await server.stop();
      go();
      await recorder.reach(1);
      await server.start();
      await expect.poll(() => queue.countWaiting().catch(() => -1), patient).toBe(0);
      await queue.add([job(2)]);
      await expect.poll(() => recorder.seen.includes(2), patient).toBe(true);
    });

    it('lets a consumer stop while it is away', async () => {
      await using server = await servers[kind]();
      await using queue = openRecognizeQueue(server.connection);
      const { recorder, consumer } = record(server.connection, {
        process: async ({ documentId }, { signal }) => {
          recorder.add(documentId);
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          return 'release';
        },
      });
      await queue.add([job(1)]);
      await recorder.reach(1);
      await server.stop();
      await consumer.stop();
      expect(consumer.running).toBe(0);
    });

    it('keeps wake-ups from waiting for ever, and lets them be closed', async () => {
      await using server = await servers[kind]();
      await server.stop();
      const wakeUps = openWakeUps(server.connection, 'wake', { onWake: async () => undefined });
      await expect(wakeUps.set([{ name: 'tick', everyMs: 1000 }])).rejects.toMatchObject(unavailable);
      await wakeUps[Symbol.asyncDispose]();
    });
  });
}

describe.skipIf(!hasRedis)('a Redis that forgets everything', () => {
  it('takes new jobs at once, and the ones that were running end without harm', async () => {
    await using redis = await openTestRedis();
    const connection = { kind: 'redis', url: redis.url } as const;
    await using queue = openRecognizeQueue(connection);
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    const recorder = openRecorder();
    const { consumer } = record(connection, {
      process: async ({ documentId }) => {
        recorder.add(documentId);
        if (documentId === 1) await gone;
        return 'done';
      },
    });
    await using _consumer = consumer;
    await queue.add([job(1)]);
    await recorder.reach(1);
    await redis.flush();
    go();
    await queue.add([job(2), job(1)]);
    await expect.poll(() => recorder.seen.includes(2) && recorder.seen.length === 3, patient).toBe(true);
    await expect.poll(() => queue.countWaiting()).toBe(0);
  });

  it('wakes up again once it is told to', async () => {
    await using redis = await openTestRedis();
    const recorder = openRecorder();
    const connection = { kind: 'redis', url: redis.url } as const;
    await using wakeUps = openWakeUps(connection, 'wake', { onWake: async () => recorder.add(1) });
    await wakeUps.set([{ name: 'tick', everyMs: 200 }]);
    await recorder.reach(2);
    await redis.flush();
    await wakeUps.set([{ name: 'tick', everyMs: 200 }]);
    await recorder.reach(6);
  });
});
