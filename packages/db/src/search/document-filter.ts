/** What documents must be, by what is known about them besides their text; all given conditions hold. */
export interface DocumentFilter {
  readonly court?: string;
  readonly class?: string;
  /** Of the judgment. */
  readonly year?: number;
  readonly sourceId?: number;
}

/** SQL that is true for documents of a filter; undefined where everything passes. */
export function documentFilterSql(
  documentId: string,
  filter: DocumentFilter,
  add: (value: unknown) => string,
): string | undefined {
  const described = [
    filter.court === undefined ? undefined : `dm.court = ${add(filter.court)}`,
    filter.class === undefined ? undefined : `dm.class = ${add(filter.class)}`,
    filter.year === undefined ? undefined : `extract(year from dm.judged_on) = ${add(filter.year)}`,
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
