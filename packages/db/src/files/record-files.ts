import type { FailureCode } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne, transaction } from '../connection/query.ts';

/** A file as a scan saw it: `path` relative to its source, with `/`; either `sha256` or `errorCode`. */
export interface FileRecord {
  readonly sourceId: number;
  readonly scanId: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly sha256?: Buffer;
  readonly errorCode?: FailureCode;
  /** The file this one is inside of; see {@link recordContainer}. */
  readonly containerId?: number;
}

/** `changed`: other bytes or another error than recorded; a file that came back counts as `new`. */
export interface RecordedFiles {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Records a batch of files (thousands are fine), in one transaction; bytes that are new become pending documents.
 *  Documents that failed because their file was gone become pending again. */
export async function recordFiles(db: Db, batch: readonly FileRecord[]): Promise<RecordedFiles> {
  return transaction(db, (client) => recordFilesIn(client, batch));
}

/** The same within a transaction. */
export async function recordFilesIn(client: Queryable, batch: readonly FileRecord[]): Promise<RecordedFiles> {
  const files = [...new Map(batch.map((file) => [`${file.sourceId} ${file.path}`, file])).values()];
  const documents = await ensureDocuments(client, files);
  const counts = await queryOne<RecordedFiles>(
    client,
    `with given as (
       select * from unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::bigint[],
         $7::text[], $8::bigint[])
         as g(source_id, path, scan_id, size_bytes, modified_at, document_id, error_code, container_id)),
     before as (
       select f.id, f.source_id, f.path, f.document_id, f.error_code, f.vanished_at from given g
       join files f using (source_id, path)),
     stored as (
       insert into files as f
         (source_id, path, scan_id, content_scan_id, size_bytes, modified_at, document_id, error_code, container_id)
       select source_id, path, scan_id, scan_id, size_bytes, modified_at, document_id, error_code, container_id from given
       order by source_id, path
       on conflict (source_id, path) do update set scan_id = greatest(f.scan_id, excluded.scan_id), size_bytes = excluded.size_bytes,
         modified_at = excluded.modified_at, document_id = excluded.document_id, error_code = excluded.error_code,
         container_id = excluded.container_id, seen_at = now(), vanished_at = null,
         content_scan_id = case when f.document_id is distinct from excluded.document_id or f.vanished_at is not null
           then excluded.scan_id else f.content_scan_id end
       returning source_id, path, document_id, error_code),
       -- what was attached to the document that a file held before
       detached as (
         update files f set vanished_at = now() from stored s join before b using (source_id, path)
         where f.container_id = b.id and f.vanished_at is null and b.document_id is not null
           and b.document_id is distinct from s.document_id)
     select count(*) filter (where b.path is null or b.vanished_at is not null) as new,
       count(*) filter (where b.vanished_at is null and
         (b.document_id, b.error_code) is distinct from (s.document_id, s.error_code) and b.path is not null) as changed,
       count(*) filter (where b.vanished_at is null and b.path is not null and
         (b.document_id, b.error_code) is not distinct from (s.document_id, s.error_code)) as unchanged
     from stored s left join before b using (source_id, path)`,
    [
      files.map(({ sourceId }) => sourceId),
      files.map(({ path }) => path),
      files.map(({ scanId }) => scanId),
      files.map(({ sizeBytes }) => sizeBytes),
      files.map(({ modifiedAt }) => modifiedAt),
      files.map(({ sha256 }) => (sha256 === undefined ? null : (documents.get(sha256.toString('hex')) ?? null))),
      files.map(({ errorCode }) => errorCode ?? null),
      files.map(({ containerId }) => containerId ?? null),
    ],
  );
  return counts ?? { new: 0, changed: 0, unchanged: 0 };
}

/** Document ids by hex sha256; creates those that are new, in hash order so that scans of the same bytes don't deadlock. */
async function ensureDocuments(client: Queryable, files: readonly FileRecord[]): Promise<Map<string, number>> {
  const hashed = files.flatMap(({ sha256, sizeBytes, sourceId }) =>
    sha256 === undefined ? [] : [{ sha256, sizeBytes, sourceId }],
  );
  if (hashed.length === 0) return new Map();
  const parameters = [hashed.map(({ sha256 }) => sha256)];
  await execute(
    client,
    `insert into documents (sha256, size_bytes, storage)
     select distinct on (g.sha256) g.sha256, g.size_bytes, s.storage
     from unnest($1::bytea[], $2::bigint[], $3::integer[]) as g(sha256, size_bytes, source_id)
     join sources s on s.id = g.source_id where not exists (select from documents d where d.sha256 = g.sha256)
     order by g.sha256
     on conflict (sha256) do nothing`,
    [...parameters, hashed.map(({ sizeBytes }) => sizeBytes), hashed.map(({ sourceId }) => sourceId)],
  );
  // a file of these bytes is here: the document can be read here
  await execute(
    client,
    `update documents d set storage = s.storage, queued_at = null, status = 'pending', error_code = null
     from unnest($1::bytea[], $2::integer[]) as g(sha256, source_id) join sources s on s.id = g.source_id
     where d.sha256 = g.sha256 and (d.status = 'failed' and d.error_code in ('not-found', 'unreadable')
       or d.status = 'pending' and d.claimed_by is null and d.storage <> s.storage and not exists (
         select from files f join sources o on o.id = f.source_id
         where f.document_id = d.id and f.vanished_at is null and o.storage = d.storage))`,
    [...parameters, hashed.map(({ sourceId }) => sourceId)],
  );
  const rows = await query<{ id: number; sha256: Buffer }>(
    client,
    'select id, sha256 from documents where sha256 = any($1)',
    parameters,
  );
  return new Map(rows.map(({ id, sha256 }) => [sha256.toString('hex'), id]));
}
