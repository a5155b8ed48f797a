import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './refusal.ts';

/** Addresses that are remembered; the one heard of longest ago is forgotten first. */
const MAX_ADDRESSES = 10_000;

/** Lets an address make `burst` requests at once and `perMinute` in the long run (a leaking bucket).
 *  @param now milliseconds that only grow; tests give their own. */
export function rateLimit(
  { burst, perMinute }: { burst: number; perMinute: number },
  now: () => number = () => performance.now(),
): MiddlewareHandler {
  const buckets = new Map<string, { level: number; at: number }>();
  return async (c, next) => {
    const address = getConnInfo(c).remote.address ?? '';
    const at = now();
    const before = buckets.get(address) ?? { level: 0, at };
    const level = Math.max(0, before.level - ((at - before.at) / 60_000) * perMinute) + 1;
    if (level > burst) {
      c.header('retry-after', String(Math.ceil(((level - burst) * 60) / perMinute)));
      throw refuse('tooMany');
    }
    buckets.delete(address);
    buckets.set(address, { level, at });
    const oldest = buckets.size > MAX_ADDRESSES ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    await next();
  };
}
