import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { ofSourcesSql } from './of-sources.ts';
import type { FailureStage } from './summarize.ts';

/** One thing that failed. */
export interface Failure {
  readonly stage: FailureStage;
  readonly code: string;
  /** File id for stage `file`, document id otherwise. */
  readonly id: number;
  /** A path of it, relative to its source. */
  readonly path: string | null;
  readonly attempts: number;
}

/** What failed, of the models in use, ordered by stage, code and id. */
export async function findFailures(
  db: Db,
  { code, sourceIds, limit = 100 }: { code?: string; sourceIds?: readonly number[]; limit?: number } = {},
): Promise<Failure[]> {
  const path = (documentId: string) =>
    `(select f.path from files f where f.document_id = ${documentId} order by f.vanished_at nulls first, f.id limit 1)`;
  return query<Failure>(
    db,
    `select * from (
       (select 'file' as stage, error_code as code, id, path, 0 as attempts from files
         where error_code is not null and error_code <> 'unsupported-type' and vanished_at is null
           and ($1::text is null or error_code = $1) and ($2::integer[] is null or source_id = any ($2))
         order by error_code, id limit $3)
       union all
       (select 'extraction', error_code, id, ${path('d.id')}, attempts from documents d
         where status = 'failed' and ($1::text is null or error_code = $1) and ${ofSourcesSql('d.id', '$2')}
         order by error_code, id limit $3)
       union all
       (select 'ocr', error_code, document_id, ${path('o.document_id')}, attempts from ocr_passes o
         where status = 'failed' and ($1::text is null or error_code = $1) and ${ofSourcesSql('o.document_id', '$2')}
         order by error_code, document_id limit $3)
       union all
       (select 'recognition', r.error_code, r.document_id, ${path('r.document_id')}, r.attempts
          from runs r join models m on m.id = r.model_id and m.state in ('active', 'filling')
         where r.status = 'failed' and ($1::text is null or r.error_code = $1) and ${ofSourcesSql('r.document_id', '$2')}
         order by r.error_code, r.document_id limit $3)
     ) failures order by stage, code, id limit $3`,
    [code ?? null, sourceIds ?? null, limit],
  );
}
