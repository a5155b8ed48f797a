import type { FailureCode } from '@acervo/runtime';
import { fail, release, runKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';

/** Ends the run as failed with a code, where `instance` still holds it. */
export async function failRun(
  db: Db,
  { documentId, modelId, ...end }: { documentId: number; modelId: number; instance: string; code: FailureCode },
): Promise<void> {
  await fail(db, runKey(documentId, modelId), end);
}

/** Gives the run back. With `died`, a thread that had only this document died over it: a death alone; the third one ends
 *  it as `crashed`: `quarantined`. */
export function releaseRun(
  db: Db,
  { documentId, modelId, ...claim }: { documentId: number; modelId: number; instance: string; died?: boolean },
): Promise<'released' | 'quarantined'> {
  return release(db, runKey(documentId, modelId), claim);
}
