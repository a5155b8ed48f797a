import type { EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { findTypeIds } from '../entities/entity-types.ts';
import { findCurrentModelIds } from '../questions/active-model.ts';
import { entityHasTextSql } from '../questions/find-entities.ts';
import type { FoundMention, MentionCursor } from '../questions/find-mentions.ts';
import type { Thresholds } from '../questions/find-thresholds.ts';
import { mentionContextSql } from '../questions/mention-context.ts';
import { allOf, openParameters } from '../questions/parameters.ts';
import { sureEnoughSql } from '../questions/sure-enough.ts';
import { documentFilterSql, type FacetFilter, findFewDocuments } from './facet-filter.ts';
import { COUNTED_RESULTS, type CountedFacets, countFacets } from './facets.ts';

/** Mentions of some entities, or of those whose name has all words of a text. */
export interface MentionSearch {
  readonly entities: { readonly ids: readonly number[] } | { readonly text: string };
  /** A type of the database's, of models or of rules. */
  readonly type?: string;
  /** What the text must say that a person is in the case: `relator`, `juiz`, `advogado`… */
  readonly role?: string;
  readonly leastScore?: number;
  /** Default: none, every mention is found. */
  readonly thresholds?: Thresholds;
  /** Only mentions whose text matches this POSIX regular expression, case ignored. */
  readonly pattern?: string;
  readonly filter?: FacetFilter;
  readonly after?: MentionCursor;
  readonly limit?: number;
}

/** A mention with its sentence around it, and what is known about its document. */
export interface MentionResult extends FoundMention {
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly judgedOn: string | null;
}

/** Characters of context on each side of a mention, where the text has as many. */
export const CONTEXT_CODE_POINTS = 160;

/** Only people have roles. */
const ROLE_TYPE: EntityType = 'PESSOA';

/** What readers see of mentions, in order of entity, document and position; a page is read from its cursor on. */
export async function searchMentions(db: Db, search: MentionSearch): Promise<MentionResult[]> {
  const modelIds = await findCurrentModelIds(db);
  if (modelIds.length === 0) return [];
  const { values, add } = openParameters();
  const few = await findFewDocuments(db, search.filter ?? {});
  const { columns, join } = mentionContextSql(CONTEXT_CODE_POINTS);
  const chosen = chosenSql({ ...search, ...(await typeOf(db, search)), modelIds, few, limit: search.limit ?? 20 }, add);
  return query<MentionResult>(
    db,
    `with found as materialized (${chosen})
     select m.document_id as "documentId", m.page, t.name as type, m.start, m."end", m.text, m.score,
            m.entity_id as "entityId", e.name as "entityName", d.court, d.case_number as "caseNumber", d.judged_on as "judgedOn",${columns}
       from found m join entity_types t on t.id = m.entity_type_id join entities e on e.id = m.entity_id
       left join document_metadata d on d.document_id = m.document_id${join}
      order by m.entity_id, m.document_id, m.start`,
    values,
  );
}

/** Counts the first {@link COUNTED_RESULTS} mentions by type, score and what is known about their documents. */
export async function countMentions(db: Db, search: Omit<MentionSearch, 'after' | 'limit'>): Promise<CountedFacets> {
  const modelIds = await findCurrentModelIds(db);
  const { values, add } = openParameters();
  const few = await findFewDocuments(db, search.filter ?? {});
  const chosen = chosenSql({ ...search, ...(await typeOf(db, search)), modelIds, few, limit: COUNTED_RESULTS }, add);
  return countFacets(db, chosen, { values, ofMentions: true });
}

async function typeOf(db: Db, search: Pick<MentionSearch, 'type' | 'role'>): Promise<{ typeId: number | undefined }> {
  const type = search.type ?? (search.role === undefined ? undefined : ROLE_TYPE);
  const [typeId] = type === undefined ? [] : await findTypeIds(db, [type]);
  return { typeId };
}

function chosenSql(
  {
    entities,
    typeId,
    role,
    leastScore = 0,
    thresholds = {},
    pattern,
    filter = {},
    after,
    modelIds,
    few,
    limit,
  }: Omit<MentionSearch, 'type'> & {
    typeId: number | undefined;
    modelIds: readonly number[];
    few: readonly number[] | undefined;
    limit: number;
  },
  add: (value: unknown) => string,
): string {
  const cursor = after && {
    entity: `${add(after.entityId)}::bigint`,
    document: `${add(after.documentId)}::bigint`,
    start: `${add(after.start)}::integer`,
  };
  const meant = allOf([
    typeId === undefined ? undefined : `e.entity_type_id = ${add(typeId)}`,
    'ids' in entities
      ? `e.id = any (${add(entities.ids)})`
      : entityHasTextSql(entities.text, add, { wholeWords: true }),
    cursor && `e.id >= ${cursor.entity}`,
  ]);
  const ofEntity = allOf([
    'm.entity_id = e.id and m.entity_type_id = e.entity_type_id',
    // only the cursor's own entity begins in its middle; for the others every position is beyond (-1, -1)
    cursor &&
      `(m.document_id, m.start) > (case when e.id = ${cursor.entity} then ${cursor.document} else -1 end,
         case when e.id = ${cursor.entity} then ${cursor.start} else -1 end)`,
  ]);
  const wanted = allOf([
    `m.model_id = any (${add(modelIds)}::integer[])`,
    sureEnoughSql(thresholds, add),
    role === undefined ? undefined : `m.role = ${add(role)}`,
    leastScore > 0 ? `m.score >= ${add(leastScore)}::real` : undefined,
    pattern === undefined ? undefined : `m.text ~* ${add(pattern)}`,
    few === undefined ? documentFilterSql('m.document_id', filter, add) : undefined,
  ]);
  const count = add(limit);
  if (few !== undefined) {
    // an entity's mentions in a document stand together in an index; those of names are sought among all of the document's,
    // from the primary key, once: the planner must neither walk the entities' index for them nor begin again for each entity
    const ofEntities = 'ids' in entities ? `and entity_id = any (${add(entities.ids)})` : '';
    const ofTypes =
      typeId === undefined
        ? `any (array(select distinct entity_type_id from entities e where ${meant}))`
        : `${add(typeId)}::smallint`;
    return `with of_documents as materialized (
        select m.* from unnest(${add(few)}::bigint[]) d
          cross join lateral (
            select * from mentions where document_id = d and model_id = any (${add(modelIds)}::integer[])
              and entity_type_id = ${ofTypes} ${ofEntities} offset 0) m
         where ${wanted})
      select m.* from (select id, entity_type_id from entities e where ${meant} offset 0) e
        join of_documents m on ${ofEntity}
       order by m.entity_id, m.document_id, m.start limit ${count}`;
  }
  return `select m.* from (select id, entity_type_id from entities e where ${meant} order by id offset 0) e
    cross join lateral (
      select * from mentions m where ${ofEntity} and ${wanted} order by m.document_id, m.start limit ${count}) m
    order by e.id, m.document_id, m.start limit ${count}`;
}

/** Entities by their exact keys, of one type, and those of the same law under another date: `lei:6194` and `lei:6194/1974`
 *  mean each other. The most cited first. */
export async function findEntitiesByKey(
  db: Db,
  type: string,
  key: string,
): Promise<{ id: number; key: string; name: string }[]> {
  const undated = /^(.+)\/\d{4}$/.exec(key)?.[1];
  return query(
    db,
    `select e.id, e.key, e.name from entities e
       left join entity_totals s on s.entity_id = e.id and s.model_id = (select id from models where state = 'active')
      where e.entity_type_id = $1 and (e.key in ($2, $3) or (e.key > $2 || '/' and e.key < $2 || '0'))
      order by s.mentions desc nulls last, e.id limit 20`,
    [...(await findTypeIds(db, [type])), key, undated ?? key],
  );
}
