/** SQL that is true for documents of the sources in parameter `parameter`, or for all where it is null; vanished files
 *  don't count. */
export function ofSourcesSql(documentId: string, parameter: string): string {
  return `(${parameter}::integer[] is null or exists (
    select 1 from files f where f.document_id = ${documentId} and f.source_id = any (${parameter}) and f.vanished_at is null))`;
}
