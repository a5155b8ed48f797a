import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { findActiveModelId } from './active-model.ts';
import { allOf, openParameters } from './parameters.ts';

/** An entity with how often the active model found it; the totals lag behind by seconds. */
export interface FoundEntity {
  readonly id: number;
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly mentions: number;
  readonly documents: number;
}

/** SQL that is true for an entity `e` whose name has all words of `text` (each may be only begun, unless `wholeWords`) or whose
 *  key starts with it; `false` for a text without a word. */
export function entityHasTextSql(
  text: string,
  add: (value: unknown) => string,
  { wholeWords = false }: { readonly wholeWords?: boolean } = {},
): string {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.split(/[^a-z0-9]+/).filter((word) => word !== '');
  if (words.length === 0) return 'false';
  const named = add(words.map((word) => (wholeWords ? word : `${word}:*`)).join(' & '));
  const key = add(folded.trim());
  const types = add(ENTITY_TYPES.map(entityTypeId)); // the index of keys begins with the type
  const keyEnd = add(`${folded.trim()}\u{10ffff}`);
  return `(to_tsvector('simple', fold_name(e.name)) @@ to_tsquery('simple', ${named}) or (e.entity_type_id = any (${types}) and e.key >= ${key} and e.key < ${keyEnd}))`;
}

/** The id of an entity type in the database. */
export function entityTypeId(type: EntityType): number {
  return ENTITY_TYPES.indexOf(type) + 1;
}

/** Entities among which the most cited are chosen: a short beginning is that of half of all names. */
const MAX_CANDIDATES = 1_000;

/** Entities of any or one type, by text or simply the most cited; most cited first. Of more than {@link MAX_CANDIDATES} that
 *  have the text, those that the archive met first. */
export async function findEntities(
  db: Db,
  {
    type,
    text = '',
    limit = 20,
    wholeWords = false,
  }: { type?: EntityType; text?: string; limit?: number; wholeWords?: boolean },
): Promise<FoundEntity[]> {
  const { values, add } = openParameters();
  const model = add((await findActiveModelId(db)) ?? 0);
  const count = add(limit);
  const columns = `e.id, t.name as type, e.key, e.name, e.attributes,
    coalesce(s.mentions, 0) as mentions, coalesce(s.documents, 0) as documents`;
  const typeId = type && add(entityTypeId(type));
  if (text.trim() === '') {
    return query<FoundEntity>(
      db,
      `select ${columns} from entity_types t
         cross join lateral (
           select * from entity_totals where model_id = ${model} and entity_type_id = t.id and mentions > 0
           order by mentions desc, entity_id limit ${count}) s
         join entities e on e.id = s.entity_id
        where ${allOf([typeId && `t.id = ${typeId}`])} order by s.mentions desc, e.id limit ${count}`,
      values,
    );
  }
  return query<FoundEntity>(
    db,
    `select ${columns}
       from (select * from entities e where ${allOf([typeId && `e.entity_type_id = ${typeId}`, entityHasTextSql(text, add, { wholeWords })])} limit ${MAX_CANDIDATES}) e
       join entity_types t on t.id = e.entity_type_id
       left join entity_totals s on s.model_id = ${model} and s.entity_id = e.id
      order by mentions desc, e.id limit ${count}`,
    values,
  );
}
