import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { plain } from '../tokens.ts';
import { type DateReading, readDates } from './read-date.ts';

/** A date as ISO 8601 in the precision that the text has: day, month, year, day of a year that is not said, or interval; one entity each of a
 *  list. Days that don't exist keep their text and are flagged; so does what is no date, unflagged. */
export function normalizeDate(text: string): NormalizedEntity[] {
  return dateEntities(readDates(plain(tidy(text)).toLowerCase()), text);
}

/** The entities of what was read of a mention. */
export function dateEntities(readings: readonly DateReading[], text: string): NormalizedEntity[] {
  const name = tidy(text);
  const unknown = { key: `text:${fold(name) || foldedKey(name)}`, name };
  if (readings.length === 0) return [{ ...unknown, rule: 'date-text', attributes: {} }];
  if (readings.some(({ impossible }) => impossible))
    return [{ ...unknown, rule: 'date-impossible', attributes: { impossible: true } }];
  return readings.map(({ iso, precision }) => ({
    key: iso,
    name: iso,
    rule: `date-${precision}`,
    attributes: { iso, precision },
  }));
}
