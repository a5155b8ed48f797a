import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** How much was taken out of texts by one rule. */
export interface RemovedCount {
  readonly rule: string;
  readonly spans: number;
  readonly characters: number;
}

/** Counts what was taken out, rule by rule. Reads a whole table: for `acervo status`, not for polling. */
export async function countRemoved(db: Db): Promise<RemovedCount[]> {
  return await query<RemovedCount>(
    db,
    `select rule, count(*) as spans, coalesce(sum(length(text)), 0)::bigint as characters
       from removed_spans group by rule order by 2 desc, 1`,
    [],
  );
}

/** Something that was taken out of a page. */
export interface RemovedFromPage {
  readonly rule: string;
  readonly text: string;
  /** Left, top, right, bottom in 1/100 pt. */
  readonly box: readonly number[] | null;
}

/** What was taken out of one page, in its order. */
export async function findRemoved(
  db: Db,
  { documentId, page }: { documentId: number; page: number },
): Promise<RemovedFromPage[]> {
  return await query<RemovedFromPage>(
    db,
    'select rule, text, box from removed_spans where document_id = $1 and page = $2 order by ordinal',
    [documentId, page],
  );
}
