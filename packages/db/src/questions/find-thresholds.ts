import type { EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** Scores below which a type's mentions are not shown unless asked for, by type; types without one are shown whole. */
export type Thresholds = Readonly<Partial<Record<EntityType, number>>>;

/** The thresholds that come with the active model. Ones of 0 are left out. */
export async function findThresholds(db: Db): Promise<Thresholds> {
  const rows = await query<{ type: EntityType; threshold: number }>(
    db,
    'select type, threshold from thresholds_current where threshold > 0 order by type',
  );
  return Object.fromEntries(rows.map(({ type, threshold }) => [type, threshold]));
}
