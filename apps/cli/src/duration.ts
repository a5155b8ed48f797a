import type { Language } from './language.ts';

/** A duration as people read it: `850 ms`, `4.2 s` (`4,2 s`), `3 min 05 s`, `2 h 07 min`. */
export function formatDuration(ms: number, language: Language): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) {
    const seconds = (ms / 1000).toFixed(1);
    return `${language === 'pt' ? seconds.replace('.', ',') : seconds} s`;
  }
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** A moment in the computer's time zone, to the minute, as the language writes it. */
export function formatMoment(moment: Date, language: Language, timeZone?: string): string {
  const locale = language === 'pt' ? 'pt-BR' : 'sv-SE'; // Swedish for ISO-like dates, which no reader of English mistakes
  return moment.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short', timeZone });
}
