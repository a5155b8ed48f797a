import type { EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import type { DifferenceKind } from './count-differences.ts';
import type { ModelPair } from './select-documents.ts';

/** What one model has where the models differ; positions in code points. */
export interface DifferenceSide {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
}

/** A row of `mention_diff` with its place and what stands around it. */
export interface SampledDifference {
  readonly kind: DifferenceKind;
  readonly documentId: number;
  readonly path: string | null;
  readonly page: number | null;
  readonly a: DifferenceSide | null;
  readonly b: DifferenceSide | null;
  /** The text from `contextStart` (code points) on, both sides and some of what surrounds them. */
  readonly context: string;
  readonly contextStart: number;
  /** Decides which ones are samples: chance, but the same for the same texts and spans. */
  readonly order: string;
}

/** Of each kind the `limit` differences in these documents that come first by chance, with their context. */
export function findDifferences(
  db: Db,
  { a, b }: ModelPair,
  documentIds: readonly number[],
  { limit, contextCodePoints = 60 }: { limit: number; contextCodePoints?: number },
): Promise<SampledDifference[]> {
  return query<SampledDifference>(
    db,
    `with found as materialized (
       select * from (
         select m.*, row_number() over (partition by kind order by m."order") as place from (
           select x.*, encode(sha256(d.sha256 || convert_to(concat_ws(' ', x.kind, x.start, x."end", x.start_a, x.start_b), 'UTF8')), 'hex')
               collate "C" as "order"
             from mention_diff($1::integer, $2::integer, $3::bigint[]) x join documents d on d.id = x.document_id) m) m
        where place <= $4)
     select x.kind, x.document_id as "documentId", x.page,
       (select f.path from files f where f.document_id = x.document_id order by f.vanished_at nulls first, f.id limit 1) as path,
       case when x.start_a is not null then json_build_object('type', x.type_a, 'start', x.start_a, 'end', x.end_a,
         'text', x.text_a, 'score', x.score_a) end as a,
       case when x.start_b is not null then json_build_object('type', x.type_b, 'start', x.start_b, 'end', x.end_b,
         'text', x.text_b, 'score', x.score_b) end as b,
       mention_context(x.document_id, x.start, x."end", $5) as context, greatest(x.start - $5, 0) as "contextStart", x."order"
     from found x order by x.kind, x."order"`,
    [a, b, documentIds, limit, contextCodePoints],
  );
}
