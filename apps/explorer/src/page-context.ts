import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Messages, messagesIn } from './messages.ts';
import type { Language } from './pair.ts';
import { isRemembered } from './safety/access-token.ts';

/** What every page is written with. */
export interface PageContext {
  readonly language: Language;
  readonly say: Messages;
  /** The page's own address, with its query. */
  readonly url: URL;
  /** Numbers as the language writes them. */
  readonly number: (value: number) => string;
  /** A share, 0 to 1, in per cent. */
  readonly percent: (share: number) => string;
  /** A day given as `2019-03-12`, as the language writes it. */
  readonly day: (iso: string) => string;
  /** A moment, in UTC. */
  readonly moment: (at: Date) => string;
  /** The person came in by a cookie, and can leave by losing it; behind a proxy that shows the token there is none. */
  readonly isRemembered: boolean;
}

const A_YEAR_S = 365 * 24 * 3600;

/** Portuguese first; `?lang=en` switches, and is remembered. */
export function pageContext(c: Context): PageContext {
  const url = new URL(c.req.url);
  if (c.req.header('x-forwarded-proto') === 'https') url.protocol = 'https:'; // a proxy speaks TLS for us
  const asked = url.searchParams.get('lang');
  const chosen = asked ?? getCookie(c, 'lang');
  const language: Language = chosen === 'en' ? 'en' : 'pt';
  if (asked !== null) setCookie(c, 'lang', language, { path: '/', maxAge: A_YEAR_S, sameSite: 'Lax', httpOnly: true });
  const locale = language === 'pt' ? 'pt-BR' : 'en-US';
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' });
  return {
    language,
    say: messagesIn(language),
    url,
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    day: (iso) => (language === 'pt' ? iso.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1') : iso),
    moment: (at) => `${moment.format(at)} UTC`,
    isRemembered: isRemembered(c),
  };
}

/** The same page with other values in its query; null takes one out. */
export function withQuery(url: URL, changes: Readonly<Record<string, string | null>>): string {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    changed.searchParams.delete(name);
    if (value !== null) changed.searchParams.set(name, value);
  }
  return changed.pathname + changed.search;
}
