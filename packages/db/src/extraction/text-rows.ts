import { execute, type Queryable } from '../connection/query.ts';
import type { ExtractionResult } from './extraction-result.ts';
import type { PreparedText } from './prepare-text.ts';
import { storable } from './storable.ts';

/** Bytes of array literals in one statement, at most. */
const MAX_BATCH_UNITS = 8_000_000;

/** Takes away all that tells of a document's text but its runs and mentions. */
export async function deleteText(client: Queryable, documentId: number): Promise<void> {
  for (const table of ['removed_spans', 'layouts', 'segments', 'pages', 'pieces', 'sections'])
    await execute(client, `delete from ${table} where document_id = $1`, [documentId]);
}

/** Stores a text whose former one is gone: pages, segments with their words, layouts, and what was removed. */
export async function insertText(
  client: Queryable,
  documentId: number,
  { pages, removed }: ExtractionResult,
  prepared: PreparedText,
): Promise<void> {
  await execute(
    client,
    `insert into pages (document_id, number, start, "end", width, height, rotation, text_source, reason, confidence)
     select $1, * from unnest($2::integer[], $3::integer[], $4::integer[], $5::real[], $6::real[], $7::smallint[],
       $8::text[], $9::text[], $10::real[])`,
    [
      documentId,
      pages.map(({ number }) => number),
      prepared.pages.map(({ start }) => start),
      prepared.pages.map(({ end }) => end),
      pages.map(({ width }) => width),
      pages.map(({ height }) => height),
      pages.map(({ rotation }) => rotation),
      pages.map(({ textSource }) => textSource),
      pages.map(({ reason }) => (reason === undefined ? null : storable(reason))),
      pages.map(({ confidence }) => confidence ?? null),
    ],
  );
  const { segments, layouts } = prepared;
  for (const [from, to] of batches(segments.text.map((text) => text.length)))
    await execute(
      client,
      `insert into segments (document_id, start, "end", page, text, words)
       select $1, s.*, to_tsvector('portuguese', fold_accents(s.text))
       from unnest($2::integer[], $3::integer[], $4::integer[], $5::text[]) as s(start, "end", page, text)`,
      [
        documentId,
        segments.start.slice(from, to),
        segments.end.slice(from, to),
        segments.page.slice(from, to),
        segments.text.slice(from, to),
      ],
    );
  for (const [from, to] of batches(layouts.map(({ runs, advances }) => runs.length + advances.length))) {
    const batch = layouts.slice(from, to);
    await execute(
      client,
      `insert into layouts (document_id, page, runs, advances)
       select $1, l.page, l.runs::integer[], l.advances::smallint[]
       from unnest($2::integer[], $3::text[], $4::text[]) as l(page, runs, advances)`,
      [documentId, batch.map(({ page }) => page), batch.map(({ runs }) => runs), batch.map(({ advances }) => advances)],
    );
  }
  for (const [from, to] of batches(removed.map(({ text }) => text.length + 100))) {
    const batch = removed.slice(from, to);
    await execute(
      client,
      `insert into removed_spans (document_id, ordinal, page, rule, text, box)
       select $1, $2 + r.ordinal, r.page, r.rule, r.text, r.box::integer[]
       from unnest($3::integer[], $4::text[], $5::text[], $6::text[]) with ordinality as r(page, rule, text, box, ordinal)`,
      [
        documentId,
        from,
        batch.map(({ page }) => page ?? null),
        batch.map(({ rule }) => rule),
        batch.map(({ text }) => storable(text)),
        batch.map(({ box }) => (box === undefined ? null : `{${box.map(Math.round).join(',')}}`)),
      ],
    );
  }
}

/** Ranges of indexes whose sizes add up to at most {@link MAX_BATCH_UNITS}, or hold one item. */
function* batches(sizes: readonly number[]): Generator<[number, number]> {
  let from = 0;
  let sum = 0;
  for (const [index, size] of sizes.entries()) {
    if (index > from && sum + size > MAX_BATCH_UNITS) {
      yield [from, index];
      from = index;
      sum = 0;
    }
    sum += size;
  }
  if (from < sizes.length) yield [from, sizes.length];
}
