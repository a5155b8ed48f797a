import { execute, type Queryable, queryOne } from '../connection/query.ts';

/** What an extraction says about OCR. */
export interface OcrPlan {
  /** The pages that are to be read, those that were tried before included. */
  readonly wanted: readonly number[];
  /** The pages whose readings the extraction had. */
  readonly taken: readonly number[];
}

/** Makes what there is to read of a document by OCR be the pages that are wanted; none is tried again by itself. Whoever
 *  reads the document now keeps it. Within the transaction that stores its text.
 *  @returns whether pages were read in the meantime that the text should have: nobody else will bring them in. */
export async function planOcr(client: Queryable, documentId: number, { wanted, taken }: OcrPlan): Promise<boolean> {
  if (wanted.length === 0)
    await execute(client, `delete from ocr_passes where document_id = $1 and status = 'pending'`, [documentId]);
  await execute(
    client,
    `insert into ocr_passes as p (document_id, pages)
     select $1, array_agg(page order by page) from unnest($2::integer[]) as w(page)
     having not array_agg(page) <@ array(select o.page from ocr_pages o where o.document_id = $1)
     on conflict (document_id) do update set pages = excluded.pages, status = 'pending', error_code = null,
       finished_at = null, queued_at = case when p.status = 'pending' then p.queued_at end,
       deaths = case when p.status = 'pending' then p.deaths else 0 end,
       deaths_alone = case when p.status = 'pending' then p.deaths_alone else 0 end,
       planned_at = case when p.status = 'pending' then p.planned_at else now() end`,
    [documentId, wanted],
  );
  const late = await queryOne<{ found: boolean }>(
    client,
    `select exists (select from ocr_pages where document_id = $1 and reading is not null and not page = any ($2))
        and not exists (select from ocr_passes where document_id = $1 and status = 'pending') as found`,
    [documentId, taken],
  );
  return late?.found === true;
}
