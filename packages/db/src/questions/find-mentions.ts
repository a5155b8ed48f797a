import type { SectionKind } from '@acervo/legal';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { findTypeIds } from '../entities/entity-types.ts';
import { findCurrentModelIds } from './active-model.ts';
import { type DocumentFilter, documentMeantSql } from './document-filter.ts';
import { entityHasTextSql } from './find-entities.ts';
import type { Thresholds } from './find-thresholds.ts';
import { mentionContextSql } from './mention-context.ts';
import { allOf, openParameters } from './parameters.ts';
import { sureEnoughSql } from './sure-enough.ts';

/** What a text says that a person is in the case. */
export interface RoleInCase {
  /** `relator`, `juiz`, `advogado`, `parte`…; null where it says nothing, or the mention is none of a person. */
  readonly role: string | null;
  /** A lawyer's, where it follows the name: `OAB/SP 123456`. */
  readonly registration: string | null;
}

/** One found mention. `start`, `end` count code points; the context is ready to print. */
export interface FoundMention extends RoleInCase {
  readonly documentId: number;
  readonly path: string | null;
  readonly page: number | null;
  readonly type: string;
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
  /** By its name: a type of models or one of rules. */
  readonly type?: string;
  readonly text?: string;
  readonly entityId?: number;
  readonly documentId?: number;
  /** Only mentions in these documents. */
  readonly documents?: DocumentFilter;
  /** Only mentions of people whom the text gives one of these roles. */
  readonly roles?: readonly string[];
  /** Only mentions in these parts of decisions. */
  readonly sections?: readonly SectionKind[];
  /** Default: none, every mention is found. */
  readonly thresholds?: Thresholds;
  readonly after?: MentionCursor;
  readonly limit?: number;
  readonly contextCodePoints?: number;
}

/** What readers see of mentions, with their context, ordered by entity, document and position; every page is read from an
 *  index at its cursor and costs what it returns and what thresholds leave out in between. */
export async function findMentions(
  db: Db,
  {
    type,
    text = '',
    entityId,
    documentId,
    documents = {},
    roles = [],
    sections = [],
    thresholds = {},
    after,
    limit = 50,
    contextCodePoints = 60,
  }: MentionQuestion,
): Promise<FoundMention[]> {
  const modelIds = await findCurrentModelIds(db);
  if (modelIds.length === 0) return [];
  const [typeId] = type === undefined ? [] : await findTypeIds(db, [type]);
  const { values, add } = openParameters();
  const models = `any (${add(modelIds)}::integer[])`;
  const count = add(limit);
  const { columns, join } = mentionContextSql(add(contextCodePoints));
  const ofType = typeId === undefined ? undefined : `entity_type_id = ${add(typeId)}`;
  const cursor = after && [
    `${add(after.entityId)}::bigint`,
    `${add(after.documentId)}::bigint`,
    `${add(after.start)}::integer`,
  ];
  const position = 'm.entity_id, m.document_id, m.start';
  const beyond = cursor && `(${position}) > (${cursor.join(', ')})`;
  const meant = documentMeantSql(documents, add);
  const inDocuments =
    meant &&
    `exists (select from documents d left join document_metadata dm on dm.document_id = d.id
       where d.id = m.document_id and ${meant})`;
  const inRole = roles.length === 0 ? undefined : `m.role = any (${add(roles)}::text[])`;
  const inSection =
    sections.length === 0
      ? undefined
      : `exists (select from sections s where s.document_id = m.document_id and s.start <= m.start and s."end" > m.start
           and s.kind = any (${add(sections)}::text[]))`;
  const sure = [sureEnoughSql(thresholds, add), inDocuments, inRole, inSection];
  let chosen: string;
  if (documentId !== undefined) {
    // all of the document's mentions come from the primary key: the planner must not walk the entities' index for them
    const entities = text.trim() === '' ? undefined : entityHasTextSql(text, add, { type });
    chosen = `select * from (
        select * from mentions where ${allOf([`model_id = ${models}`, `document_id = ${add(documentId)}`, ofType])} offset 0) m
       where ${allOf([
         beyond,
         ...sure,
         entityId === undefined ? undefined : `m.entity_id = ${add(entityId)}`,
         entities && `exists (select from entities e where e.id = m.entity_id and ${entities})`,
       ])}
      order by ${position} limit ${count}`;
  } else if (text.trim() === '' && entityId === undefined) {
    chosen = `select * from mentions m where ${allOf([`model_id = ${models}`, ofType, beyond, ...sure])}
      order by ${position} limit ${count}`;
  } else {
    const entities = allOf([
      ofType,
      text.trim() === '' ? undefined : entityHasTextSql(text, add, { type }),
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
         where ${allOf(['m.entity_id = e.id', 'm.entity_type_id = e.entity_type_id', `m.model_id = ${models}`, from, ...sure])}
         order by m.document_id, m.start limit ${count}) m
      order by e.id, m.document_id, m.start limit ${count}`;
  }
  return query<FoundMention>(
    db,
    `with found as materialized (${chosen})
     select m.document_id as "documentId", m.page, t.name as type, m.start, m."end", m.text, m.score,
            m.entity_id as "entityId", e.name as "entityName",${columns}
       from found m join entity_types t on t.id = m.entity_type_id join entities e on e.id = m.entity_id${join}
      order by ${position}`,
    values,
  );
}
