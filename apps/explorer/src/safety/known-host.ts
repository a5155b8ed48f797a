import type { MiddlewareHandler } from 'hono';
import { refuse } from './refusal.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Refuses requests for names we don't go by: a page elsewhere whose name was made to point here (DNS rebinding) would
 *  otherwise read the archive through its visitor's browser. */
export function knownHost(names: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...names]);
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase().replace(/:\d+$/, '');
    if (!known.has(host)) throw refuse('forbidden');
    await next();
  };
}
