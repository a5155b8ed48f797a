import type { PageContext } from '../page-context.ts';

/** What an entity is called: days and months, whose names are ISO 8601, as the language writes them. */
export function entityName({ day, language }: PageContext, type: string, name: string): string {
  if (type !== 'TEMPO') return name;
  return language === 'pt' ? day(name).replace(/^(\d{4})-(\d\d)$/, '$2/$1') : name;
}
