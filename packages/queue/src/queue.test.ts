import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PipelineError } from '@acervo/runtime';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../db/test/test-database.ts';
import { openRecorder } from '../test/recorder.ts';
import { hasRedis, openTestRedis } from '../test/redis-server.ts';
import { openBullQueue } from './bull.ts';
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

const hangConsumer = fileURLToPath(new URL('../test/hang-consumer.ts', import.meta.url));

/** A place for queues; `dump`: everything that is stored there, as text. */
interface TestBackend extends AsyncDisposable {
  readonly connection: QueueConnection;
  dump(): Promise<string>;
}

const backends: Record<QueueConnection['kind'], () => Promise<TestBackend>> = {
  async postgres() {
    const database = await openTestDatabase();
    return {
      connection: { kind: 'postgres', url: database.url },
      async dump() {
        const { rows } = await database.db.pool.query(
          `SELECT (SELECT json_agg(to_json(j)::text || replace(j.data::text, ' ', '')) FROM bullmq.job j)::text || (SELECT json_agg(e) FROM bullmq.event e)::text AS kept`,
        );
        return rows[0].kept.replaceAll('\\', '');
      },
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  },
  async redis() {
    const redis = await openTestRedis();
    return {
      connection: { kind: 'redis', url: redis.url },
      dump: () => redis.dump(),
      [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
    };
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

    it('wakes up although another wake-up has a calendar that BullMQ does not know', async () => {
      await using backend = await backends[kind]();
      const recorder = openRecorder();
      await using wakeUps = openWakeUps(backend.connection, 'wake', { onWake: async () => recorder.add(1) });
      const refused = { name: 'refused', cron: '0 0 15W * *', timeZone: 'America/Sao_Paulo' };
      await expect(wakeUps.set([refused, { name: 'tick', everyMs: 200 }])).rejects.toThrow(PipelineError);
      await recorder.reach(1);
    });

    it('takes nothing more under load once it is to stop, and loses nothing', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add(Array.from({ length: 1000 }, (_, index) => job(index + 1)));
      const done = new Set<number>();
      const recorder = openRecorder();
      const consumer = consume(backend.connection, {
        concurrency: 8,
        process: async ({ documentId }, { signal }) => {
          if (signal.aborted) return 'release';
          done.add(documentId);
          recorder.add(documentId);
          return 'done';
        },
      });
      await recorder.reach(100);
      const doneBefore = done.size;
      await consumer.stop();
      expect(done.size).toBe(doneBefore);
      expect((await queue.countWaiting()) + done.size).toBe(1000);
    });

    it('does not wait for a processor that ignores the stop, and gives its job to somebody else', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1)]);
      const recorder = openRecorder();
      const deaf = consume(backend.connection, {
        lockDurationMs: 1000,
        process: ({ documentId }) => {
          recorder.add(documentId);
          return new Promise(() => undefined);
        },
      });
      await recorder.reach(1);
      await deaf.stop({ timeoutMs: 500 });
      await using _next = consume(backend.connection, {
        lockDurationMs: 1000,
        process: async ({ documentId }) => {
          recorder.add(documentId);
          return 'done';
        },
      });
      expect(await recorder.reach(2)).toEqual([1, 1]);
    });

    it('keeps ids and a code, never what an error says', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      await queue.add([job(1)]);
      const recorder = openRecorder();
      const consumer = consume(backend.connection, {
        process: async ({ documentId }) => {
          recorder.add(documentId);
          throw new Error('Fulano de Tal');
        },
      });
      await recorder.reach(2);
      await consumer.stop();
      const kept = await backend.dump();
      expect(kept).toContain('"documentId":1');
      expect(kept).toContain('internal');
      expect(kept).not.toContain('Fulano');
      expect(kept).not.toContain('.ts:');
    });

    it('takes jobs again after somebody was killed while clearing', async () => {
      await using backend = await backends[kind]();
      await using queue = openRecognizeQueue(backend.connection);
      const { queue: bull, close } = openBullQueue(backend.connection, 'recognize', () => undefined);
      await bull.pause();
      await close();
      await queue.add([job(1)]);
      const recorder = openRecorder();
      await using _consumer = consume(backend.connection, {
        process: async ({ documentId }) => {
          recorder.add(documentId);
          return 'done';
        },
      });
      expect(await recorder.reach(1)).toEqual([1]);
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

describe.skipIf(!hasRedis)('looking at a Redis', () => {
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
});
