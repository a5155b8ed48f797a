import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** How much of a document was read from images of its pages. */
export interface OcrDescription {
  readonly pages: number;
  /** Mean of those pages', 0..1; null without any. */
  readonly confidence: number | null;
  /** Pages that OCR could not read. */
  readonly failed: number;
  /** Pages that OCR is still to read. */
  readonly pending: number;
}

/** Sums up a document's OCR; looks at each of its pages once. */
export async function describeOcr(db: Db, documentId: number): Promise<OcrDescription> {
  const found = await queryOne<OcrDescription>(
    db,
    `select (select count(*) from pages where document_id = $1 and text_source = 'ocr') as pages,
            (select avg(confidence)::float8 from pages where document_id = $1 and text_source = 'ocr') as confidence,
            (select count(*) from ocr_pages where document_id = $1 and error_code is not null) as failed,
            coalesce((select cardinality(w.pages) - (select count(*) from ocr_pages o where o.document_id = $1 and o.page = any (w.pages))
                        from ocr_passes w where w.document_id = $1 and w.status = 'pending'), 0) as pending`,
    [documentId],
  );
  return found ?? { pages: 0, confidence: null, failed: 0, pending: 0 };
}
