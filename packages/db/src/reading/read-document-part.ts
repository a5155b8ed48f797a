import { toCodePoints, toUtf16 } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { MAX_SEGMENT_UNITS } from '../extraction/cut-segments.ts';
import { findCurrentModelIds } from '../questions/active-model.ts';

/** A page of a document, or where it has none (DOCX) a part of its text, as it is stored. */
export interface DocumentPart {
  /** 1-based; of a page, its number. */
  readonly number: number;
  /** Pages or parts of the document. */
  readonly count: number;
  /** Range in the document's text, in code points. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where the document has pages. */
  readonly page: StoredPage | undefined;
  readonly mentions: readonly PartMention[];
  /** What was cut out of this page, by which rule. Boxes: left, top, right, bottom in hundredths of a point. */
  readonly removed: readonly { readonly rule: string; readonly text: string; readonly box: readonly number[] | null }[];
}

/** How a page is and where its text came from. */
export interface StoredPage {
  /** In points, as displayed. */
  readonly width: number;
  readonly height: number;
  readonly textSource: string;
  readonly reason: string | null;
  /** Of OCR, 0..1. */
  readonly confidence: number | null;
  /** Why OCR could not read the page. */
  readonly ocrErrorCode: string | null;
  /** Six numbers a run: start, end (code points of the document), left, top, right, bottom (hundredths of a point). */
  readonly runs: readonly number[];
  /** One number a code point of the runs: how far it reaches to the right beyond the one before (hundredths of a point).
   *  Empty where an older extractor knew none. */
  readonly advances: readonly number[];
}

/** A mention of the active model or of the rules; theirs may lie inside of the model's, or across. `from`, `to`: where it lies in the part's text, in UTF-16; it may begin before the part
 *  or end beyond it. */
export interface PartMention {
  /** One of `ENTITY_TYPES` where it is the model's. */
  readonly type: string;
  /** In code points of the document. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  readonly entityId: number;
  readonly entityName: string;
  /** Whether its check digits are right; null for what has none. */
  readonly valid: boolean | null;
  readonly from: number;
  readonly to: number;
}

/** Code points of a part where there are no pages; a part consists of whole segments. */
const PART_LENGTH = 16_384;

/** Reads the page or part that is asked for by its number, or by a position in the text; costs what it returns, at the end
 *  of a long document as at its beginning. Absent where no text was extracted, or there is no such page. */
export async function readDocumentPart(
  db: Db,
  documentId: number,
  wanted: { readonly number: number } | { readonly at: number },
): Promise<DocumentPart | undefined> {
  const place = (await findPage(db, documentId, wanted)) ?? (await findPart(db, documentId, wanted));
  if (place === undefined) return undefined;
  const { number, count, start, end, page } = place;
  const [segments, mentions, removed] = await Promise.all([
    query<{ start: number; text: string }>(
      db,
      `select start, text from segments where document_id = $1 and start >= $2 - ${MAX_SEGMENT_UNITS} and start < $3
         and ${page === undefined ? 'start >= $2' : `page = $4`} order by start`,
      [documentId, start, end, ...(page === undefined ? [] : [number])],
    ),
    query<Omit<PartMention, 'from' | 'to'>>(
      db,
      `select t.name as type, m.start, m."end", m.text, m.score, m.entity_id as "entityId", e.name as "entityName",
              (e.attributes ->> 'valid')::boolean as valid
         from mentions m join entity_types t on t.id = m.entity_type_id join entities e on e.id = m.entity_id
        where m.document_id = $1 and m.model_id = any ($2::integer[]) and m.start < $4 and m."end" > $3
        order by m.start, m."end" desc, m.entity_type_id`,
      [documentId, await findCurrentModelIds(db), start, end],
    ),
    query<DocumentPart['removed'][number]>(
      db,
      'select rule, text, box from removed_spans where document_id = $1 and page = $2 order by ordinal limit 200',
      [documentId, page === undefined ? null : number],
    ),
  ]);
  const text = segments.map((segment) => segment.text).join('');
  const toUnits = toUtf16(text);
  const base = segments[0]?.start ?? start;
  const length = toCodePoints(text)(text.length);
  const inPart = (position: number) => toUnits(Math.max(0, Math.min(length, position - base)));
  return {
    number,
    count,
    start,
    end,
    text,
    page,
    removed,
    mentions: mentions.map((mention) => ({ ...mention, from: inPart(mention.start), to: inPart(mention.end) })),
  };
}

type Place = Pick<DocumentPart, 'number' | 'count' | 'start' | 'end' | 'page'>;

async function findPage(
  db: Db,
  documentId: number,
  wanted: { readonly number: number } | { readonly at: number },
): Promise<Place | undefined> {
  const isNumber = 'number' in wanted;
  const found = await queryOne<Omit<Place, 'page'> & StoredPage>(
    db,
    `select p.number, (select max(number) from pages where document_id = $1) as count, p.start, p."end",
            p.width, p.height, p.text_source as "textSource", p.reason, p.confidence,
            (select error_code from ocr_pages where document_id = $1 and page = p.number) as "ocrErrorCode", coalesce(l.runs, '{}') as runs,
            coalesce(l.advances, '{}') as advances
       from pages p left join layouts l on l.document_id = p.document_id and l.page = p.number
      where p.document_id = $1 and ${isNumber ? 'p.number = $2' : '(p.start <= $2 or p.number = 1)'}
      order by p.number desc limit 1`,
    [documentId, isNumber ? wanted.number : wanted.at],
  );
  if (found === undefined) return undefined;
  const { number, count, start, end, ...page } = found;
  return { number, count, start, end, page };
}

async function findPart(
  db: Db,
  documentId: number,
  wanted: { readonly number: number } | { readonly at: number },
): Promise<Place | undefined> {
  const [first] = await query<{ hasPages: boolean; length: number | null; last: number | null }>(
    db,
    `select exists (select from pages where document_id = $1) as "hasPages", text_length as length,
            (select max(start) from segments where document_id = $1) as last from documents where id = $1`,
    [documentId],
  );
  if (first === undefined || first.hasPages || first.length === null) return undefined;
  const count = Math.floor((first.last ?? 0) / PART_LENGTH) + 1;
  const starts = async (number: number) =>
    (
      await queryOne<{ start: number | null }>(
        db,
        'select min(start) as start from segments where document_id = $1 and start >= $2',
        [documentId, (number - 1) * PART_LENGTH],
      )
    )?.start ?? null;
  let number = 'number' in wanted ? wanted.number : Math.floor(wanted.at / PART_LENGTH) + 1;
  if (number > count && 'at' in wanted) number = count;
  if (number > count) return undefined;
  let start = number === 1 ? 0 : await starts(number);
  if (start !== null && 'at' in wanted && wanted.at < start && number > 1) {
    number -= 1; // a segment that began in the part before reaches into this one
    start = number === 1 ? 0 : await starts(number);
  }
  const end = number === count ? first.length : await starts(number + 1);
  return start === null ? undefined : { number, count, start, end: end ?? first.length, page: undefined };
}
