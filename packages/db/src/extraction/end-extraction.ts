import type { FailureCode } from '@acervo/runtime';
import { documentKey, fail, release } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { execute } from '../connection/query.ts';
import type { OcrMode } from '../ocr/ocr-mode.ts';

/** Ends the document as failed with a code, where `instance` still holds it. */
export async function failExtraction(
  db: Db,
  {
    documentId,
    instance,
    code,
    extractMs,
    ocr = 'never',
  }: { documentId: number; instance: string; code: FailureCode; extractMs?: number; ocr?: OcrMode },
): Promise<void> {
  const mine = await fail(db, documentKey(documentId), { instance, code });
  if (mine && extractMs !== undefined)
    await execute(db, 'update documents set extract_ms = $2, ocr = $3 where id = $1', [
      documentId,
      Math.round(extractMs),
      ocr,
    ]);
}

/** Gives the document back. With `died`, an extraction child died over it, which counts as a death alone (a child has
 *  one document at a time); the third one ends it as `crashed`: `quarantined`. */
export function releaseExtraction(
  db: Db,
  { documentId, ...claim }: { documentId: number; instance: string; died?: boolean },
): Promise<'released' | 'quarantined'> {
  return release(db, documentKey(documentId), claim);
}
