import { toCodePoints } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne, transaction } from '../connection/query.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import type { TextToRead } from '../rules/store-found.ts';
import { readStated } from './read-stated.ts';
import { writeMetadata } from './write-metadata.ts';

/** Stores what the rules of today read on a document's first pages; the manifest's values stay. The same as stored writes
 *  nothing, and a text that was replaced meanwhile is left alone. */
export async function readMetadataAgain(db: Db, { documentId, text, textHash }: TextToRead): Promise<void> {
  await transaction(db, async (client) => {
    await lockDocuments(client, [documentId], 'change');
    const document = await queryOne<{ textHash: Buffer | null }>(
      client,
      'select text_hash as "textHash" from documents where id = $1',
      [documentId],
    );
    if (!document?.textHash?.equals(textHash)) return;
    const removed = await query<{ page: number | null; text: string }>(
      client,
      'select page, text from removed_spans where document_id = $1 order by ordinal',
      [documentId],
    );
    await writeMetadata(client, 'read', [[documentId, readStated({ text, removed }, toCodePoints(text))]]);
  });
}
