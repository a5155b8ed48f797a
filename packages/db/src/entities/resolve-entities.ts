import { createHash } from 'node:crypto';
import type { NormalizedEntity } from '@acervo/legal';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** An entity to look up or to create. */
export interface EntityToResolve {
  readonly typeId: number;
  readonly entity: NormalizedEntity;
  readonly normalizerVersion: number;
}

/** An entity by its key as it is stored. */
type Wanted = EntityToResolve & { readonly key: string };

/** Ids by `<type> <key>`: what was asked for lately, and before that. When `young` is full it becomes `old`. */
interface Cache {
  young: Map<string, number>;
  old: Map<string, number>;
}

const MAX_KEY_BYTES = 512;
const MAX_CACHED = 50_000;
const BATCH = 5_000;
/** Per open database; entities are never deleted while a process runs. */
const caches = new WeakMap<Db, Cache>();

/** Ids of entities, in order; those that don't exist yet are created. Runs outside of the document's transaction and in
 *  key order, so that documents which cite the same entities neither wait for each other nor deadlock. */
export async function resolveEntities(db: Db, entities: readonly EntityToResolve[]): Promise<number[]> {
  const cache = caches.get(db) ?? { young: new Map(), old: new Map() };
  caches.set(db, cache);
  const ids: number[] = [];
  const missing = new Map<string, { wanted: Wanted; at: number[] }>();
  for (const [index, its] of entities.entries()) {
    const key = storedKey(its.entity.key);
    const name = cacheKey(its.typeId, key);
    let id = cache.young.get(name);
    if (id === undefined) {
      id = cache.old.get(name);
      if (id !== undefined) cache.young.set(name, id);
    }
    ids.push(id ?? Number.NaN);
    if (id !== undefined) continue;
    const same = missing.get(name);
    if (same === undefined) missing.set(name, { wanted: { ...its, key }, at: [index] });
    else same.at.push(index);
  }
  const sorted = Array.from(missing.values(), ({ wanted }) => wanted).sort(
    (a, b) => a.typeId - b.typeId || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)),
  );
  for (let from = 0; from < sorted.length; from += BATCH)
    for (const [name, id] of await findOrCreate(db, sorted.slice(from, from + BATCH))) {
      cache.young.set(name, id);
      for (const index of missing.get(name)?.at ?? []) ids[index] = id;
    }
  if (cache.young.size > MAX_CACHED) {
    cache.old = cache.young;
    cache.young = new Map();
  }
  return ids;
}

async function findOrCreate(db: Db, sorted: readonly Wanted[]): Promise<Map<string, number>> {
  const found = await find(db, sorted);
  const missing = sorted.filter(({ typeId, key }) => !found.has(cacheKey(typeId, key)));
  if (missing.length === 0) return found;
  await query(
    db,
    `insert into entities (entity_type_id, key, name, attributes, rule, normalizer_version)
     select * from unnest($1::smallint[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::smallint[])
     on conflict (entity_type_id, key) do nothing`,
    [
      missing.map(({ typeId }) => typeId),
      missing.map(({ key }) => key),
      missing.map(({ entity }) => entity.name),
      missing.map(({ entity }) => JSON.stringify(entity.attributes)),
      missing.map(({ entity }) => entity.rule),
      missing.map(({ normalizerVersion }) => normalizerVersion),
    ],
  );
  for (const [key, id] of await find(db, missing)) found.set(key, id);
  return found;
}

async function find(db: Db, sorted: readonly Wanted[]): Promise<Map<string, number>> {
  const rows = await query<{ id: number; typeId: number; key: string }>(
    db,
    `select e.id, e.entity_type_id as "typeId", e.key from unnest($1::smallint[], $2::text[]) as w(type, key)
     join entities e on e.entity_type_id = w.type and e.key = w.key`,
    [sorted.map(({ typeId }) => typeId), sorted.map(({ key }) => key)],
  );
  return new Map(rows.map(({ id, typeId, key }) => [cacheKey(typeId, key), id]));
}

/** The key as stored: a long one (a whole paragraph taken for a law) by its hash, since an index entry holds 2,700 bytes. */
export function storedKey(key: string): string {
  if (key.length <= MAX_KEY_BYTES / 3 || Buffer.byteLength(key) <= MAX_KEY_BYTES) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

function cacheKey(typeId: number, key: string): string {
  return `${typeId} ${key}`;
}
