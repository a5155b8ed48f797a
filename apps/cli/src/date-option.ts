import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';

/** A day as an option's value; of a year or a month the first or the last one. Returns an ISO date. */
export function dateOption({ say }: Context, option: string, edge: 'first' | 'last'): (text: string) => string {
  return (text) => {
    const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text) ?? [];
    const wanted = month ?? (edge === 'first' ? '01' : '12');
    // day 0 of the next month is the last of this one
    const last = new Date(Date.UTC(Number(year), Number(wanted), 0)).getUTCDate();
    const date = `${year}-${wanted}-${day ?? (edge === 'first' ? '01' : String(last).padStart(2, '0'))}`;
    const parsed = new Date(`${date}T00:00:00Z`);
    if (year === '' || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date)
      throw new CommandError(say.notADate(option), say.dateHint);
    return date;
  };
}
