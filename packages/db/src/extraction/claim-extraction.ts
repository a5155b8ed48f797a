import { type Claim, claim, documentKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** What there is to extract: a document, and where its bytes are (files that are there first; of all storages). */
export interface ExtractionWork {
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  readonly files: readonly { fileId: number; storage: string; sourcePath: string; path: string }[];
}

/** Claims a pending document. See {@link Claim} for the answers. */
export async function claimExtraction(
  db: Db,
  { documentId, instance, inFlight }: { documentId: number; instance: string; inFlight: number },
): Promise<Claim<ExtractionWork>> {
  const { state, alone } = await claim(db, documentKey(documentId), { instance, inFlight });
  if (state !== 'claimed') return { state };
  const rows = await query<{
    sha256: Buffer;
    sizeBytes: number;
    fileId: number | null;
    storage: string;
    sourcePath: string;
    path: string;
  }>(
    db,
    `select d.sha256, d.size_bytes as "sizeBytes", f.id as "fileId", s.storage, s.path as "sourcePath", f.path
     from documents d left join files f on f.document_id = d.id left join sources s on s.id = f.source_id
     where d.id = $1 order by f.vanished_at is not null, f.id limit 20`,
    [documentId],
  );
  const first = rows[0];
  if (first === undefined) return { state: 'done' };
  const files = rows.flatMap(({ fileId, storage, sourcePath, path }) =>
    fileId === null ? [] : [{ fileId, storage, sourcePath, path }],
  );
  return { state, alone, sha256: first.sha256, sizeBytes: first.sizeBytes, files };
}
