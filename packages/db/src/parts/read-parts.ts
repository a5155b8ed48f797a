import type { SectionKind } from '@acervo/legal';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** A document within a file, by its pages. `datedOn` is `YYYY-MM-DD`. */
export interface StoredPiece {
  readonly firstPage: number;
  readonly lastPage: number;
  readonly title: string | null;
  readonly kind: string | null;
  readonly signer: string | null;
  readonly datedOn: string | null;
  readonly caseNumber: string | null;
}

/** A part of a decision: places in code points, the page it begins on where the document has pages. */
export interface StoredSection {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
  readonly page: number | null;
}

/** What a document holds, in order. */
export interface DocumentParts {
  readonly pieces: StoredPiece[];
  readonly sections: StoredSection[];
}

/** The pieces and sections of a document. */
export async function readParts(db: Db, documentId: number): Promise<DocumentParts> {
  const pieces = await query<StoredPiece>(
    db,
    `select first_page as "firstPage", last_page as "lastPage", title, kind, signer, dated_on as "datedOn",
       case_number as "caseNumber"
     from pieces where document_id = $1 order by first_page`,
    [documentId],
  );
  const sections = await query<StoredSection>(
    db,
    `select s.kind, s.start, s."end",
       (select number from pages where document_id = $1 and start <= s.start order by number desc limit 1) as page
     from sections s where s.document_id = $1 order by s.start`,
    [documentId],
  );
  return { pieces, sections };
}
