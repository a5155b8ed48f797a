import { createHash } from 'node:crypto';
import type { NormalizedEntity } from '@acervo/legal';
import type { Db } from '../connection/open-database.ts';
import { execute, query } from '../connection/query.ts';

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
  const found = new Map<string, EntityRow>();
  const missing = () => sorted.filter(({ typeId, key }) => !found.has(cacheKey(typeId, key)));
  // what others create between the first two is found by the third
  for (const step of [find, create, find]) {
    const wanted = missing();
    if (wanted.length === 0) break;
    for (const row of await step(db, wanted)) found.set(cacheKey(row.typeId, row.key), row);
  }
  const isOld = ({ typeId, key, normalizerVersion }: Wanted) =>
    (found.get(cacheKey(typeId, key))?.version ?? normalizerVersion) < normalizerVersion;
  const old = sorted.filter(isOld);
  if (old.length > 0) await describeAnew(db, old);
  return new Map(Array.from(found, ([name, { id }]) => [name, id]));
}

interface EntityRow {
  readonly id: number;
  readonly typeId: number;
  readonly key: string;
  /** Of the normalizer that described it. */
  readonly version: number;
}

/** Each by the index: the planner would rather read a million entities than look up some thousand. */
function find(db: Db, sorted: readonly Wanted[]): Promise<EntityRow[]> {
  return query<EntityRow>(
    db,
    `select e.id, w.type as "typeId", w.key, e.normalizer_version as version
     from unnest($1::smallint[], $2::text[]) as w(type, key)
     cross join lateral (
       select id, normalizer_version from entities where entity_type_id = w.type and key = w.key offset 0) e`,
    [sorted.map(({ typeId }) => typeId), sorted.map(({ key }) => key)],
  );
}

/** Comes back with those that nobody else has created. */
function create(db: Db, sorted: readonly Wanted[]): Promise<EntityRow[]> {
  return query<EntityRow>(
    db,
    `insert into entities (entity_type_id, key, name, attributes, rule, normalizer_version)
     select * from ${DESCRIBED}
     on conflict (entity_type_id, key) do nothing
     returning id, entity_type_id as "typeId", key, normalizer_version as version`,
    describe(sorted),
  );
}

/** Newer rules may say more of the same key: an entity is rewritten once a version, by whoever meets it first. */
async function describeAnew(db: Db, sorted: readonly Wanted[]): Promise<void> {
  await execute(
    db,
    `update entities e set name = d.name, attributes = d.attributes, rule = d.rule, normalizer_version = d.version
     from ${DESCRIBED} as d(type, key, name, attributes, rule, version)
     where e.entity_type_id = d.type and e.key = d.key and e.normalizer_version < d.version and e.id = any (array(
       select o.id from unnest($1::smallint[], $2::text[], $6::smallint[]) as u(type, key, version)
       join entities o on o.entity_type_id = u.type and o.key = u.key and o.normalizer_version < u.version
       for no key update of o skip locked))`,
    describe(sorted),
  );
}

/** SQL: rows of what {@link describe} says. */
const DESCRIBED = 'unnest($1::smallint[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::smallint[])';

function describe(entities: readonly Wanted[]): unknown[] {
  return [
    entities.map(({ typeId }) => typeId),
    entities.map(({ key }) => key),
    entities.map(({ entity }) => entity.name),
    entities.map(({ entity }) => JSON.stringify(entity.attributes)),
    entities.map(({ entity }) => entity.rule),
    entities.map(({ normalizerVersion }) => normalizerVersion),
  ];
}

/** The key as stored: a long one (a whole paragraph taken for a law) by its hash, since an index entry holds 2,700 bytes. */
export function storedKey(key: string): string {
  if (key.length <= MAX_KEY_BYTES / 3 || Buffer.byteLength(key) <= MAX_KEY_BYTES) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

function cacheKey(typeId: number, key: string): string {
  return `${typeId} ${key}`;
}
