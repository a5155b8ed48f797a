import type { EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import type { ModelPair } from './select-documents.ts';

/** Kinds of rows of the SQL function `mention_diff`, which defines them. */
export const DIFFERENCE_KINDS = ['added', 'removed', 'relabelled', 'moved'] as const;

/** One of {@link DIFFERENCE_KINDS}. */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** So many rows alike. `mentions`: all that a model has of a type, whether the other has them or not; that type is in the
 *  model's column. For differences, the types of both sides. */
export interface DifferenceCount {
  readonly kind: DifferenceKind | 'mentions';
  readonly typeA: EntityType | null;
  readonly typeB: EntityType | null;
  readonly count: number;
}

/** Counts what `mention_diff` finds in these documents, and the mentions of both models there, in one snapshot. */
export function countDifferences(
  db: Db,
  { a, b }: ModelPair,
  documentIds: readonly number[],
): Promise<DifferenceCount[]> {
  return query<DifferenceCount>(
    db,
    `select kind, type_a as "typeA", type_b as "typeB", count(*) as count
       from mention_diff($1::integer, $2::integer, $3::bigint[]) group by kind, type_a, type_b
     union all
     select 'mentions', case when m.model_id = $1 then t.name end, case when m.model_id = $2 then t.name end, count(*)
       from runs ra join runs rb on rb.document_id = ra.document_id and rb.model_id = $2 and rb.status = 'done'
       join mentions m on m.document_id = ra.document_id and m.model_id in ($1, $2)
       join entity_types t on t.id = m.entity_type_id
      where ra.model_id = $1 and ra.status = 'done' and ra.document_id = any ($3) group by m.model_id, t.name`,
    [a, b, documentIds],
  );
}
