import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** Where a document's bytes were seen last, and what they were like. */
export interface OriginalFile {
  readonly sourcePath: string;
  /** Relative to it. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date | null;
  readonly mediaType: string | null;
}

/** Files that hold a document, on a storage that this host sees, those that have not vanished. */
export function findOriginals(db: Db, documentId: number, storage: string): Promise<OriginalFile[]> {
  return query<OriginalFile>(
    db,
    `select s.path as "sourcePath", f.path, d.size_bytes as "sizeBytes", f.modified_at as "modifiedAt", d.media_type as "mediaType"
       from files f join sources s on s.id = f.source_id join documents d on d.id = f.document_id
      where f.document_id = $1 and s.storage = $2 and f.vanished_at is null order by f.id limit 10`,
    [documentId, storage],
  );
}
