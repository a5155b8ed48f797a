import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';
import { ofSourcesSql } from '../questions/of-sources.ts';

/** A document that is named beside another one. */
interface NamedDocument {
  readonly id: number;
  readonly path: string | null;
}

/** What a document is a copy of, and what is a copy of it. */
export interface DocumentCopies {
  /** The first document with the same text but for white space. */
  readonly sameTextAs: NamedDocument | null;
  /** One before it that says nearly the same; `similarity` is of 0.9..1. */
  readonly nearDuplicateOf: (NamedDocument & { readonly similarity: number }) | null;
  /** Some documents of which this one is the first; without a similarity those with the same text. */
  readonly copies: readonly (NamedDocument & { readonly similarity: number | null })[];
}

/** Copies that are named with a document. */
const NAMED = 10;

const named = (id: string) =>
  `'id', ${id}, 'path', (select f.path from files f where f.document_id = ${id} order by f.vanished_at nulls first, f.id limit 1)`;

/** Columns of {@link DocumentCopies} for documents `d`. */
export const COPIES_SQL = `
  (select json_build_object(${named('c.same_text_as')}) from document_copies c
    where c.document_id = d.id and c.same_text_as is not null) as "sameTextAs",
  (select json_build_object(${named('c.near_duplicate_of')}, 'similarity', c.similarity) from document_copies c
    where c.document_id = d.id and c.near_duplicate_of is not null) as "nearDuplicateOf",
  coalesce((select json_agg(json_build_object(${named('c.document_id')}, 'similarity', c.similarity)
      order by c.similarity nulls first, c.document_id)
    from (
      (select document_id, null::real as similarity from document_copies where same_text_as = d.id
       order by document_id limit ${NAMED})
      union all
      (select document_id, similarity from document_copies where near_duplicate_of = d.id
       order by similarity desc, document_id limit ${NAMED})
      limit ${NAMED}) c), '[]') as copies`;

/** How many documents repeat another one. */
export interface CopyCounts {
  /** Those with the text of one before them. */
  readonly sameText: number;
  /** Those that say nearly the same as one before them. */
  readonly nearDuplicates: number;
  /** Those that are still to be compared. */
  readonly unlinked: number;
}

/** Counts copies in everything or in some sources. */
export async function countCopies(db: Db, sourceIds: readonly number[] | null = null): Promise<CopyCounts> {
  const counts = await queryOne<CopyCounts>(
    db,
    `select count(same_text_as) as "sameText", count(near_duplicate_of) as "nearDuplicates",
            count(*) filter (where not linked) as unlinked
       from document_copies
      where (same_text_as is not null or near_duplicate_of is not null or not linked) and ${ofSourcesSql('document_id', '$1')}`,
    [sourceIds],
  );
  return counts ?? { sameText: 0, nearDuplicates: 0, unlinked: 0 };
}
