import { type Claim, claim, ocrKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { type Queryable, query, transaction } from '../connection/query.ts';
import { type ExtractionWork, readExtractionWork } from '../extraction/claim-extraction.ts';
import { extractAgain, lockDocument, recordUnread } from './end-ocr.ts';

/** What there is to read by OCR: a document, where its bytes are, and the pages that are left. */
export interface OcrWork extends ExtractionWork {
  readonly pages: readonly number[];
}

/** Claims a document's pending OCR. See {@link Claim} for the answers.
 *  @param engine what would read: pages are noted with it that end as `crashed`. */
export async function claimOcr(
  db: Db,
  {
    documentId,
    instance,
    inFlight,
    storage,
    engine,
  }: { documentId: number; instance: string; inFlight: number; storage: string; engine: string },
): Promise<Claim<OcrWork>> {
  const { state, alone, pages } = await transaction(db, async (client) => {
    await lockDocument(client, documentId);
    const verdict = await claim(client, ocrKey(documentId), { instance, inFlight });
    const left = await findUnread(client, documentId);
    if (verdict.state === 'quarantined') {
      await recordUnread(client, { documentId, engine, pages: left, code: 'crashed' });
      // what was read until then still comes into the text
      await extractAgain(client, documentId);
    }
    return { ...verdict, pages: left };
  });
  if (state !== 'claimed') return { state };
  const work = await readExtractionWork(db, documentId, storage);
  return work === undefined ? { state: 'done' } : { state, alone, ...work, pages };
}

async function findUnread(client: Queryable, documentId: number): Promise<number[]> {
  const left = await query<{ page: number }>(
    client,
    `select w.page from ocr_passes p, unnest(p.pages) as w(page) where p.document_id = $1
        and not exists (select from ocr_pages o where o.document_id = $1 and o.page = w.page)
      order by w.page`,
    [documentId],
  );
  return left.map(({ page }) => page);
}
