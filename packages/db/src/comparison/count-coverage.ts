import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';
import { openParameters } from '../questions/parameters.ts';
import { type DocumentSelection, type ModelPair, selectedSql } from './select-documents.ts';

/** How many of the selected documents each of two models has read. */
export interface Coverage {
  readonly documents: number;
  readonly readByA: number;
  readonly readByB: number;
  readonly readByBoth: number;
  /** Runs of A, and of B, that ended as failed: nothing will be read by trying once more. */
  readonly failedByA: number;
  readonly failedByB: number;
}

/** Counts in one pass over the selected documents and their runs. */
export async function countCoverage(db: Db, selection: DocumentSelection, { a, b }: ModelPair): Promise<Coverage> {
  const { values, add } = openParameters();
  const counted = await queryOne<Coverage>(
    db,
    `select count(*) as documents,
       count(*) filter (where ra.status = 'done') as "readByA", count(*) filter (where rb.status = 'done') as "readByB",
       count(*) filter (where ra.status = 'done' and rb.status = 'done') as "readByBoth",
       count(*) filter (where ra.status = 'failed') as "failedByA", count(*) filter (where rb.status = 'failed') as "failedByB"
     from documents d
     left join runs ra on ra.document_id = d.id and ra.model_id = ${add(a)}
     left join runs rb on rb.document_id = d.id and rb.model_id = ${add(b)}
     where ${selectedSql(selection, add)}`,
    values,
  );
  return counted ?? { documents: 0, readByA: 0, readByB: 0, readByBoth: 0, failedByA: 0, failedByB: 0 };
}
