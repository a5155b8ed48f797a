import type { Db } from '../connection/open-database.ts';
import { execute, queryOne } from '../connection/query.ts';
import { ofSourcesSql } from './of-sources.ts';

/** SQL: what makes a document or a run pending again, behind what is new. */
export const AGAIN_SQL = `status = 'pending', error_code = null, lane = 1, queued_at = null, claimed_by = null, claimed_at = null,
  claimed_alone = false, deaths = 0, deaths_alone = 0`;

/** Failed documents and runs become pending again, behind what is new; failed files are read again by the next scan anyway
 *  and are only counted. Those inside of a container are when it looks changed, so it is made to. */
export async function redrive(
  db: Db,
  { codes, sourceIds }: { codes?: readonly string[]; sourceIds?: readonly number[] } = {},
): Promise<{ files: number; documents: number; ocr: number; runs: number }> {
  const parameters = [codes ?? null, sourceIds ?? null];
  const documents = await execute(
    db,
    `update documents d set ${AGAIN_SQL}
      where status = 'failed' and ($1::text[] is null or error_code = any ($1)) and ${ofSourcesSql('d.id', '$2')}`,
    parameters,
  );
  const runs = await execute(
    db,
    `update runs r set ${AGAIN_SQL}
      where status = 'failed' and ($1::text[] is null or error_code = any ($1)) and ${ofSourcesSql('r.document_id', '$2')}`,
    parameters,
  );
  const ocr = await queryOne<{ count: number }>(
    db,
    `with again as (
       update ocr_passes o set status = 'pending', error_code = null, planned_at = now(), finished_at = null, queued_at = null, claimed_by = null,
         claimed_at = null, claimed_alone = false, deaths = 0, deaths_alone = 0
        where status = 'failed' and ($1::text[] is null or error_code = any ($1)) and ${ofSourcesSql('o.document_id', '$2')}
       returning document_id),
     cleared as (
       delete from ocr_pages p using again where p.document_id = again.document_id and p.error_code is not null)
     select count(*) from again`,
    parameters,
  );
  await execute(
    db,
    `update files c set size_bytes = null where document_id is null and error_code is null and exists (
       select from files f where f.container_id = c.id and f.error_code <> 'unsupported-type' and f.vanished_at is null
         and ($1::text[] is null or f.error_code = any ($1)) and ($2::integer[] is null or f.source_id = any ($2)))`,
    parameters,
  );
  const files = await queryOne<{ count: number }>(
    db,
    `select count(*) from files where error_code is not null and error_code <> 'unsupported-type' and vanished_at is null
        and ($1::text[] is null or error_code = any ($1)) and ($2::integer[] is null or source_id = any ($2))`,
    parameters,
  );
  return { files: files?.count ?? 0, documents, ocr: ocr?.count ?? 0, runs };
}

/** Documents whose text comes from another extractor than the current one become pending again; until they are read anew,
 *  their texts and mentions stay.
 *  @returns how many. */
export async function redriveStale(db: Db, { extractorVersion }: { extractorVersion: string }): Promise<number> {
  return await execute(db, `update documents set ${AGAIN_SQL} where status = 'extracted' and extractor_version <> $1`, [
    extractorVersion,
  ]);
}
