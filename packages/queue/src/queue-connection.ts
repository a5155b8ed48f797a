import type { Configuration } from '@acervo/runtime';

/** Where the queues live. */
export type QueueConnection =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Redis where `REDIS_URL` is set, otherwise PostgreSQL's schema `bullmq` in the archive's own database. */
export function queueConnection(configuration: Pick<Configuration, 'REDIS_URL'>, databaseUrl: string): QueueConnection {
  return configuration.REDIS_URL === undefined
    ? { kind: 'postgres', url: databaseUrl }
    : { kind: 'redis', url: configuration.REDIS_URL };
}
