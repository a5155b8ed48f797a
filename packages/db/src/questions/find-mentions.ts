import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { MAX_SEGMENT_UNITS } from '../extraction/cut-segments.ts';
import { findActiveModelId } from './active-model.ts';
import { entityHasTextSql, entityTypeId } from './find-entities.ts';
import type { Thresholds } from './find-thresholds.ts';
import { allOf, openParameters } from './parameters.ts';

/** One found mention. `start`, `end` count code points; the context is ready to print. */
export interface FoundMention {
  readonly documentId: number;
  readonly path: string | null;
  readonly page: number | null;
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  readonly entityId: number;
  readonly entityName: string;
  readonly before: string;
  readonly after: string;
}

/** Position after which the next page of found mentions starts. */
export interface MentionCursor {
  readonly entityId: number;
  readonly documentId: number;
  readonly start: number;
}

/** What to look for: an entity, a document's mentions, or entities by text; all given conditions hold. */
export interface MentionQuestion {
  readonly type?: EntityType;
  readonly text?: string;
  readonly entityId?: number;
  readonly documentId?: number;
  /** Default: none, every mention is found. */
  readonly thresholds?: Thresholds;
  readonly after?: MentionCursor;
  readonly limit?: number;
  readonly contextCodePoints?: number;
}

/** The active model's mentions with their context, ordered by entity, document and position; every page is read from an
 *  index at its cursor and costs what it returns and what thresholds leave out in between. */
export async function findMentions(
  db: Db,
  {
    type,
    text = '',
    entityId,
    documentId,
    thresholds = {},
    after,
    limit = 50,
    contextCodePoints = 60,
  }: MentionQuestion,
): Promise<FoundMention[]> {
  const modelId = await findActiveModelId(db);
  if (modelId === undefined) return [];
  const { values, add } = openParameters();
  const model = add(modelId);
  const count = add(limit);
  const context = add(contextCodePoints);
  const ofType = type === undefined ? undefined : `entity_type_id = ${add(entityTypeId(type))}`;
  const cursor = after && [
    `${add(after.entityId)}::bigint`,
    `${add(after.documentId)}::bigint`,
    `${add(after.start)}::integer`,
  ];
  const position = 'm.entity_id, m.document_id, m.start';
  const beyond = cursor && `(${position}) > (${cursor.join(', ')})`;
  const sure = sureEnoughSql(thresholds, add);
  let chosen: string;
  if (documentId !== undefined) {
    // all of the document's mentions come from the primary key: the planner must not walk the entities' index for them
    const entities = text.trim() === '' ? undefined : entityHasTextSql(text, add);
    chosen = `select * from (
        select * from mentions where ${allOf([`model_id = ${model}`, `document_id = ${add(documentId)}`, ofType])} offset 0) m
       where ${allOf([
         beyond,
         sure,
         entityId === undefined ? undefined : `m.entity_id = ${add(entityId)}`,
         entities && `exists (select from entities e where e.id = m.entity_id and ${entities})`,
       ])}
      order by ${position} limit ${count}`;
  } else if (text.trim() === '' && entityId === undefined) {
    chosen = `select * from mentions m where ${allOf([`model_id = ${model}`, ofType, beyond, sure])}
      order by ${position} limit ${count}`;
  } else {
    const entities = allOf([
      ofType,
      text.trim() === '' ? undefined : entityHasTextSql(text, add),
      entityId === undefined ? undefined : `e.id = ${add(entityId)}`,
      cursor && `e.id >= ${cursor[0]}`,
    ]);
    // only the cursor's own entity begins in its middle; for the others every position is beyond (-1, -1)
    const from =
      cursor &&
      `(m.document_id, m.start) > (case when e.id = ${cursor[0]} then ${cursor[1]} else -1 end,
        case when e.id = ${cursor[0]} then ${cursor[2]} else -1 end)`;
    chosen = `select m.* from (select id, entity_type_id from entities e where ${entities} order by id offset 0) e
      cross join lateral (
        select * from mentions m
         where ${allOf(['m.entity_id = e.id', 'm.entity_type_id = e.entity_type_id', `m.model_id = ${model}`, from, sure])}
         order by m.document_id, m.start limit ${count}) m
      order by e.id, m.document_id, m.start limit ${count}`;
  }
  return query<FoundMention>(
    db,
    `with found as materialized (${chosen})
     select m.document_id as "documentId", m.page, t.name as type, m.start, m."end", m.text, m.score,
            m.entity_id as "entityId", e.name as "entityName",
            (select f.path from files f where f.document_id = m.document_id order by f.vanished_at nulls first, f.id limit 1) as path,
            coalesce(substr(piece.text, greatest(m.start - ${context}, piece.start) - piece.start + 1,
              m.start - greatest(m.start - ${context}, piece.start)), '') as before,
            coalesce(substr(piece.text, m."end" - piece.start + 1, ${context}), '') as after
       from found m join entity_types t on t.id = m.entity_type_id join entities e on e.id = m.entity_id
       cross join lateral (
         select string_agg(s.text, '' order by s.start) as text, min(s.start) as start from segments s
          where s.document_id = m.document_id and s.start > m.start - ${context} - ${MAX_SEGMENT_UNITS}
            and s.start < m."end" + ${context} and s."end" > m.start - ${context}) piece
      order by ${position}`,
    values,
  );
}

/** SQL that is true for a mention `m` that reaches its type's threshold; undefined where there are none. Written so that the
 *  planner can tell how many do. */
export function sureEnoughSql(thresholds: Thresholds, add: (value: unknown) => string): string | undefined {
  if (!Object.values(thresholds).some((threshold) => threshold > 0)) return undefined;
  const ofTypes = ENTITY_TYPES.map((type) => {
    const ofType = `m.entity_type_id = ${entityTypeId(type)}`;
    const least = thresholds[type] ?? 0;
    return least > 0 ? `${ofType} and m.score >= ${add(least)}::real` : ofType;
  });
  return `(${ofTypes.join(' or ')})`;
}
