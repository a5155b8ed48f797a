import { type Db, foldEntityTotals, linkCopies } from '@acervo/db';

/** Brings copies of texts and the totals of entities up to date: links and folds until a pass leaves nothing; others may be
 *  adding to both all the while. */
export async function foldWhatIsThere(db: Db, signal: AbortSignal): Promise<void> {
  while ((await linkCopies(db)).more) signal.throwIfAborted();
  while ((await foldEntityTotals(db)).more) signal.throwIfAborted();
}
