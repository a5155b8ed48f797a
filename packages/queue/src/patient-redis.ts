import { Redis, type RedisOptions } from 'ioredis';

const MAX_BACKOFF_MS = 3000;

/** A Redis client that waits for its server as long as it takes, and the copies that BullMQ makes of it. Whoever needs an
 *  answer in time sets a limit of its own. */
export interface PatientRedis {
  readonly redis: Redis;
  /** Ends the connections: BullMQ has closed its own, or with `force` whatever they are doing. */
  close(options: { force: boolean }): Promise<void>;
}

/** Opens the client. `onError` hears of lost connections; it reconnects by itself, also to a new primary. */
export function openPatientRedis(url: string, onError: (error: unknown) => void): PatientRedis {
  const clients = new Set<Redis>();
  function track(client: Redis): Redis {
    clients.add(client);
    client.on('error', onError);
    const duplicate = client.duplicate.bind(client);
    client.duplicate = (override?: Partial<RedisOptions>) => track(duplicate(override));
    return client;
  }
  const redis = track(
    new Redis(url, {
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(attempt * 200, MAX_BACKOFF_MS),
      reconnectOnError: (error) => error.message.startsWith('READONLY'),
    }),
  );
  return {
    redis,
    async close() {
      for (const client of clients) client.disconnect();
    },
  };
}
