import { type Db, foldEntityTotals } from '@acervo/db';

const LIMIT = 50_000;

/** Brings the totals of entities up to date: folds until a pass is not full; others may be adding deltas all the while. */
export async function foldWhatIsThere(db: Db, signal: AbortSignal): Promise<void> {
  while ((await foldEntityTotals(db, { limit: LIMIT })).folded === LIMIT) signal.throwIfAborted();
}
