import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { findCurrentModelIds } from '../questions/active-model.ts';
import type { FoundEntity } from '../questions/find-entities.ts';

/** An entity with what its mentions say of it, by the active model. */
export interface EntityDetails extends FoundEntity {
  /** What made mentions with different texts this entity. */
  readonly rule: string;
  readonly firstJudgedOn: string | null;
  readonly lastJudgedOn: string | null;
}

/** Mentions that are looked at for {@link describeEntity}: an entity that half of the archive names has millions. */
export const DESCRIBED_MENTIONS = 2_000;
/** Documents that are looked at for what else they name. */
export const TOGETHER_DOCUMENTS = 100;

/** How an entity is named, when, and with whom. */
export interface EntityDescription {
  /** Of the first {@link DESCRIBED_MENTIONS} mentions. */
  readonly spellings: readonly { readonly text: string; readonly count: number }[];
  /** Documents by year of judgment, where known; of the same mentions. */
  readonly years: readonly { readonly year: number; readonly documents: number }[];
  /** Entities that most of its documents name too; of the first {@link TOGETHER_DOCUMENTS}. */
  readonly together: readonly {
    readonly id: number;
    readonly type: string;
    readonly name: string;
    readonly documents: number;
  }[];
  /** Mentions that were looked at. */
  readonly described: number;
}

/** An entity by its id. */
export function findEntity(db: Db, id: number): Promise<EntityDetails | undefined> {
  return queryOne<EntityDetails>(
    db,
    `select e.id, t.name as type, e.key, e.name, e.attributes, e.rule, coalesce(s.mentions, 0) as mentions,
            coalesce(s.documents, 0) as documents,
            coalesce(s.decisions, 0) as decisions, s.first_judged_on as "firstJudgedOn", s.last_judged_on as "lastJudgedOn"
       from entities e join entity_types t on t.id = e.entity_type_id
       left join entity_totals s on s.entity_id = e.id and s.model_id = any (array(select id from models where state in ('active', 'rules')))
      where e.id = $1`,
    [id],
  );
}

/** Looks at some of an entity's mentions; costs no more for one that is named everywhere. */
export async function describeEntity(db: Db, { id, type }: EntityDetails): Promise<EntityDescription> {
  const modelIds = await findCurrentModelIds(db);
  const some = `select document_id, text from mentions
     where entity_id = $1 and model_id = any ($2::integer[]) and entity_type_id = (select id from entity_types where name = $3)
     order by document_id, start limit ${DESCRIBED_MENTIONS}`;
  const values = [id, modelIds, type];
  const [spellings, years, together] = await Promise.all([
    query<EntityDescription['spellings'][number]>(
      db,
      // lines are broken anywhere
      `select regexp_replace(text, '\\s+', ' ', 'g') as text, count(*) as count from (${some}) m group by 1 order by 2 desc, 1`,
      values,
    ),
    query<EntityDescription['years'][number]>(
      db,
      `select extract(year from d.judged_on)::integer as year, count(*) as documents
         from (select distinct document_id from (${some}) m) m
         -- one by one: the planner does not know how few they are
         cross join lateral (select judged_on from document_metadata where document_id = m.document_id offset 0) d
        where d.judged_on is not null group by 1 order by 1`,
      values,
    ),
    query<EntityDescription['together'][number]>(
      db,
      `select e.id, t.name as type, e.name, n.documents from (
         select o.entity_id, count(distinct o.document_id) as documents
           from (select distinct document_id from (${some}) m order by document_id limit ${TOGETHER_DOCUMENTS}) d
           cross join lateral (
             select entity_id, document_id from mentions where document_id = d.document_id and model_id = any ($2::integer[]) offset 0) o
          where o.entity_id <> $1 group by 1 order by 2 desc, 1 limit 15) n
       join entities e on e.id = n.entity_id join entity_types t on t.id = e.entity_type_id
       order by n.documents desc, e.id`,
      values,
    ),
  ]);
  return { spellings, years, together, described: spellings.reduce((sum, { count }) => sum + count, 0) };
}
