import type { ModelRow, StageCounts } from '@acervo/db';

/** Runs that have not ended yet, of all documents by all models that read: those not planned yet and those of documents
 *  that still wait for their text included. */
export function countRunsLeft({ documents, runs }: StageCounts, models: readonly ModelRow[]): number {
  const readers = models.filter(({ state, lost }) => state !== 'installed' && !lost).length;
  const unended = documents.extracted * readers - runs.done - runs.failed;
  return documents.pending * readers + Math.max(unended, runs.pending);
}
