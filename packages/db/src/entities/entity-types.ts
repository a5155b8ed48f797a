import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** Ids up to this one are of types that models recognize, in the order of `ENTITY_TYPES`; rules find the others. */
export const LAST_MODEL_TYPE = ENTITY_TYPES.length;

/** The id of a type that models recognize. */
export function entityTypeId(type: EntityType): number {
  return ENTITY_TYPES.indexOf(type) + 1;
}

/** Ids by name, per open database; a type never changes its id. */
const known = new WeakMap<Db, Map<string, number>>();

/** The ids of entity types, in order.
 *  @throws {PipelineError} `internal` for a type that the database doesn't have. */
export async function findTypeIds(db: Db, names: readonly string[]): Promise<number[]> {
  const ids = known.get(db) ?? new Map<string, number>();
  known.set(db, ids);
  if (names.some((name) => !ids.has(name))) for (const { id, name } of await listEntityTypes(db)) ids.set(name, id);
  return names.map((name) => {
    const id = ids.get(name);
    if (id === undefined) throw new PipelineError('internal', 'a mention has a type that the database does not have');
    return id;
  });
}

/** All entity types: those of models, then those of rules. */
export function listEntityTypes(db: Db): Promise<{ id: number; name: string }[]> {
  return query(db, 'select id, name from entity_types order by id');
}
