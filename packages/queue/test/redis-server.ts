import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';

/** A redis-server of the test's own. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Everything that is stored in it, as text. */
  dump(): Promise<string>;
  /** Forgets everything. */
  flush(): Promise<void>;
}

/** Whether `redis-server` is installed here; the tests that need it say so where it is not. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** Starts a redis-server on a free loopback port, keeping nothing on disk. */
export async function openTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const started = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'], cwd: '/tmp' });
      server = started;
      for await (const chunk of started.stdout) if (String(chunk).includes('Ready to accept connections')) break;
      started.stdout.resume();
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
    async dump() {
      const client = new Redis(redis.url);
      const kept: unknown[] = [];
      for (const key of await client.keys('*')) {
        const type = await client.type(key);
        if (type === 'hash') kept.push(await client.hgetall(key));
        if (type === 'stream') kept.push(await client.xrange(key, '-', '+'));
      }
      client.disconnect();
      return JSON.stringify(kept).replaceAll('\\', '');
    },
    async flush() {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    [Symbol.asyncDispose]: () => redis.kill(),
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
