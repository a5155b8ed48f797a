import { toUtf16 } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import type { FoundSpan } from '../runs/recognition-result.ts';
import { findCurrentModelIds } from './active-model.ts';
import type { RoleInCase } from './find-mentions.ts';
import { ROLE_COLUMNS } from './mention-context.ts';

/** A text with its pages and what the active model and the rules mention in it, all in UTF-16. */
export interface DocumentReading {
  readonly text: string;
  readonly pages: {
    number: number;
    start: number;
    end: number;
    textSource: string;
    reason: string | null;
    /** Of OCR, 0..1. */
    confidence: number | null;
  }[];
  readonly mentions: (FoundSpan & RoleInCase & { page: number | null; entityId: number; entityName: string })[];
}

/** Reads a document as it is stored; absent where no text was extracted. A blank document has an empty one. */
export async function readDocument(db: Db, documentId: number): Promise<DocumentReading | undefined> {
  const stored = await queryOne<{ text: string }>(db, 'select text from texts where document_id = $1', [documentId]);
  if (stored === undefined) return undefined;
  const { text } = stored;
  const pages = await query<DocumentReading['pages'][number]>(
    db,
    `select number, start, "end", text_source as "textSource", reason, confidence from pages where document_id = $1 order by number`,
    [documentId],
  );
  const mentions = await query<DocumentReading['mentions'][number]>(
    db,
    `select m.start, m."end", t.name as type, m.text, m.score, m.page, m.entity_id as "entityId", e.name as "entityName",
            ${ROLE_COLUMNS}
       from mentions m join entity_types t on t.id = m.entity_type_id join entities e on e.id = m.entity_id
      where m.document_id = $1 and m.model_id = any ($2::integer[]) order by m.start, m."end" desc, m.entity_type_id`,
    [documentId, await findCurrentModelIds(db)],
  );
  const toUnits = toUtf16(text);
  const inUnits = <Part extends { start: number; end: number }>(part: Part) => ({
    ...part,
    start: toUnits(part.start),
    end: toUnits(part.end),
  });
  return { text, pages: pages.map(inUnits), mentions: mentions.map(inUnits) };
}
