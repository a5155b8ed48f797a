import type {
  ExportedDocument,
  ExportedMention,
  ExportedMentionEntity,
  ExportedPage,
  ExportRow,
  ExportTable,
} from '@acervo/db';
import { toUtf16 } from '@acervo/ner-core';

/** A mention as it is exported: without an entity's id where that would tell more than its text. */
export type MentionPart = Omit<ExportedMention, 'entity_id'> & { readonly entity_id: number | null };

/** All that is exported of one document. */
export interface DocumentParts {
  readonly document: ExportedDocument;
  readonly pages: readonly ExportedPage[];
  readonly mentions: readonly MentionPart[];
  readonly mentionEntities: readonly ExportedMentionEntity[];
  /** Undefined where it has none, or where nobody needs it. */
  readonly text: string | undefined;
}

/** A document's rows of each table.
 *  @param contextCodePoints before and after a mention; 0: none */
export function documentRows(
  { document, pages, mentions, mentionEntities, text }: DocumentParts,
  contextCodePoints: number,
): Record<Exclude<ExportTable, 'entities'>, ExportRow[]> {
  const toUnits = text === undefined || contextCodePoints === 0 ? undefined : toUtf16(text);
  const end = document.text_length ?? 0;
  const around = ({ start, end: stop }: MentionPart) =>
    toUnits === undefined || text === undefined
      ? { before: null, after: null }
      : {
          before: text.slice(toUnits(Math.max(0, start - contextCodePoints)), toUnits(start)),
          after: text.slice(toUnits(stop), toUnits(Math.min(end, stop + contextCodePoints))),
        };
  const { sha256, path } = document;
  return {
    documents: [{ ...document, mentions: mentions.length }],
    pages: pages.map((page) => ({ ...page })),
    mentions: mentions.map((mention) => ({
      ...mention,
      ...around(mention),
      sha256,
      path,
    })),
    mention_entities: mentionEntities.map((each) => ({ ...each })),
    texts: text === undefined ? [] : [{ document_id: document.document_id, text }],
  };
}
