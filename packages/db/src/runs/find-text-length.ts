import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** Code points of a document's text, known without reading it; undefined where there is none. */
export async function findTextLength(db: Db, documentId: number): Promise<number | undefined> {
  const row = await queryOne<{ length: number }>(db, 'select length from texts where document_id = $1', [documentId]);
  return row?.length;
}
