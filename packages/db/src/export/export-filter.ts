import type { EntityType } from '@acervo/ner-core';
import type { DocumentFilter } from '../questions/document-filter.ts';
import { entityTypeId } from '../questions/find-entities.ts';
import type { Thresholds } from '../questions/find-thresholds.ts';
import { allOf } from '../questions/parameters.ts';
import { sureEnoughSql } from '../questions/sure-enough.ts';

/** Which documents and mentions are meant; all given conditions hold, none means everything. */
export interface ExportFilter extends DocumentFilter {
  readonly types?: readonly EntityType[];
  readonly thresholds?: Thresholds;
}

/** SQL that is true for a mention `m` of the model: of the types, and sure enough. */
export function mentionMeantSql(
  { types, thresholds = {} }: ExportFilter,
  modelId: number,
  add: (value: unknown) => string,
): string {
  return allOf([
    `m.model_id = ${add(modelId)}`,
    types && `m.entity_type_id = any (${add(types.map(entityTypeId))}::smallint[])`,
    sureEnoughSql(thresholds, add),
  ]);
}
