import { ENTITY_TYPES } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import { eq, inArray, sql } from '../connection/drizzle.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, queryOne, transaction, typedQuery } from '../connection/query.ts';
import { SCHEMA_LOCK } from '../migrations/migrate.ts';
import { models } from '../schema.ts';
import { dropModel } from './drop-model.ts';
import { MODELS_LOCK } from './models-lock.ts';

/** A model version this archive knows. */
export interface ModelRow {
  readonly id: number;
  readonly name: string;
  /** Hex sha256 of the model folder. */
  readonly hash: string;
  readonly settings: unknown;
  /** `installed`: known, not used; `filling`: reads everything before readers see it; `active`: what readers see. */
  readonly state: 'installed' | 'filling' | 'active';
  /** Active, but its folder is gone: readers see what it has read until the filling one replaces it. It reads no more. */
  readonly lost: boolean;
  readonly addedAt: Date;
}

const COLUMNS = {
  id: models.id,
  name: models.name,
  hash: sql<string>`encode(${models.hash}, 'hex')`,
  settings: models.settings,
  state: sql<ModelRow['state']>`state`,
  lost: models.lost,
  addedAt: models.addedAt,
};

/** Every model version that recognizes, oldest first; not the rules that read beside them. */
export function listModels(db: Db): Promise<ModelRow[]> {
  return typedQuery(
    db.orm
      .select(COLUMNS)
      .from(models)
      .where(inArray(models.state, ['installed', 'filling', 'active']))
      .orderBy(models.id),
  );
}

/** @throws {PipelineError} `model-missing` when there is no such id. */
export async function getModel(db: Db, modelId: number): Promise<ModelRow> {
  const [model] = await typedQuery(db.orm.select(COLUMNS).from(models).where(eq(models.id, modelId)));
  if (model === undefined) throw new PipelineError('model-missing', `no model ${modelId} in the database`);
  return model;
}

/** Registers a model version and creates its partitions of `mentions`; the same hash gives the same id (and takes the
 *  new name and settings). */
export async function ensureModel(
  db: Db,
  { name, hash, settings }: { name: string; hash: string; settings: unknown },
): Promise<number> {
  return transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    const bytes = Buffer.from(hash, 'hex');
    const known = await queryOne<{ id: number }>(client, 'select id from models where hash = $1', [bytes]);
    if (known !== undefined) {
      await execute(
        client,
        'update models set name = $2, settings = $3 where id = $1 and (name <> $2 or settings <> $3::jsonb)',
        [known.id, name, JSON.stringify(settings)],
      );
      return known.id;
    }
    const added = await queryOne<{ id: number }>(
      client,
      'insert into models (name, hash, settings) values ($1, $2, $3) returning id',
      [name, bytes, JSON.stringify(settings)],
    );
    if (added === undefined) throw new PipelineError('internal', 'an insert returned nothing');
    for (const type of ENTITY_TYPES) await createPartition(client, type.toLowerCase(), added.id);
    return added.id;
  });
}

/** Attaching takes a weaker lock than creating in place: readers and writers of other models go on. */
async function createPartition(client: Queryable, type: string, modelId: number): Promise<void> {
  const parent = `mentions_${type}`;
  const partition = partitionOf(type, modelId);
  await client.query(`create table ${partition} (like ${parent} including defaults including constraints)`);
  await client.query(`alter table ${parent} attach partition ${partition} for values in (${modelId})`);
}

const partitionOf = (type: string, modelId: number) => `mentions_${type}_${modelId}`;

/** Makes the newest version of that name (or the one of that hash) the one readers see: at once when nothing it should
 *  have read is missing, when there is no active model to go on showing, or with `now`; otherwise it is `filling` until
 *  it has read every extracted document. `missing`: how many it has not read. A lost model that is used again reads again; using
 *  the active one ends what another one was filling.
 *  @throws {PipelineError} `model-missing` */
export async function useModel(
  db: Db,
  { name, hash, now = false }: { name: string; hash?: string; now?: boolean },
): Promise<{ modelId: number; state: 'active' | 'filling'; missing: number }> {
  return transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
    const model = await queryOne<{ id: number; state: ModelRow['state']; lost: boolean }>(
      client,
      `select id, state, lost from models where name = $1 and ($2::bytea is null or hash = $2)
         and state in ('installed', 'filling', 'active') order by id desc limit 1`,
      [name, hash === undefined ? null : Buffer.from(hash, 'hex')],
    );
    if (model === undefined) throw new PipelineError('model-missing', 'no model of that name in the database');
    const missing = await countMissing(client, model.id);
    const active = await queryOne<{ id: number }>(client, `select id from models where state = 'active'`);
    if (model.state === 'active' && !model.lost) {
      await execute(client, `update models set state = 'installed' where state = 'filling'`); // the last word counts
      return { modelId: model.id, state: 'active', missing };
    }
    const state = now || model.lost || active === undefined || missing === 0 ? 'active' : 'filling';
    await execute(client, `update models set state = 'installed', lost = false where state = any($1)`, [
      state === 'active' ? ['active', 'filling'] : ['filling'],
    ]);
    await execute(client, 'update models set state = $2, planned_through = 0, planned_at = null where id = $1', [
      model.id,
      state,
    ]);
    return { modelId: model.id, state, missing };
  });
}

async function countMissing(client: Queryable, modelId: number): Promise<number> {
  const row = await queryOne<{ missing: number }>(
    client,
    `select count(*) as missing from documents d where d.status = 'extracted' and not exists (
       select from runs r where r.document_id = d.id and r.model_id = $1 and r.status <> 'pending')`,
    [modelId],
  );
  return row?.missing ?? 0;
}

/** Says that the folder of the active model is gone for good, where another model is filling: no more runs of it are
 *  planned, fed or waited for, and readers see what it has read until the other one has read everything. */
export async function giveUpModel(db: Db, modelId: number): Promise<void> {
  await transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
    await execute(
      client,
      `update models set lost = true
       where id = $1 and state = 'active' and exists (select from models where state = 'filling')`,
      [modelId],
    );
  });
}

/** Drops a model that is not in use, with its runs and mentions: its partitions go as a whole.
 *  @throws {PipelineError} `usage` when it is in use. */
export async function removeModel(db: Db, modelId: number): Promise<void> {
  await transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
    const model = await queryOne<{ state: string }>(client, 'select state from models where id = $1', [modelId]);
    if (model === undefined) throw new PipelineError('model-missing', `no model ${modelId} in the database`);
    if (model.state !== 'installed') throw new PipelineError('usage', `model ${modelId} is in use (${model.state})`);
    const partitions = ENTITY_TYPES.map((type) => partitionOf(type.toLowerCase(), modelId));
    await dropModel(client, modelId, partitions);
  });
}
