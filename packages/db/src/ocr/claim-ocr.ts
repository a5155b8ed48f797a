import { type Claim, claim, ocrKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { type ExtractionWork, readExtractionWork } from '../extraction/claim-extraction.ts';
import { extractAgain } from './end-ocr.ts';

/** What there is to read by OCR: a document, where its bytes are, and the pages that are left. */
export interface OcrWork extends ExtractionWork {
  readonly pages: readonly number[];
}

/** Claims a document's pending OCR. See {@link Claim} for the answers. */
export async function claimOcr(
  db: Db,
  { documentId, instance, inFlight }: { documentId: number; instance: string; inFlight: number },
): Promise<Claim<OcrWork>> {
  const { state, alone } = await claim(db, ocrKey(documentId), { instance, inFlight });
  // what was read until then still comes into the text
  if (state === 'quarantined') await extractAgain(db, documentId);
  if (state !== 'claimed') return { state };
  const work = await readExtractionWork(db, documentId);
  if (work === undefined) return { state: 'done' };
  const left = await query<{ page: number }>(
    db,
    `select w.page from ocr_passes p, unnest(p.pages) as w(page) where p.document_id = $1
        and not exists (select from ocr_pages o where o.document_id = $1 and o.page = w.page)
      order by w.page`,
    [documentId],
  );
  return { state, alone, ...work, pages: left.map(({ page }) => page) };
}
