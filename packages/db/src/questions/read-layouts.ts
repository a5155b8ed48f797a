import { toUtf16 } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** Where the text of a page stands, in the shape of `packages/extraction`: positions in UTF-16. */
export interface PageLayout {
  readonly number: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
  /** Six numbers a run: start, end, left, top, right, bottom; boxes in 1/100 pt from the top left corner. */
  readonly runs: Int32Array;
  /** One number for each unit of the runs; as many zeros where an older extractor knew none. */
  readonly advances: Int16Array;
}

interface StoredLayout {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
  readonly runs: readonly number[];
  readonly advances: readonly number[];
}

/** Reads the layout of a document, or of one page of it.
 *  @param text the document's text, by which stored positions are told in UTF-16 */
export async function readLayouts(
  db: Db,
  { documentId, text, page }: { documentId: number; text: string; page?: number | undefined },
): Promise<PageLayout[]> {
  const stored = await query<StoredLayout>(
    db,
    `select p.number, p.width, p.height, p.start, p."end", l.runs, l.advances
       from pages p join layouts l on l.document_id = p.document_id and l.page = p.number
      where p.document_id = $1 and ($2::integer is null or p.number = $2) order by p.number`,
    [documentId, page ?? null],
  );
  const toUnits = toUtf16(text);
  return stored.map((layout) => inUnits(layout, text, toUnits));
}

function inUnits(stored: StoredLayout, text: string, toUnits: (offset: number) => number): PageLayout {
  const runs = Int32Array.from(stored.runs, (value, index) => (index % 6 < 2 ? toUnits(value) : value));
  const advances: number[] = [];
  let read = 0;
  for (let run = 0; run < runs.length; run += 6) {
    const [start = 0, end = 0] = runs.subarray(run, run + 2);
    for (let at = start; at < end; at++) {
      const isSecond = at > start && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
      advances.push(isSecond ? 0 : (stored.advances[read++] ?? 0));
    }
  }
  return {
    ...stored,
    start: toUnits(stored.start),
    end: toUnits(stored.end),
    runs,
    advances: Int16Array.from(advances),
  };
}
