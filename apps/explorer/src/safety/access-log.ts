import type { Logger } from '@acervo/runtime';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

/** Logs every answer by its route's pattern (`/documents/:id`), status and time. Neither address nor query: both may hold
 *  names. */
export function accessLog(logger: Logger): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    const route = matchedRoutes(c).findLast(({ path }) => path !== '/*')?.path ?? 'none';
    logger.info({ method: c.req.method, route, status: c.res.status, ms }, 'answered');
  };
}
