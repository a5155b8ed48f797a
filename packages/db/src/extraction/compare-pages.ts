import { type Queryable, query } from '../connection/query.ts';
import type { ExtractionResult } from './extraction-result.ts';
import type { PreparedText } from './prepare-text.ts';

interface StoredPage {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly textSource: string;
  readonly reason: string | null;
  readonly confidence: number | null;
}

/** Whether the stored pages are the `same`, have the same ranges but were `read-otherwise`, or are `other` ones. */
export async function comparePages(
  client: Queryable,
  documentId: number,
  extraction: ExtractionResult,
  prepared: PreparedText,
): Promise<'same' | 'read-otherwise' | 'other'> {
  const stored = await query<StoredPage>(
    client,
    `select number, start, "end", text_source as "textSource", reason, confidence
       from pages where document_id = $1 order by number`,
    [documentId],
  );
  if (stored.length !== prepared.pages.length) return 'other';
  let isSame = true;
  for (const [index, page] of stored.entries()) {
    const [range, read] = [prepared.pages[index], extraction.pages[index]];
    if (range === undefined || read === undefined) return 'other';
    if (page.number !== range.number || page.start !== range.start || page.end !== range.end) return 'other';
    const { textSource, reason = null, confidence = null } = read;
    isSame &&=
      page.textSource === textSource &&
      page.reason === reason &&
      (confidence === null
        ? page.confidence === null
        : page.confidence !== null && isEqualReal(page.confidence, confidence));
  }
  return isSame ? 'same' : 'read-otherwise';
}

/** PostgreSQL's `real` has 32 bits. */
function isEqualReal(stored: number, given: number): boolean {
  return Math.fround(stored) === Math.fround(given);
}
