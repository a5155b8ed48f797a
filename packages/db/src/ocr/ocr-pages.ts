import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, query, queryOne } from '../connection/query.ts';

/** A page that was read by OCR, or why it was not. */
export interface OcrPageRecord {
  readonly documentId: number;
  readonly page: number;
  /** What read it, with its version. */
  readonly engine: string;
  /** In hexadecimal. */
  readonly imageHash?: string | undefined;
  /** As packages/extraction makes and takes it. */
  readonly reading?: object | undefined;
  readonly errorCode?: FailureCode | undefined;
  readonly ocrMs: number;
}

/** Keeps what OCR made of a page. */
export async function recordOcrPage(
  db: Db,
  { documentId, page, engine, imageHash, reading, errorCode, ocrMs }: OcrPageRecord,
): Promise<void> {
  await execute(
    db,
    `insert into ocr_pages (document_id, page, engine, image_hash, reading, error_code, ocr_ms)
     values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7)
     on conflict (document_id, page) do update set engine = excluded.engine, image_hash = excluded.image_hash,
       reading = excluded.reading, error_code = excluded.error_code, ocr_ms = excluded.ocr_ms, read_at = now()`,
    [
      documentId,
      page,
      engine,
      imageHash ?? null,
      reading === undefined ? null : JSON.stringify(reading),
      errorCode ?? null,
      Math.round(ocrMs),
    ],
  );
}

/** What was read of an image before, of whatever document. */
export async function findReadingOfImage(
  db: Db,
  { imageHash, engine }: { imageHash: string; engine: string },
): Promise<unknown> {
  const row = await queryOne<{ reading: unknown }>(
    db,
    `select reading from ocr_pages where image_hash = decode($1, 'hex') and engine = $2 and reading is not null limit 1`,
    [imageHash, engine],
  );
  return row?.reading;
}

/** The pages of a document that OCR has read. */
export async function findPagesRead(db: Db, documentId: number): Promise<number[]> {
  const rows = await query<{ page: number }>(
    db,
    'select page from ocr_pages where document_id = $1 and reading is not null order by page',
    [documentId],
  );
  return rows.map(({ page }) => page);
}

/** What OCR has read of a page.
 *  @throws {PipelineError} `internal` where it hasn't */
export async function getReading(db: Db, { documentId, page }: { documentId: number; page: number }): Promise<unknown> {
  const row = await queryOne<{ reading: unknown }>(
    db,
    'select reading from ocr_pages where document_id = $1 and page = $2 and reading is not null',
    [documentId, page],
  );
  if (row === undefined) throw new PipelineError('internal', 'no reading of the page');
  return row.reading;
}

/** How long a page took lately, in milliseconds; undefined where none was read. */
export async function averageOcrMs(db: Db): Promise<number | undefined> {
  const row = await queryOne<{ ms: number | null }>(
    db,
    `select avg(ocr_ms)::float8 as ms from (
       select ocr_ms from ocr_pages where reading is not null order by read_at desc limit 200) latest`,
  );
  return row?.ms ?? undefined;
}
