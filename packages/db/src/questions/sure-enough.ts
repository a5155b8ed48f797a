import { ENTITY_TYPES } from '@acervo/ner-core';
import { entityTypeId, LAST_MODEL_TYPE } from '../entities/entity-types.ts';
import type { Thresholds } from './find-thresholds.ts';

/** SQL that is true for a mention `m` that reaches its type's threshold; undefined where there are none. Written so that the
 *  planner can tell how many do. */
export function sureEnoughSql(thresholds: Thresholds, add: (value: unknown) => string): string | undefined {
  if (!Object.values(thresholds).some((threshold) => threshold > 0)) return undefined;
  const ofTypes = ENTITY_TYPES.map((type) => {
    const ofType = `m.entity_type_id = ${entityTypeId(type)}`;
    const least = thresholds[type] ?? 0;
    return least > 0 ? `${ofType} and m.score >= ${add(least)}::real` : ofType;
  });
  // rules have no thresholds
  return `(${[...ofTypes, `m.entity_type_id > ${LAST_MODEL_TYPE}`].join(' or ')})`;
}
