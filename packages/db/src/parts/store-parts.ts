import { execute, type Queryable } from '../connection/query.ts';
import { storable } from '../extraction/storable.ts';
import type { FoundParts } from './find-parts.ts';

/** Stores the parts of a text whose former ones are gone. */
export async function insertParts(
  client: Queryable,
  documentId: number,
  { pieces, sections }: FoundParts,
): Promise<void> {
  if (pieces.length > 0)
    await execute(
      client,
      `insert into pieces (document_id, first_page, last_page, title, kind, signer, dated_on, case_number, source)
       select $1, * from unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[],
         $9::text[])`,
      [
        documentId,
        pieces.map(({ firstPage }) => firstPage),
        pieces.map(({ lastPage }) => lastPage),
        pieces.map(({ title }) => (title === undefined ? null : storable(title))),
        pieces.map(({ kind }) => kind ?? null),
        pieces.map(({ signer }) => (signer === undefined ? null : storable(signer))),
        pieces.map(({ date }) => date ?? null),
        pieces.map(({ caseNumber }) => caseNumber ?? null),
        pieces.map(({ source }) => source),
      ],
    );
  if (sections.length > 0)
    await execute(
      client,
      `insert into sections (document_id, start, "end", kind)
       select $1, * from unnest($2::integer[], $3::integer[], $4::text[])`,
      [
        documentId,
        sections.map(({ start }) => start),
        sections.map(({ end }) => end),
        sections.map(({ kind }) => kind),
      ],
    );
}
