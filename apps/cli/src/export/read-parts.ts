import {
  type ExportedDocument,
  type ExportFilter,
  readMentionEntities,
  readMentions,
  readPages,
  readTexts,
  type Snapshot,
} from '@acervo/db';
import type { DocumentParts } from './document-parts.ts';

/** Reads what belongs to documents: all of the tables in one go, so that memory holds a batch and no more. */
export async function readParts(
  snapshot: Snapshot,
  documents: readonly ExportedDocument[],
  { modelId, filter, withTexts }: { modelId: number; filter: ExportFilter; withTexts: boolean },
): Promise<DocumentParts[]> {
  const ids = documents.map(({ document_id }) => document_id);
  const pages = Map.groupBy(await readPages(snapshot, ids), ({ document_id }) => document_id);
  const mentions = Map.groupBy(await readMentions(snapshot, modelId, filter, ids), ({ document_id }) => document_id);
  const entities = Map.groupBy(
    await readMentionEntities(snapshot, modelId, filter, ids),
    ({ document_id }) => document_id,
  );
  const texts = withTexts ? await readTexts(snapshot, ids) : new Map<number, string>();
  return documents.map((document) => ({
    document,
    pages: pages.get(document.document_id) ?? [],
    mentions: mentions.get(document.document_id) ?? [],
    mentionEntities: entities.get(document.document_id) ?? [],
    text: texts.get(document.document_id),
  }));
}

/** Documents whose texts may be in memory at once, by count and code points; a longer one is alone. */
const BATCH_DOCUMENTS = 100;
const BATCH_CODE_POINTS = 1_000_000;

/** Cuts a page of documents into batches that fit into memory. */
export function* inBatches(documents: readonly ExportedDocument[]): Generator<ExportedDocument[]> {
  let batch: ExportedDocument[] = [];
  let length = 0;
  for (const document of documents) {
    const more = document.text_length ?? 0;
    if (batch.length > 0 && (batch.length >= BATCH_DOCUMENTS || length + more > BATCH_CODE_POINTS)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(document);
    length += more;
  }
  if (batch.length > 0) yield batch;
}
