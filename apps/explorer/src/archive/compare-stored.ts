import {
  countDifferences,
  type Db,
  type DifferenceCount,
  findDifferences,
  type ModelPair,
  type SampledDifference,
  sampleSelected,
} from '@acervo/db';

/** Where two models differ on some documents that both have read. */
export interface StoredComparison {
  readonly documents: number;
  readonly counts: readonly DifferenceCount[];
  readonly examples: readonly SampledDifference[];
}

const DOCUMENTS = 50;
const EXAMPLES = 5;

/** Compares what is stored, in documents chosen by chance (the same ones each time). */
export async function compareStored(db: Db, pair: ModelPair): Promise<StoredComparison> {
  const ids = await sampleSelected(db, {}, { readBy: pair, size: DOCUMENTS, seed: 1 });
  const [counts, examples] = await Promise.all([
    countDifferences(db, pair, ids),
    findDifferences(db, pair, ids, { limit: EXAMPLES }),
  ]);
  return { documents: ids.length, counts, examples };
}
