import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PipelineError } from '@acervo/runtime';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../db/test/test-database.ts';
import { hasRedis, openTestRedis } from '../test/redis-server.ts';
import {
  type ConsumerOptions,
  inspectQueue,
  openRecognizeConsumer,
  openRecognizeQueue,
  openWakeUps,
  type QueueConnection,
  type RecognizeJob,
} from './index.ts';

const job = (documentId: number, lane = 0) => ({ data: { documentId, modelId: 1 }, lane });

/** Collects what a consumer does and lets a test wait for the n-th event. */
function openRecorder() {
  const seen: number[] = [];
  let wake = () => {};
  return {
    seen,
    add(documentId: number) {
      seen.push(documentId);
      wake();
    },
    async reach(count: number) {
      while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return seen;
    },
  };
}

const hangConsumer = fileURLToPath(new URL('../test/hang-consumer.ts', import.meta.url));

const backends: Record<QueueConnection['kind'], () => Promise<{ connection: QueueConnection } & AsyncDisposable>> = {
  async postgres() {
    const database = await openTestDatabase();
    return {
      connection: { kind: 'postgres', url: database.url },
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  },
  async redis() {
    const redis = await openTestRedis();
    return { connection: { kind: 'redis', url: redis.url }, [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose]() };
  },
};

for (const kind of ['postgres', 'redis'] as const) {
  // redis-server comes from the system's packages: where it is missing these tests are reported as skipped
  describe.skipIf(kind === 'redis' && !hasRedis)(`the queue on ${kind}`, () => {
    const consume = (connection: QueueConnection, options: Partial<ConsumerOptions<RecognizeJob>>) =>
      openRecognizeConsumer(connection, { concurrency: 1, process: async () => 'done', ...options });

    it('ignores a job that is already there and forgets one that is done', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1), job(2)]);
      await queue.add([job(2), job(1)]);
      expect(await queue.countWaiting()).toBe(2);
      const recorder = openRecorder();
      const process = async ({ documentId }: RecognizeJob) => {
        recorder.add(documentId);
        return 'done' as const;
      };
      await using _consumer = consume(backend.connection, { process });
      await recorder.reach(2);
      await expect.poll(() => queue.countWaiting()).toBe(0);
      await queue.add([job(1)]);
      expect(await recorder.reach(3)).toEqual([1, 2, 1]);
    });

    it('takes lower lanes first', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1, 5), job(2, 0), job(3, 5), job(4, 0)]);
      const recorder = openRecorder();
      await using _consumer = consume(backend.connection, {
        process: async ({ documentId }) => {
          recorder.add(documentId);
          return 'done';
        },
      });
      expect(await recorder.reach(4)).toEqual([2, 4, 1, 3]);
    });

    it('gives a released job to whoever comes next, and a thrown one after a pause', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1)]);
      const recorder = openRecorder();
      const errors: unknown[] = [];
      await using _consumer = consume(backend.connection, {
        onError: (error) => errors.push(error),
        process: async ({ documentId }) => {
          recorder.add(documentId);
          if (recorder.seen.length === 1) return 'release';
          if (recorder.seen.length === 2) throw new PipelineError('crashed', 'once', { retryable: true });
          return 'done';
        },
      });
      await recorder.reach(3);
      await expect.poll(() => queue.countWaiting()).toBe(0);
      expect(errors).toHaveLength(1);
    });

    it('puts running jobs back when a consumer stops', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1), job(2), job(3)]);
      const recorder = openRecorder();
      const consumer = consume(backend.connection, {
        concurrency: 2,
        process: async ({ documentId }, { signal }) => {
          recorder.add(documentId);
          await once(signal, 'abort');
          return 'release';
        },
      });
      await recorder.reach(2);
      await consumer.stop();
      expect(await queue.countWaiting()).toBe(3);
    });

    it('recovers the job of a consumer that was killed', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1)]);
      const child = spawn(process.execPath, [hangConsumer, JSON.stringify(backend.connection)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      const recorder = openRecorder();
      await using _consumer = consume(backend.connection, {
        lockDurationMs: 2000,
        process: async ({ documentId }) => {
          recorder.add(documentId);
          return 'done';
        },
      });
      expect(await recorder.reach(1)).toEqual([1]);
    });

    it('wakes up again and again', async () => {
      await using backend = await backends[kind]();
      const recorder = openRecorder();
      await using wakeUps = openWakeUps(backend.connection, 'wake', { onWake: async () => recorder.add(1) });
      await wakeUps.set([{ name: 'tick', everyMs: 200 }]);
      await recorder.reach(3);
      await wakeUps.set([]);
    });

    it('clears what waits', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1), job(2)]);
      await queue.clear();
      expect(await queue.countWaiting()).toBe(0);
    });
  });
}

describe.skipIf(!hasRedis)('the queue on a Redis that goes away', () => {
  it('says what server it is, or that it does not answer', async () => {
    await using redis = await openTestRedis();
    const connection = { kind: 'redis', url: redis.url } as const;
    expect(await inspectQueue(connection)).toMatchObject({
      version: expect.stringMatching(/^\d+\./),
      maxmemoryPolicy: 'noeviction',
    });
    await redis.kill();
    await expect(inspectQueue(connection)).rejects.toMatchObject({ code: 'queue-unavailable' });
  });

  it('resumes by itself after a restart and after FLUSHALL', async () => {
    await using redis = await openTestRedis();
    const connection = { kind: 'redis', url: redis.url } as const;
    await using queue = openRecognizeQueue(connection);
    const recorder = openRecorder();
    await using _consumer = openRecognizeConsumer(connection, {
      concurrency: 1,
      process: async ({ documentId }) => {
        recorder.add(documentId);
        return 'done';
      },
    });
    await queue.add([job(1)]);
    await recorder.reach(1);
    await redis.kill();
    await expect(queue.add([job(2)])).rejects.toMatchObject({ code: 'queue-unavailable', retryable: true });
    await redis.start();
    await expect
      .poll(
        () =>
          queue.add([job(3)]).then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    await expect.poll(() => recorder.seen.includes(3), { timeout: 20_000 }).toBe(true);
    redis.command('flushall');
    await queue.add([job(4)]);
    await expect.poll(() => recorder.seen.includes(4), { timeout: 20_000 }).toBe(true);
  });
});
