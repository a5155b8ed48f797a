import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, queryOne, transaction } from '../connection/query.ts';
import { MODELS_LOCK } from '../models/models-lock.ts';

/** Backfill goes behind what is extracted now. */
const BACKFILL_LANE = 1;

interface Wanted {
  readonly id: number;
  readonly plannedThrough: number;
}

/** Documents looked at under the lock at a time. */
const STEP = 5_000;

/** Inserts missing runs of the models in use for up to `limit` documents that were extracted before; `storeExtraction`
 *  does it for new ones. Goes through the documents once per change of model, so it is cheap when there is nothing to
 *  do. `complete`: nothing is left to plan. Makes the filling model active when it has read everything: `promoted` is
 *  its id. */
export async function planRuns(
  db: Db,
  { limit }: { limit: number },
): Promise<{ planned: number; complete: boolean; promoted: number | undefined }> {
  let planned = 0;
  for (;;) {
    const open = await queryOne<{ filling: boolean; unplanned: boolean }>(
      db,
      `select bool_or(state = 'filling') as filling, bool_or(planned_at is null) as unplanned
       from models where state in ('active', 'filling') and not lost`,
    );
    const complete = open?.unplanned !== true;
    if (complete || planned >= limit) {
      const promoted = open?.filling === true && complete ? await transaction(db, promote) : undefined;
      return { planned, complete, promoted };
    }
    planned += await transaction(db, (client) => planStep(client, Math.min(STEP, limit - planned)));
  }
}

async function planStep(client: Queryable, limit: number): Promise<number> {
  await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
  const model = await queryOne<Wanted>(
    client,
    `select id, planned_through as "plannedThrough" from models
     where state in ('active', 'filling') and not lost and planned_at is null order by state = 'filling' limit 1`,
  );
  return model === undefined ? 0 : planModel(client, model, limit);
}

async function planModel(client: Queryable, { id, plannedThrough }: Wanted, limit: number): Promise<number> {
  const step = await queryOne<{ last: number | null; seen: number; planned: number }>(
    client,
    `with next as (select id, status, text_hash from documents where id > $2 order by id limit $3),
     planned as (
       insert into runs (document_id, model_id, text_hash, lane)
       select id, $1, text_hash, ${BACKFILL_LANE} from next where status = 'extracted'
       on conflict do nothing returning 1)
     select (select max(id) from next) as last, (select count(*) from next) as seen,
       (select count(*) from planned) as planned`,
    [id, plannedThrough, limit],
  );
  if (step === undefined) return 0;
  await execute(
    client,
    `update models set planned_through = greatest(planned_through, $2), planned_at = case when $3 then now() end
     where id = $1`,
    [id, step.last ?? 0, step.seen < limit],
  );
  return step.planned;
}

/** A filling model becomes active when all is planned and nothing of it is pending. */
async function promote(client: Queryable): Promise<number | undefined> {
  await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
  const ready = await queryOne<{ id: number }>(
    client,
    `select id from models m where state = 'filling' and planned_at is not null
       and not exists (select from runs where model_id = m.id and status = 'pending' and queued_at is null)
       and not exists (select from runs where model_id = m.id and status = 'pending' and queued_at is not null)`,
  );
  if (ready === undefined) return undefined;
  await execute(client, `update models set state = 'installed', lost = false where state = 'active'`);
  await execute(client, `update models set state = 'active' where id = $1`, [ready.id]);
  return ready.id;
}
