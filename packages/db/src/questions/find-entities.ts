import { writtenAmount } from '@acervo/legal';
import { ENTITY_TYPES, isEntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { entityTypeId, findTypeIds, LAST_MODEL_TYPE } from '../entities/entity-types.ts';
import { allOf, openParameters } from './parameters.ts';

/** An entity with how often it was found; the totals lag behind by seconds. */
export interface FoundEntity {
  readonly id: number;
  readonly type: string;
  readonly key: string;
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly mentions: number;
  readonly documents: number;
  /** Documents, each text counted once. */
  readonly decisions: number;
}

/** SQL that is true for an entity `e` whose name has all words of `text` (each may be only begun, unless `wholeWords`) or whose
 *  key starts with it; `false` for a text without a word. */
export function entityHasTextSql(
  text: string,
  add: (value: unknown) => string,
  { type, wholeWords = false }: { readonly type?: string | undefined; readonly wholeWords?: boolean } = {},
): string {
  const asked = type === 'DINHEIRO' ? writtenAmount(text) : text;
  const folded = asked.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.split(/[^a-z0-9]+/).filter((word) => word !== '');
  if (words.length === 0) return 'false';
  const named = add(words.map((word) => (wholeWords ? word : `${word}:*`)).join(' & '));
  const key = add(folded.trim());
  const types = add(ENTITY_TYPES.map(entityTypeId)); // the index of keys begins with the type
  const keyEnd = add(`${folded.trim()}\u{10ffff}`);
  const byKey = `e.entity_type_id = any (${types}) and e.key >= ${key} and e.key < ${keyEnd}`;
  return `(to_tsvector('simple', fold_name(e.name)) @@ to_tsquery('simple', ${named}) or (${byKey})${byRuleKey(type, folded, add)})`;
}

/** What rules find has a key that begins with its kind and goes on without punctuation: `cpf:52998224725`. */
function byRuleKey(type: string | undefined, folded: string, add: (value: unknown) => string): string {
  if (type === undefined || isEntityType(type)) return '';
  const key = `${type.toLowerCase()}:${folded.replace(/[^a-z0-9]/g, '')}`;
  return ` or (e.entity_type_id = (select id from entity_types where name = ${add(type)})
    and e.key >= ${add(key)} and e.key < ${add(`${key}\u{10ffff}`)})`;
}

/** Entities among which the most cited are chosen: a short beginning is that of half of all names. */
const MAX_CANDIDATES = 1_000;

/** Entities of any or one type, by text or simply the most cited, as the active model and the rules found them; most cited
 *  first. Of more than {@link MAX_CANDIDATES} that have the text, those that the archive met first. */
export async function findEntities(
  db: Db,
  {
    type,
    text = '',
    limit = 20,
    wholeWords = false,
  }: { type?: string; text?: string; limit?: number; wholeWords?: boolean },
): Promise<FoundEntity[]> {
  const [typeId] = type === undefined ? [] : await findTypeIds(db, [type]);
  const { values, add } = openParameters();
  const model = `(case when t.id <= ${LAST_MODEL_TYPE} then (select id from models where state = 'active')
    else (select id from models where state = 'rules') end)`;
  const count = add(limit);
  const columns = `e.id, t.name as type, e.key, e.name, e.attributes,
    coalesce(s.mentions, 0) as mentions, coalesce(s.documents, 0) as documents, coalesce(s.decisions, 0) as decisions`;
  const ofType = typeId === undefined ? undefined : add(typeId);
  if (text.trim() === '') {
    return query<FoundEntity>(
      db,
      `select ${columns} from entity_types t
         cross join lateral (
           select * from entity_totals where model_id = ${model} and entity_type_id = t.id and mentions > 0
           order by mentions desc, entity_id limit ${count}) s
         join entities e on e.id = s.entity_id
        where ${allOf([ofType && `t.id = ${ofType}`])} order by s.mentions desc, e.id limit ${count}`,
      values,
    );
  }
  return query<FoundEntity>(
    db,
    `select ${columns}
       from (select * from entities e where ${allOf([ofType && `e.entity_type_id = ${ofType}`, entityHasTextSql(text, add, { type, wholeWords })])} limit ${MAX_CANDIDATES}) e
       join entity_types t on t.id = e.entity_type_id
       left join entity_totals s on s.model_id = ${model} and s.entity_id = e.id
      order by mentions desc, e.id limit ${count}`,
    values,
  );
}
