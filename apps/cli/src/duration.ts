import { decimal } from './decimal.ts';
import type { Language } from './language.ts';

/** A duration as people read it: `850 ms`, `4.2 s` (`4,2 s`), `3 min 05 s`, `2 h 07 min`. */
export function formatDuration(ms: number, language: Language): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${decimal((ms / 1000).toFixed(1), language)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  return formatHours(Math.round(seconds / 60));
}

/** A duration that is a guess, no more exact than it can be: `35 s`, `12 min`, `2 h 07 min`. */
export function formatEstimate(ms: number): string {
  const seconds = Math.max(5, Math.ceil(ms / 5000) * 5);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : formatHours(minutes);
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
const formatHours = (minutes: number) => `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;

/** A moment in the computer's time zone, to the minute, as the language writes it. */
export function formatMoment(moment: Date, language: Language, timeZone?: string): string {
  const locale = language === 'pt' ? 'pt-BR' : 'sv-SE'; // Swedish for ISO-like dates, which no reader of English mistakes
  return moment.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short', timeZone });
}
