import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** A file that holds other files and is no document itself. `complete`: all it holds is recorded, so that it needs no
 *  second look while size and modification time stay. */
export interface ContainerRecord {
  readonly sourceId: number;
  readonly scanId: number;
  readonly path: string;
  readonly complete?: { readonly sizeBytes: number; readonly modifiedAt: Date };
}

/** Records a container, once before what it holds (whose rows refer to it) and again when all of that is recorded.
 *  @returns its id. */
export async function recordContainer(db: Db, { sourceId, scanId, path, complete }: ContainerRecord): Promise<number> {
  const row = await queryOne<{ id: number }>(
    db,
    `insert into files as f (source_id, path, scan_id, content_scan_id, size_bytes, modified_at)
     values ($1, $2, $3, $3, $4, $5)
     on conflict (source_id, path) do update set scan_id = greatest(f.scan_id, excluded.scan_id),
       size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, document_id = null, error_code = null,
       container_id = null, seen_at = now(), vanished_at = null
     returning id`,
    [sourceId, path, scanId, complete?.sizeBytes ?? null, complete?.modifiedAt ?? null],
  );
  if (row === undefined) throw new PipelineError('internal', 'a container could not be recorded');
  return row.id;
}
