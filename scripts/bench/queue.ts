import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { openRecognizeConsumer, openRecognizeQueue, type QueueConnection } from '@acervo/queue';
import type { Row } from './report.ts';

const JOBS = 3000;

async function jobsPerSecond(connection: QueueConnection): Promise<number> {
  await using queue = openRecognizeQueue(connection);
  const documents = Array.from({ length: JOBS }, (_, index) => ({
    data: { documentId: index + 1, modelId: 1 },
    lane: 0,
  }));
  for (let at = 0; at < JOBS; at += 500) await queue.add(documents.slice(at, at + 500));
  let left = JOBS;
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  const started = performance.now();
  await using _consumer = openRecognizeConsumer(connection, {
    concurrency: 16,
    process: async () => {
      if (--left === 0) resolve();
      return 'done';
    },
  });
  await finished;
  return JOBS / ((performance.now() - started) / 1000);
}

/** A redis-server of its own on a free port, or undefined where there is none. */
async function openRedis(): Promise<({ url: string } & AsyncDisposable) | undefined> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const started = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.stdout.on('data', (chunk: Buffer) => chunk.includes('Ready to accept connections') && resolve(true));
  });
  if (!started) return undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.kill();
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

/** No-op jobs per second, one consumer: BullMQ on PostgreSQL beside BullMQ on Redis. */
export async function benchQueue(postgresUrl: string): Promise<Row[]> {
  const postgres = await jobsPerSecond({ kind: 'postgres', url: postgresUrl });
  await using redis = await openRedis();
  const beside = redis
    ? { what: 'on Redis', value: await jobsPerSecond({ kind: 'redis', url: redis.url }) }
    : undefined;
  return [
    {
      stage: 'queue',
      what: 'no-op jobs on PostgreSQL',
      value: postgres,
      unit: 'jobs/s',
      ...(beside ? { beside } : {}),
    },
  ];
}
