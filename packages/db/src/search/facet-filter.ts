import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { openParameters } from '../questions/parameters.ts';

/** What documents must be, by what is known about them besides their text; all given conditions hold. */
export interface FacetFilter {
  readonly court?: string;
  readonly class?: string;
  /** Of the judgment. */
  readonly year?: number;
  readonly sourceId?: number;
}

/** SQL that is true for documents of a filter; undefined where everything passes. */
export function documentFilterSql(
  documentId: string,
  filter: FacetFilter,
  add: (value: unknown) => string,
): string | undefined {
  const described = [
    filter.court === undefined ? undefined : `dm.court = ${add(filter.court)}`,
    filter.class === undefined ? undefined : `dm.class = ${add(filter.class)}`,
    filter.year === undefined
      ? undefined
      : `dm.judged_on between make_date(${add(filter.year)}, 1, 1) and make_date(${add(filter.year)}, 12, 31)`,
  ].filter((condition) => condition !== undefined);
  const conditions = [
    described.length === 0
      ? undefined
      : `exists (select from document_metadata dm where dm.document_id = ${documentId} and ${described.join(' and ')})`,
    filter.sourceId === undefined
      ? undefined
      : `exists (select from files f where f.document_id = ${documentId} and f.source_id = ${add(filter.sourceId)} and f.vanished_at is null)`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : conditions.join(' and ');
}

/** Documents of a filter up to which it is quicker to look at all of their mentions than at all mentions of an entity. */
const FEW_DOCUMENTS = 5_000;

/** The documents that a filter leaves, where these are few; undefined where they are many or everything passes. */
export async function findFewDocuments(db: Db, filter: FacetFilter): Promise<number[] | undefined> {
  if (filter.court === undefined && filter.class === undefined && filter.year === undefined) return undefined;
  const { values, add } = openParameters();
  const rows = await query<{ id: number }>(
    db,
    `select d.document_id as id from document_metadata d where ${documentFilterSql('d.document_id', filter, add) ?? 'true'}
      limit ${FEW_DOCUMENTS + 1}`,
    values,
  );
  return rows.length > FEW_DOCUMENTS ? undefined : rows.map(({ id }) => id);
}
