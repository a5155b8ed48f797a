import { execute, type Queryable } from '../connection/query.ts';

/** Makes what there is to read of a document by OCR be these pages, but for those that were read before or could not be;
 *  none: nothing. Within the transaction that stores its text. */
export async function planOcr(client: Queryable, documentId: number, pages: readonly number[]): Promise<void> {
  const planned = await execute(
    client,
    `insert into ocr_passes (document_id, pages)
     select $1, array_agg(page order by page) from unnest($2::integer[]) as w(page)
      where not exists (select from ocr_pages o where o.document_id = $1 and o.page = w.page)
     having count(*) > 0
     on conflict (document_id) do update set pages = excluded.pages, status = 'pending', error_code = null,
       finished_at = null, queued_at = null, claimed_by = null, claimed_at = null, claimed_alone = false, deaths = 0,
       deaths_alone = 0`,
    [documentId, pages],
  );
  if (planned === 0)
    await execute(client, `delete from ocr_passes where document_id = $1 and status = 'pending'`, [documentId]);
}
