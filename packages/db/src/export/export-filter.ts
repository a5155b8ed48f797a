import type { DocumentFilter } from '../questions/document-filter.ts';
import type { Thresholds } from '../questions/find-thresholds.ts';
import { allOf } from '../questions/parameters.ts';
import { sureEnoughSql } from '../questions/sure-enough.ts';

/** Which documents and mentions are meant; all given conditions hold, none means everything. */
export interface ExportFilter extends DocumentFilter {
  /** By their names: types of models, and of rules. */
  readonly types?: readonly string[];
  readonly thresholds?: Thresholds;
}

/** SQL that is true for a mention `m` of the model or of the rules in use: of the types, and sure enough. */
export function mentionMeantSql(
  { types, thresholds = {} }: ExportFilter,
  modelId: number,
  add: (value: unknown) => string,
): string {
  return allOf([
    `m.model_id = any (array[${add(modelId)}::integer, (select id from models where state = 'rules')])`,
    types && `m.entity_type_id = any (array(select id from entity_types where name = any (${add(types)}::text[])))`,
    sureEnoughSql(thresholds, add),
  ]);
}
