import type { EntityType } from '@acervo/ner-core';
import type { DocumentSelection } from '../comparison/select-documents.ts';
import { meantSql } from '../comparison/select-documents.ts';
import { entityTypeId } from '../questions/find-entities.ts';
import type { Thresholds } from '../questions/find-thresholds.ts';
import { allOf } from '../questions/parameters.ts';
import { sureEnoughSql } from '../questions/sure-enough.ts';

/** Which documents and mentions are meant; all given conditions hold, none means everything. */
export interface ExportFilter {
  readonly documents?: DocumentSelection;
  /** Courts as the manifest named them; any of these. */
  readonly courts?: readonly string[];
  /** ISO dates, both inclusive; a document without a date is then left out. */
  readonly judgedFrom?: string;
  readonly judgedUntil?: string;
  /** Sources by id; any of these. */
  readonly sourceIds?: readonly number[];
  readonly types?: readonly EntityType[];
  readonly thresholds?: Thresholds;
}

type Add = (value: unknown) => string;

/** SQL that is true for a document `d` with its metadata `dm` (left joined); undefined where all are meant. */
export function documentMeantSql(filter: ExportFilter, add: Add): string | undefined {
  const { documents, courts, judgedFrom, judgedUntil, sourceIds } = filter;
  const conditions = [
    documents && meantSql(documents, add),
    courts && `dm.court = any (${add(courts)}::text[])`,
    judgedFrom && `dm.judged_on >= ${add(judgedFrom)}::date`,
    judgedUntil && `dm.judged_on <= ${add(judgedUntil)}::date`,
    sourceIds &&
      `exists (select from files f where f.document_id = d.id and f.source_id = any (${add(sourceIds)}::integer[]) and f.vanished_at is null)`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : allOf(conditions);
}

/** SQL that is true for a mention `m` of the model: of the types, and sure enough. */
export function mentionMeantSql({ types, thresholds = {} }: ExportFilter, modelId: number, add: Add): string {
  return allOf([
    `m.model_id = ${add(modelId)}`,
    types && `m.entity_type_id = any (${add(types.map(entityTypeId))}::smallint[])`,
    sureEnoughSql(thresholds, add),
  ]);
}
