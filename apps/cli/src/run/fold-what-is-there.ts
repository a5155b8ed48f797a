import { type Db, foldEntityTotals } from '@acervo/db';

/** Brings the totals of entities up to date: folds until a pass leaves nothing; others may be adding deltas all the while. */
export async function foldWhatIsThere(db: Db, signal: AbortSignal): Promise<void> {
  while ((await foldEntityTotals(db)).more) signal.throwIfAborted();
}
