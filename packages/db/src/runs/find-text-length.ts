import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** Code points of the text that a run is about, known without reading it; undefined where there is no such run (any more). */
export async function findTextLength(
  db: Db,
  { documentId, modelId }: { documentId: number; modelId: number },
): Promise<number | undefined> {
  const row = await queryOne<{ length: number }>(
    db,
    `select coalesce(d.text_length, 0) as length from runs r join documents d on d.id = r.document_id
      where r.document_id = $1 and r.model_id = $2`,
    [documentId, modelId],
  );
  return row?.length;
}
