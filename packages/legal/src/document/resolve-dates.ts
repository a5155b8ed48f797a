import { dateEntities } from '../dates/date.ts';
import { type DateReading, readDates } from '../dates/read-date.ts';
import { tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { plain } from '../tokens.ts';
import type { DocumentMention } from './document.ts';

/** Dates read in their document: a day without a year takes the year that follows it. */
export function resolveDates(text: string, mentions: readonly DocumentMention[]): NormalizedEntity[][] {
  return mentions.map((mention) => dateEntities(readDateAt(text, mention), mention.text));
}

/** The last day that a document's dates name: it was not decided before. ISO date, or undefined where no mention is a whole day. */
export function findLastDay(text: string, mentions: readonly DocumentMention[]): string | undefined {
  let last: string | undefined;
  for (const mention of mentions)
    for (const { iso, precision, impossible } of readDateAt(text, mention))
      if (precision === 'day' && !impossible && (last === undefined || iso > last)) last = iso;
  return last;
}

function readDateAt(text: string, mention: DocumentMention): DateReading[] {
  const readings = readDates(plain(tidy(mention.text)).toLowerCase());
  if (readings.length !== 1 || readings[0]?.precision !== 'day-of-year') return readings;
  const year = /^\s{0,3}(?:de\s)?\s{0,3}((?:19|20)\d\d)(?!\d)/.exec(text.slice(mention.end, mention.end + 12))?.[1];
  if (year === undefined) return readings;
  const whole = readDates(`${plain(tidy(mention.text)).toLowerCase().replace(/ de$/, '')} de ${year}`);
  return whole.length === 1 ? whole : readings;
}
