import type { FailureCode } from '@acervo/runtime';
import { ocrKey, release } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, transaction } from '../connection/query.ts';
import { AGAIN_SQL } from '../questions/redrive.ts';

/** Ends a document's OCR, where `instance` still holds it: as failed with the code of the first page that failed, or well;
 *  with pages that were planned in the meantime, it is to be claimed again. In the same transaction the document becomes
 *  pending, so that what was read comes into its text.
 *  @param pages those that were to be read: what is still unread of them failed with `code`. */
export async function endOcr(
  db: Db,
  {
    documentId,
    instance,
    engine,
    pages,
    code = 'internal',
  }: {
    documentId: number;
    instance: string;
    engine: string;
    pages: readonly number[];
    code?: FailureCode | undefined;
  },
): Promise<void> {
  await transaction(db, async (client) => {
    await lockDocument(client, documentId);
    const ended = await execute(
      client,
      `update ocr_passes set claimed_by = null, claimed_at = null, claimed_alone = false
        where document_id = $1 and claimed_by = $2 and status = 'pending'`,
      [documentId, instance],
    );
    if (ended === 0) return;
    await recordUnread(client, { documentId, engine, pages, code });
    await execute(
      client,
      `update ocr_passes p set error_code = f.code, finished_at = now(),
         status = case when f.code is null then 'done' else 'failed' end
       from (select (select o.error_code from ocr_pages o join ocr_passes w using (document_id)
           where document_id = $1 and o.page = any (w.pages) and o.error_code is not null order by o.page limit 1) as code) f
       where document_id = $1 and p.pages <@ array(select page from ocr_pages where document_id = $1)`,
      [documentId],
    );
    await execute(client, `update ocr_passes set queued_at = null where document_id = $1 and status = 'pending'`, [
      documentId,
    ]);
    await extractAgain(client, documentId);
  });
}

/** In the order in which storing a text locks rows. */
export async function lockDocument(client: Queryable, documentId: number): Promise<void> {
  await execute(client, 'select from documents where id = $1 for no key update', [documentId]);
}

/** Notes why pages were not read, so that nobody plans to read them again. */
export async function recordUnread(
  client: Queryable,
  {
    documentId,
    engine,
    pages,
    code,
  }: { documentId: number; engine: string; pages: readonly number[]; code: FailureCode },
): Promise<void> {
  await execute(
    client,
    `insert into ocr_pages (document_id, page, engine, error_code, ocr_ms)
     select $1, page, $2, $3, 0 from unnest($4::integer[]) as u(page) on conflict do nothing`,
    [documentId, engine, code, pages],
  );
}

/** Has a document extracted again, so that what OCR has read comes into its text. */
export async function extractAgain(on: Db | Queryable, documentId: number): Promise<void> {
  await execute(on, `update documents set ${AGAIN_SQL} where id = $1 and status = 'extracted'`, [documentId]);
}

/** Gives the document back. */
export function releaseOcr(
  db: Db,
  { documentId, ...claim }: { documentId: number; instance: string },
): Promise<'released' | 'quarantined'> {
  return release(db, ocrKey(documentId), claim);
}
