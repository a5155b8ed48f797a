import {
  type Db,
  type DocumentReading,
  findRemoved,
  type PageLayout,
  type RemovedFromPage,
  readLayouts,
} from '@acervo/db';

/** Where the text of a document, or of one page of it, stands, and what was taken out of that page. */
export interface Places {
  readonly layouts: readonly PageLayout[];
  readonly removed: readonly RemovedFromPage[];
}

/** Reads places of a whole document, or of one page with what was taken out of it. */
export async function readPlaces(
  db: Db,
  documentId: number,
  { text }: DocumentReading,
  page: number | undefined,
): Promise<Places> {
  const [layouts, removed] = await Promise.all([
    readLayouts(db, { documentId, text, page }),
    page === undefined ? [] : findRemoved(db, { documentId, page }),
  ]);
  return { layouts, removed };
}
