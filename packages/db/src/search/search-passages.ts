import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { allOf, openParameters } from '../questions/parameters.ts';
import { documentFilterSql, type FacetFilter } from './facet-filter.ts';
import { COUNTED_RESULTS, type CountedFacets, countFacets } from './facets.ts';

/** A piece of a text, at most a page, that has the words looked for. Positions count code points. */
export interface FoundPassage {
  readonly documentId: number;
  readonly path: string | null;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly judgedOn: string | null;
  readonly page: number | null;
  readonly start: number;
  readonly rank: number;
  readonly text: string;
  /** `text` without accents, the words that were looked for between U+E000 and U+E001. */
  readonly marked: string;
}

/** Position after which the next page of passages starts. */
export interface PassageCursor {
  readonly rank: number;
  readonly documentId: number;
  readonly start: number;
}

/** What is looked for, as web search engines take it: words, "a phrase", or, -not. */
export interface PassageQuestion {
  readonly text: string;
  readonly filter?: FacetFilter;
  /** `relevance` orders the first {@link COUNTED_RESULTS} passages only; `document` goes through all of them. */
  readonly order: 'relevance' | 'document';
  readonly after?: PassageCursor;
  readonly limit?: number;
  /** {@link countPassages} found fewer than it counts: all of them are looked up, and none in the order of documents. */
  readonly areFew?: boolean;
}

const MARKS = `E'HighlightAll=true, StartSel=\\uE000, StopSel=\\uE001'`;

/** Passages with the words of a question, accents or not; every page is read from its cursor on. */
export async function searchPassages(
  db: Db,
  { text, filter = {}, order, after, limit = 20, areFew = false }: PassageQuestion,
): Promise<FoundPassage[]> {
  const { values, add } = openParameters();
  const wanted = `websearch_to_tsquery('portuguese', fold_accents(${add(text)}))`;
  const matching = allOf([`s.words @@ ${wanted}`, documentFilterSql('s.document_id', filter, add)]);
  const count = add(limit);
  const cursor = after && `${add(after.documentId)}::bigint, ${add(after.start)}::integer`;
  const chosen =
    order === 'document'
      ? `select s.*, 0::real as rank from ${areFew ? `(select * from segments s where ${matching} offset 0)` : 'segments'} s
          where ${areFew ? 'true' : matching} ${cursor === undefined ? '' : `and (s.document_id, s.start) > (${cursor})`}
          order by s.document_id, s.start limit ${count}`
      : `select * from (
           select s.*, ts_rank(s.words, ${wanted}) as rank from segments s where ${matching}
           order by s.document_id, s.start limit ${COUNTED_RESULTS}) s
          where ${after === undefined ? 'true' : `(-rank, s.document_id, s.start) > (-${add(after.rank)}::real, ${cursor})`}
          order by rank desc, s.document_id, s.start limit ${count}`;
  return query<FoundPassage>(
    db,
    `with found as materialized (${chosen})
     select s.document_id as "documentId", s.page, s.start, s.rank, s.text, m.court, m.case_number as "caseNumber",
            m.judged_on as "judgedOn",
            (select f.path from files f where f.document_id = s.document_id order by f.vanished_at nulls first, f.id limit 1) as path,
            ts_headline('portuguese', fold_accents(s.text), ${wanted}, ${MARKS}) as marked
       from found s left join document_metadata m on m.document_id = s.document_id
      order by rank desc, s.document_id, s.start`,
    values,
  );
}

/** Counts the first {@link COUNTED_RESULTS} passages by what is known about their documents; `counted` tells how many
 *  these are. */
export async function countPassages(
  db: Db,
  { text, filter = {} }: Pick<PassageQuestion, 'text' | 'filter'>,
): Promise<CountedFacets> {
  const { values, add } = openParameters();
  const matching = allOf([
    `s.words @@ websearch_to_tsquery('portuguese', fold_accents(${add(text)}))`,
    documentFilterSql('s.document_id', filter, add),
  ]);
  return countFacets(
    db,
    `select s.document_id from segments s where ${matching} order by s.document_id, s.start limit ${COUNTED_RESULTS}`,
    { values, ofMentions: false },
  );
}
