import type { Db } from '../connection/open-database.ts';
import { type Queryable, queryOne } from '../connection/query.ts';
import { isAliveSql } from '../instances/instances.ts';

/** Deaths alone after which work is quarantined: nobody else can be to blame. */
const MAX_DEATHS_ALONE = 3;

/** What asking for a piece of work ended in. The caller never runs the same work twice at once in one process: a claim
 *  by the instance that already holds it succeeds (the answer to the first one may have been lost).
 *  - `claimed`: it is yours. `alone`: nothing else may run in this process until it ends.
 *  - `must-wait`: it must run alone and `inFlight` was above 0; claim again when nothing else runs.
 *  - `held`: somebody alive has it. - `done`: nothing to do. - `quarantined`: just failed as `crashed`. */
export type Claim<Work> =
  | ({ readonly state: 'claimed'; readonly alone: boolean } & Work)
  | { readonly state: 'must-wait' | 'held' | 'done' | 'quarantined' };

/** The tables whose rows are claimed, and how a row is found (`$1…`). */
export interface ClaimTable {
  readonly table: 'documents' | 'ocr_passes' | 'runs';
  readonly where: string;
  readonly key: readonly number[];
}

export function documentKey(documentId: number): ClaimTable {
  return { table: 'documents', where: 'id = $1', key: [documentId] };
}

export function ocrKey(documentId: number): ClaimTable {
  return { table: 'ocr_passes', where: 'document_id = $1', key: [documentId] };
}

export function runKey(documentId: number, modelId: number): ClaimTable {
  return { table: 'runs', where: 'document_id = $1 and model_id = $2', key: [documentId, modelId] };
}

interface Verdict {
  readonly state: 'claimed' | 'must-wait' | 'held' | 'done' | 'quarantined';
  readonly alone: boolean;
}

/** Claims a row in one statement. A claim that is still there belongs to somebody who died: that counts as a death, or
 *  as a death alone where it ran alone. Work with a death runs alone; three deaths alone end it as `crashed`. */
export async function claim(
  on: Db | Queryable,
  { table, where, key }: ClaimTable,
  { instance, inFlight }: { instance: string; inFlight: number },
): Promise<Verdict> {
  const me = `$${key.length + 1}::uuid`;
  const others = `$${key.length + 2}::integer`;
  const verdict = await queryOne<Verdict>(
    on,
    `with found as (select * from ${table} where ${where} for update),
     holder as (
       select *, claimed_by is not null and claimed_by <> ${me} as foreign_claim,
         claimed_by is not null and claimed_by <> ${me} and ${isAliveSql('claimed_by')} as held
       from found),
     counted as (
       select *, deaths + (foreign_claim and not claimed_alone)::integer as deaths_now,
         deaths_alone + (foreign_claim and claimed_alone)::integer as alone_now
       from holder),
     verdict as (
       select *, deaths_now + alone_now > 0 as alone,
         case when status <> 'pending' then 'done' when held then 'held'
           when alone_now >= ${MAX_DEATHS_ALONE} then 'quarantined'
           when deaths_now + alone_now > 0 and ${others} > 0 then 'must-wait' else 'claimed' end as state
       from counted),
     changed as (
       update ${table} t set deaths = deaths_now, deaths_alone = alone_now,
         status = case when v.state = 'quarantined' then 'failed' else t.status end,
         error_code = case when v.state = 'quarantined' then 'crashed' end,
         claimed_by = case when v.state = 'claimed' then ${me} end,
         claimed_at = case when v.state = 'claimed' then now() end,
         claimed_alone = v.state = 'claimed' and v.alone, queued_at = coalesce(t.queued_at, now()),
         attempts = t.attempts + (v.state = 'claimed' and t.claimed_by is distinct from ${me})::integer
       from verdict v where ${where.replace(/\b(id|document_id|model_id) =/g, 't.$1 =')}
         and v.state in ('claimed', 'quarantined', 'must-wait'))
     select state, alone from verdict`,
    [...key, instance, inFlight],
  );
  return verdict ?? { state: 'done', alone: false };
}

/** Ends a claim as failed, where the instance still holds it; true when it did. */
export async function fail(
  db: Db,
  { table, where, key }: ClaimTable,
  { instance, code }: { instance: string; code: string },
): Promise<boolean> {
  const row = await queryOne(
    db,
    `update ${table} set status = 'failed', error_code = $${key.length + 2}, claimed_by = null, claimed_at = null,
       claimed_alone = false
     where ${where} and status = 'pending' and claimed_by = $${key.length + 1} returning 1`,
    [...key, instance, code],
  );
  return row !== undefined;
}

/** Gives a claim back. With `died`, the part of the process that had only this in its hands died over it: a death alone.
 *  `queued_at` stays, since the caller's job is put back too; a lost job is fed again when it is stale. */
export async function release(
  db: Db,
  { table, where, key }: ClaimTable,
  { instance, died = false }: { instance: string; died?: boolean },
): Promise<'released' | 'quarantined'> {
  const now = `deaths_alone + $${key.length + 2}::integer`;
  const row = await queryOne<{ status: string }>(
    db,
    `update ${table} set claimed_by = null, claimed_at = null, claimed_alone = false, deaths_alone = ${now},
       status = case when ${now} >= ${MAX_DEATHS_ALONE} then 'failed' else status end,
       error_code = case when ${now} >= ${MAX_DEATHS_ALONE} then 'crashed' end
     where ${where} and status = 'pending' and claimed_by = $${key.length + 1} returning status`,
    [...key, instance, died ? 1 : 0],
  );
  return row?.status === 'failed' ? 'quarantined' : 'released';
}
