import type { MiddlewareHandler } from 'hono';
import { refuse } from './refusal.ts';

/** Refuses requests that another site's page makes, other than following a link: `Sec-Fetch-Site` where the browser sends
 *  it, else `Origin`. Programs send neither. */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const isLink = c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate';
    const isOurs = site === 'same-origin' || site === 'none';
    if (site !== undefined && !isOurs && !isLink) throw refuse('forbidden');
    if (site === undefined && origin !== undefined && hostOf(origin) !== c.req.header('host'))
      throw refuse('forbidden');
    await next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
