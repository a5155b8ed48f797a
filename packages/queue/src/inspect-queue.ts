import { Redis } from 'ioredis';
import type { QueueConnection } from './queue-connection.ts';
import { toQueueError } from './queue-error.ts';

/** What a Redis server says of itself; the policy is absent where it may not be read (some hosted servers). */
export interface RedisServer {
  readonly version: string;
  readonly maxmemoryPolicy?: string;
}

const CONNECT_TIMEOUT_MS = 5000;

/** Asks a Redis server what it is, for `acervo doctor`.
 *  @throws {PipelineError} `queue-unavailable` when it does not answer. */
export async function inspectQueue({ url }: Extract<QueueConnection, { kind: 'redis' }>): Promise<RedisServer> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // `connect` reports it
  try {
    await redis.connect();
    const info = await redis.info('server');
    const version = /redis_version:(\S+)/.exec(info)?.[1] ?? '0';
    const policy = await redis.config('GET', 'maxmemory-policy').catch(() => undefined);
    const maxmemoryPolicy = Array.isArray(policy) ? policy[1] : undefined;
    return { version, ...(typeof maxmemoryPolicy === 'string' ? { maxmemoryPolicy } : {}) };
  } catch (error) {
    throw toQueueError(error);
  } finally {
    redis.disconnect();
  }
}
