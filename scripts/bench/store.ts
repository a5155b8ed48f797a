import { createHash, randomUUID } from 'node:crypto';
import {
  claimExtraction,
  claimRun,
  type Db,
  type ExtractionResult,
  ensureModel,
  ensureSource,
  type Normalizer,
  openInstance,
  openRunStore,
  type RecognitionResult,
  recordFiles,
  requestScan,
  storeExtraction,
  useModel,
} from '@acervo/db';
import { NORMALIZER_VERSION, normalizeInSteps } from '@acervo/legal';

/** A document whose run is claimed. */
export interface ClaimedDocument {
  readonly documentId: number;
  readonly modelId: number;
  readonly instance: string;
  readonly text: string;
  readonly textHash: Buffer;
}

/** Stores extractions as ingest would, each a document of its own, and claims their runs as a worker would. */
export async function storeExtractions(db: Db, extractions: readonly ExtractionResult[]): Promise<ClaimedDocument[]> {
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  const modelId = await ensureModel(db, { name: 'bench', hash: sha256('bench').toString('hex'), settings: {} });
  await useModel(db, { name: 'bench', now: true });
  const sourceId = await ensureSource(db, { storage: 'local', path: `/bench/${randomUUID()}` });
  const scanId = await requestScan(db, { sourceId });
  const hashes = extractions.map((_, index) => sha256(`${scanId} ${index}`));
  const file = { sourceId, scanId, sizeBytes: 1, modifiedAt: new Date() };
  await recordFiles(
    db,
    hashes.map((hash, index) => ({ ...file, path: `${index}.pdf`, sha256: hash })),
  );
  const { rows } = await db.pool.query<{ id: number; sha256: Buffer }>('select id, sha256 from documents');
  const ids = new Map(rows.map((row) => [row.sha256.toString('hex'), row.id]));
  await using opened = await openInstance(db, { kind: 'bench' });
  const instance = opened.id;
  const claimed = [];
  for (const [index, extraction] of extractions.entries()) {
    const documentId = ids.get(hashes[index]?.toString('hex') ?? '');
    if (documentId === undefined) throw new Error(`document ${index} was not recorded`);
    await claimExtraction(db, { documentId, instance, inFlight: 0, storage: 'local' });
    await storeExtraction(db, { documentId, extraction, extractMs: 0 });
    const claim = await claimRun(db, { documentId, modelId, instance, inFlight: 0 });
    if (claim.state !== 'claimed') throw new Error(`run of document ${documentId} is ${claim.state}`);
    claimed.push({ documentId, modelId, instance, text: claim.text, textHash: claim.textHash });
  }
  return claimed;
}

/** Stores what was recognized in each of the documents, as a worker does that has them all at once. */
export async function storeRuns(
  db: Db,
  documents: readonly ClaimedDocument[],
  recognitions: readonly RecognitionResult[],
  normalizer: Normalizer = { version: NORMALIZER_VERSION, normalize: normalizeInSteps },
): Promise<void> {
  const store = openRunStore(db);
  await Promise.all(
    documents.map((document, index) => {
      const recognition = recognitions[index];
      return recognition && store.store({ ...document, recognition, normalizer, recognizeMs: 0, versions: {} });
    }),
  );
}
