import type { Db } from '../connection/open-database.ts';
import { type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { ofSourcesSql } from './of-sources.ts';

/** How many rows stand in each stage. */
export interface StageCounts {
  readonly files: { total: number; failed: number; unsupported: number; vanished: number };
  readonly documents: { pending: number; extracted: number; failed: number };
  /** Documents with pages to read by OCR; `pages` are those that are still to be read. */
  readonly ocr: { pending: number; done: number; failed: number; pages: number };
  /** Of the active and the filling model; not of a lost one, which reads no more. */
  readonly runs: { pending: number; done: number; failed: number };
  readonly openScans: number;
}

/** Counts per stage, of everything or of some sources, all at one moment: what a scan brought is never missing beside its
 *  end. Poll at an interval well above the time it takes. */
export async function countStages(db: Db, { sourceIds }: { sourceIds?: readonly number[] } = {}): Promise<StageCounts> {
  const begin = 'begin isolation level repeatable read, read only';
  return transaction(db, (client) => countIn(client, sourceIds ?? null), { begin });
}

async function countIn(client: Queryable, sources: readonly number[] | null): Promise<StageCounts> {
  const files = await queryOne<StageCounts['files']>(
    client,
    `select count(*) filter (where vanished_at is null and (document_id is not null or error_code <> 'unsupported-type')) as total,
            count(*) filter (where vanished_at is null and error_code <> 'unsupported-type') as failed,
            count(*) filter (where vanished_at is null and error_code = 'unsupported-type') as unsupported,
            count(*) filter (where vanished_at is not null) as vanished
       from files where $1::integer[] is null or source_id = any ($1)`,
    [sources],
  );
  const documents = await countStatuses(
    client,
    `select status, count(*) from documents d where ${ofSourcesSql('d.id', '$1')} group by 1`,
    sources,
  );
  const ocr = await countStatuses(
    client,
    `select status, count(*) from ocr_passes o where ${ofSourcesSql('o.document_id', '$1')} group by 1`,
    sources,
  );
  const left = await queryOne<{ pages: number }>(
    client,
    `select coalesce(sum(cardinality(o.pages) - (
         select count(*) from ocr_pages p where p.document_id = o.document_id and p.page = any (o.pages))), 0)::integer as pages
       from ocr_passes o where status = 'pending' and ${ofSourcesSql('o.document_id', '$1')}`,
    [sources],
  );
  const runs = await countStatuses(
    client,
    `select r.status, count(*) from runs r join models m on m.id = r.model_id and m.state in ('active', 'filling') and not m.lost
      where ${ofSourcesSql('r.document_id', '$1')} group by 1`,
    sources,
  );
  const scans = await queryOne<{ count: number }>(
    client,
    'select count(*) from scans where finished_at is null and ($1::integer[] is null or source_id = any ($1))',
    [sources],
  );
  return {
    files: files ?? { total: 0, failed: 0, unsupported: 0, vanished: 0 },
    documents: { pending: 0, extracted: 0, failed: 0, ...documents },
    ocr: { pending: 0, done: 0, failed: 0, ...ocr, pages: left?.pages ?? 0 },
    runs: { pending: 0, done: 0, failed: 0, ...runs },
    openScans: scans?.count ?? 0,
  };
}

async function countStatuses(
  client: Queryable,
  sql: string,
  sources: readonly number[] | null,
): Promise<Record<string, number>> {
  const rows = await query<{ status: string; count: number }>(client, sql, [sources]);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
