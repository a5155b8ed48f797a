import { createHash } from 'node:crypto';
import type { NormalizedEntity } from '@acervo/legal';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** An entity to look up or to create. */
export interface EntityToResolve extends NormalizedEntity {
  readonly typeId: number;
}

const MAX_KEY_BYTES = 512;
const MAX_CACHED = 50_000;
const BATCH = 5_000;
/** Ids by `<type> <key>`, per open database; entities are never deleted while a process runs. */
const caches = new WeakMap<Db, Map<string, number>>();

/** Ids of entities, in order; those that don't exist yet are created. Runs outside of the document's transaction and in
 *  key order, so that documents which cite the same entities neither wait for each other nor deadlock. */
export async function resolveEntities(
  db: Db,
  entities: readonly EntityToResolve[],
  normalizerVersion: number,
): Promise<number[]> {
  const cache = caches.get(db) ?? new Map<string, number>();
  caches.set(db, cache);
  const resolved = new Map<string, number>();
  const missing = new Map<string, EntityToResolve>();
  for (const entity of entities) {
    const key = cacheKey(entity.typeId, storedKey(entity.key));
    const id = cache.get(key);
    if (id === undefined) missing.set(key, entity);
    else {
      resolved.set(key, id);
      cache.delete(key); // back in as the youngest
      cache.set(key, id);
    }
  }
  const sorted = [...missing.values()]
    .map((entity) => ({ ...entity, key: storedKey(entity.key) }))
    .sort((a, b) => a.typeId - b.typeId || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  for (let from = 0; from < sorted.length; from += BATCH)
    for (const [key, id] of await findOrCreate(db, sorted.slice(from, from + BATCH), normalizerVersion)) {
      resolved.set(key, id);
      cache.set(key, id);
    }
  for (const oldest of cache.keys()) {
    if (cache.size <= MAX_CACHED) break;
    cache.delete(oldest);
  }
  return entities.map(({ typeId, key }) => resolved.get(cacheKey(typeId, storedKey(key))) ?? Number.NaN);
}

async function findOrCreate(db: Db, sorted: readonly EntityToResolve[], version: number): Promise<Map<string, number>> {
  const found = await find(db, sorted);
  const missing = sorted.filter(({ typeId, key }) => !found.has(cacheKey(typeId, key)));
  if (missing.length === 0) return found;
  await query(
    db,
    `insert into entities (entity_type_id, key, name, attributes, rule, normalizer_version)
     select type, key, name, attributes, rule, $6
     from unnest($1::smallint[], $2::text[], $3::text[], $4::jsonb[], $5::text[]) as e(type, key, name, attributes, rule)
     on conflict (entity_type_id, key) do nothing`,
    [
      missing.map(({ typeId }) => typeId),
      missing.map(({ key }) => key),
      missing.map(({ name }) => name),
      missing.map(({ attributes }) => JSON.stringify(attributes)),
      missing.map(({ rule }) => rule),
      version,
    ],
  );
  for (const [key, id] of await find(db, missing)) found.set(key, id);
  return found;
}

async function find(db: Db, sorted: readonly EntityToResolve[]): Promise<Map<string, number>> {
  const rows = await query<{ id: number; typeId: number; key: string }>(
    db,
    `select e.id, e.entity_type_id as "typeId", e.key from unnest($1::smallint[], $2::text[]) as w(type, key)
     join entities e on e.entity_type_id = w.type and e.key = w.key`,
    [sorted.map(({ typeId }) => typeId), sorted.map(({ key }) => key)],
  );
  return new Map(rows.map(({ id, typeId, key }) => [cacheKey(typeId, key), id]));
}

/** The key as stored: a long one (a whole paragraph taken for a law) by its hash, since an index entry holds 2,700 bytes. */
function storedKey(key: string): string {
  if (key.length <= MAX_KEY_BYTES / 3 || Buffer.byteLength(key) <= MAX_KEY_BYTES) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

function cacheKey(typeId: number, key: string): string {
  return `${typeId} ${key}`;
}
