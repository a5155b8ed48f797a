import { splitWords } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { MAX_SEGMENT_UNITS } from '../extraction/cut-segments.ts';
import { verifyTotals } from './verify-totals.ts';

/** A broken invariant, by ids only. */
export interface Violation {
  readonly rule: string;
  readonly documentId?: number;
  readonly modelId?: number;
  readonly entityId?: number;
  readonly start?: number;
  readonly page?: number;
}

/** Documents checked by one statement. */
const DOCUMENTS_AT_ONCE = 200;
/** What must hold for documents `$1` < id <= `$2`; each selects what breaks it. */
const RULES: Record<string, string> = {
  'mention-equals-its-slice': `
    select m.document_id as "documentId", m.model_id as "modelId", m.start from mentions m
     cross join lateral (
       select string_agg(s.text, '' order by s.start) as text, min(s.start) as start from segments s
        where s.document_id = m.document_id and s.start > m.start - ${MAX_SEGMENT_UNITS} and s.start < m."end" and s."end" > m.start) piece
     where m.document_id > $1 and m.document_id <= $2
       and m.text is distinct from substr(piece.text, m.start - piece.start + 1, m."end" - m.start)`,
  'segments-cover-the-text': `
    select id as "documentId" from documents d
     where d.id > $1 and d.id <= $2 and d.status = 'extracted' and not coalesce((
       select bool_and(s.start = s.before) and max(s."end") = d.text_length and bool_and(length(s.text) = s."end" - s.start)
         from (select start, "end", text, lag("end", 1, 0) over (order by start) as before
                 from segments where document_id = d.id) s), d.text_length = 0)`,
  'text-equals-its-hash': `
    select id as "documentId" from documents d
     where d.id > $1 and d.id <= $2 and d.status = 'extracted' and d.text_hash is distinct from
       sha256(convert_to(coalesce((select string_agg(text, '' order by start) from segments where document_id = d.id), ''), 'UTF8'))`,
  'pages-in-order': `
    select document_id as "documentId", number as page from (
       select p.document_id, p.number, p.start, p."end", d.text_length, d.page_count,
         lag(p."end", 1, 0) over of_document as before, row_number() over of_document as ordinal
       from pages p join documents d on d.id = p.document_id where d.id > $1 and d.id <= $2
       window of_document as (partition by p.document_id order by p.number)) p
     where p.start < p.before or p."end" > p.text_length or p.number <> p.ordinal or p.number > coalesce(p.page_count, 0)`,
  'copies-name-the-first': `
    select c.document_id as "documentId" from document_copies c
      cross join lateral (
        select f.document_id, f.linked from document_copies f where f.bare_text_hash = c.bare_text_hash
        order by f.document_id limit 1) first
      left join document_copies o on o.document_id = c.same_text_as
     where c.document_id > $1 and c.document_id <= $2 and c.linked and first.linked and coalesce(o.linked, true)
       and c.same_text_as is distinct from nullif(first.document_id, c.document_id)
    union
    select document_id from document_copies
     where document_id > $1 and document_id <= $2 and linked and bare_text_hash is null
       and coalesce(same_text_as, near_duplicate_of) is not null
    union
    select c.document_id from document_copies c left join document_copies o on o.document_id = c.near_duplicate_of
     where c.document_id > $1 and c.document_id <= $2 and c.linked and c.near_duplicate_of is not null
       and (o.document_id is null or o.document_id > c.document_id
         or o.linked and coalesce(o.near_duplicate_of, o.same_text_as) is not null)`,
  'mention-on-its-page': `
    select m.document_id as "documentId", m.model_id as "modelId", m.start from mentions m
      left join pages p on p.document_id = m.document_id and p.number = m.page
     where m.document_id > $1 and m.document_id <= $2 and m.page is not null
       and (p.number is null or m.start < p.start or m.start >= p."end")`,
  'document-has-its-runs': `
    select d.id as "documentId", m.id as "modelId" from documents d
      join models m on m.state in ('active', 'filling') and not m.lost and m.planned_at is not null
     where d.id > $1 and d.id <= $2 and d.status = 'extracted'
       and not exists (select from runs r where r.document_id = d.id and r.model_id = m.id)`,
  'run-read-the-text': `
    select r.document_id as "documentId", r.model_id as "modelId" from runs r join documents d on d.id = r.document_id
     where r.document_id > $1 and r.document_id <= $2 and r.status = 'done' and r.text_hash is distinct from d.text_hash`,
  'rules-read-what-models-read': `
    select r.document_id as "documentId", r.model_id as "modelId" from runs r
      join models m on m.id = r.model_id and m.state not in ('rules', 'rules-filling')
     where r.document_id > $1 and r.document_id <= $2 and r.status = 'done'
       and exists (select from models where state = 'rules')
       and not exists (select from runs o join models rules on rules.id = o.model_id and rules.state in ('rules', 'rules-filling')
         where o.document_id = r.document_id and o.status = 'done' and o.text_hash = r.text_hash)`,
  'run-counts-its-mentions': `
    select r.document_id as "documentId", r.model_id as "modelId" from runs r
     where r.document_id > $1 and r.document_id <= $2 and r.status = 'done' and r.mentions is distinct from
       (select count(*) from mentions m where m.document_id = r.document_id and m.model_id = r.model_id)`,
  'mention-names-an-entity': `
    select m.document_id as "documentId", m.model_id as "modelId", m.start, m.entity_id as "entityId" from mentions m
      left join entities e on e.id = m.entity_id and e.entity_type_id = m.entity_type_id
     where m.document_id > $1 and m.document_id <= $2 and e.id is null`,
};

/** Checks what must hold of stored data, by ranges of documents and then of entities, and yields what does not. Each rule
 *  is one statement, hence one snapshot: work may go on meanwhile. */
export async function* verifyArchive(db: Db): AsyncGenerator<Violation> {
  for (let from = 0; ; ) {
    const range = await queryOne<{ last: number | null }>(
      db,
      'select max(id) as last from (select id from documents where id > $1 order by id limit $2) d',
      [from, DOCUMENTS_AT_ONCE],
    );
    const last = range?.last;
    if (last === null || last === undefined) break;
    for (const [rule, sql] of Object.entries(RULES))
      for (const broken of await query<Omit<Violation, 'rule'>>(db, sql, [from, last])) yield { rule, ...broken };
    yield* verifyWords(db, from, last);
    from = last;
  }
  yield* verifyTotals(db);
}

/** Every word of the text went through exactly one window's kept part: the run has counted as many as there are. */
async function* verifyWords(db: Db, from: number, to: number): AsyncGenerator<Violation> {
  const runs = await query<{ documentId: number; modelId: number; words: number }>(
    db,
    `select document_id as "documentId", model_id as "modelId", words from runs
      where document_id > $1 and document_id <= $2 and status = 'done' and words is not null order by document_id`,
    [from, to],
  );
  let counted: { documentId: number; words: number } | undefined;
  for (const { documentId, modelId, words } of runs) {
    if (counted?.documentId !== documentId) counted = { documentId, words: await countWords(db, documentId) };
    if (counted.words !== words) yield { rule: 'every-word-in-one-window', documentId, modelId };
  }
}

async function countWords(db: Db, documentId: number): Promise<number> {
  const row = await queryOne<{ text: string | null }>(
    db,
    `select string_agg(text, '' order by start) as text from segments where document_id = $1`,
    [documentId],
  );
  let words = 0;
  for (const _ of splitWords(row?.text ?? '')) words++;
  return words;
}
