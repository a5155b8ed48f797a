import type { FailureCode } from '@acervo/runtime';
import { ocrKey, release } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, transaction } from '../connection/query.ts';
import { AGAIN_SQL } from '../questions/redrive.ts';

/** Ends a document's OCR, where `instance` still holds it: with the code of the first page that failed, or well. In the same
 *  transaction the document becomes pending, so that what was read comes into its text. */
export async function endOcr(
  db: Db,
  { documentId, instance, code }: { documentId: number; instance: string; code?: FailureCode | undefined },
): Promise<void> {
  await transaction(db, async (client) => {
    // in the order in which storing a text locks them
    await execute(client, 'select from documents where id = $1 for no key update', [documentId]);
    const ended = await execute(
      client,
      `update ocr_passes set status = case when $3::text is null then 'done' else 'failed' end, error_code = $3,
         finished_at = now(), claimed_by = null, claimed_at = null, claimed_alone = false
       where document_id = $1 and claimed_by = $2 and status = 'pending'`,
      [documentId, instance, code ?? null],
    );
    if (ended > 0) await extractAgain(client, documentId);
  });
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
