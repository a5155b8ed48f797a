import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { refuse } from './refusal.ts';

const COOKIE = 'acervo_token';
const A_DAY_S = 24 * 3600;

/** Lets in only who shows the token: in `Authorization: Bearer`, or in the cookie that {@link rememberToken} sets. */
export function accessToken(token: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (token !== undefined) {
      const shown = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? getCookie(c, COOKIE);
      if (shown === undefined || !isToken(shown, token)) throw refuse('unauthorized');
    }
    await next();
  };
}

/** Whether a person is logged in by a cookie, which {@link forgetToken} takes away. */
export function isRemembered(c: Context): boolean {
  return getCookie(c, COOKIE) !== undefined;
}

/** Whether two tokens are the same, in a time that does not tell how much of them is. */
export function isToken(shown: string, token: string): boolean {
  return timingSafeEqual(digest(shown), digest(token));
}

/** Keeps a person logged in for a day, in this browser. */
export function rememberToken(c: Context, token: string): void {
  const secure = c.req.header('x-forwarded-proto') === 'https' || new URL(c.req.url).protocol === 'https:';
  setCookie(c, COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: A_DAY_S });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Logs a person out, in this browser. */
export function forgetToken(c: Context): void {
  deleteCookie(c, COOKIE, { path: '/' });
}
