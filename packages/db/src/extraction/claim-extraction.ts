import { type Claim, claim, documentKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { KEEPS_NOISE_SQL } from '../files/keep-noise.ts';
import { OCR_MODE_SQL, type OcrMode } from '../ocr/ocr-mode.ts';

/** Copies of one document on one storage that are tried. */
const MAX_FILES = 20;

/** A file that held a document's bytes when a scan looked at it last. */
export interface FileOfDocument {
  readonly fileId: number;
  readonly sourceId: number;
  /** The last scan that saw it. */
  readonly scanId: number;
  readonly sourcePath: string;
  /** Relative to the source. */
  readonly path: string;
  /** The file this one is inside of, and that one in turn, as far as it goes: the nearest first. One that is a document
   *  has it attached. */
  readonly containers: readonly { readonly path: string; readonly isDocument: boolean }[];
}

/** What there is to extract: a document, and where its bytes are on the storage (files that are there first). */
export interface ExtractionWork {
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** One of the sources that have it keeps stamps and running heads in its texts. */
  readonly keepNoise: boolean;
  readonly ocr: OcrMode;
  readonly files: readonly FileOfDocument[];
}

/** Claims a pending document. See {@link Claim} for the answers. */
export async function claimExtraction(
  db: Db,
  {
    documentId,
    instance,
    inFlight,
    storage,
  }: { documentId: number; instance: string; inFlight: number; storage: string },
): Promise<Claim<ExtractionWork>> {
  const { state, alone } = await claim(db, documentKey(documentId), { instance, inFlight });
  if (state !== 'claimed') return { state };
  const work = await readExtractionWork(db, documentId, storage);
  return work === undefined ? { state: 'done' } : { state, alone, ...work };
}

/** What is known of a document and where its bytes are; undefined where there is no such document. */
export async function readExtractionWork(
  db: Db,
  documentId: number,
  storage: string,
): Promise<ExtractionWork | undefined> {
  const document = await queryOne<Omit<ExtractionWork, 'files'>>(
    db,
    `select sha256, size_bytes as "sizeBytes", ${KEEPS_NOISE_SQL} as "keepNoise", ${OCR_MODE_SQL} as ocr
       from documents d where id = $1`,
    [documentId],
  );
  if (document === undefined) return undefined;
  const files = await query<FileOfDocument>(
    db,
    `select f.id as "fileId", f.source_id as "sourceId", f.scan_id as "scanId", s.path as "sourcePath", f.path,
       (with recursive containers as (
           select c.*, 1 as depth from files c where c.id = f.container_id
           union all select c.*, o.depth + 1 from containers o join files c on c.id = o.container_id)
         select coalesce(json_agg(json_build_object('path', path, 'isDocument', document_id is not null) order by depth), '[]')
         from containers) as containers
     from files f join sources s on s.id = f.source_id where f.document_id = $1 and s.storage = $2
     order by f.vanished_at is not null, f.id limit ${MAX_FILES}`,
    [documentId, storage],
  );
  return { ...document, files };
}
