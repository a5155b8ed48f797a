import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { storeFingerprint } from '../copies/store-fingerprint.ts';
import { writeMetadata } from '../metadata/write-metadata.ts';
import { MODELS_LOCK } from '../models/models-lock.ts';
import { extractAgain } from '../ocr/end-ocr.ts';
import type { OcrMode } from '../ocr/ocr-mode.ts';
import { type OcrPlan, planOcr } from '../ocr/plan-ocr.ts';
import { insertParts } from '../parts/store-parts.ts';
import type { ExtractionResult } from './extraction-result.ts';
import { type PreparedText, prepareText } from './prepare-text.ts';
import { storable } from './storable.ts';

/** Bytes of array literals in one statement, at most. */
const MAX_BATCH_UNITS = 8_000_000;

interface Stored {
  readonly status: string;
  readonly textHash: Buffer | null;
  readonly extractorVersion: string | null;
  readonly keepsNoise: boolean;
  readonly ocr: OcrMode;
}

/** Stores an extraction in one transaction: the text in segments, pages, layouts, what was removed, what its first pages
 *  say of it, the document's row, and a pending run for each model in use. The same text, read in the same way by the same extractor
 *  version, writes nothing but the document's status (`unchanged`). Another text takes its predecessor's pages, runs and mentions away; the same text in
 *  the same pages keeps runs and mentions. Safe to repeat. */
export async function storeExtraction(
  db: Db,
  {
    documentId,
    extraction,
    extractMs,
    keepsNoise = false,
    ocr = { mode: 'never', wanted: [], taken: [] },
  }: {
    documentId: number;
    extraction: ExtractionResult;
    extractMs: number;
    /** The extraction was asked to leave stamps and running heads in the text. */
    keepsNoise?: boolean;
    /** How it was asked for, the pages that are to be read by OCR, and those whose readings it had. */
    ocr?: OcrPlan & { readonly mode: OcrMode };
  },
): Promise<'stored' | 'unchanged'> {
  const prepared = await prepareText(extraction);
  return transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock_shared($1)', [MODELS_LOCK]);
    const stored = await queryOne<Stored>(
      client,
      `select status, text_hash as "textHash", extractor_version as "extractorVersion",
              keeps_noise as "keepsNoise", ocr
       from documents where id = $1 for no key update`,
      [documentId],
    );
    if (stored === undefined) return 'unchanged';
    const sameText = stored.textHash?.equals(prepared.textHash) === true;
    const pages = sameText ? await comparePages(client, documentId, extraction, prepared) : undefined;
    const unchanged =
      pages === 'same' &&
      stored.extractorVersion === extraction.extractorVersion &&
      stored.keepsNoise === keepsNoise &&
      stored.ocr === ocr.mode;
    if (!unchanged) {
      if (pages === undefined || pages === 'other') await deleteReadings(client, documentId);
      await deleteText(client, documentId);
      await insertText(client, documentId, extraction, prepared);
      await insertParts(client, documentId, prepared.parts);
      await writeMetadata(client, 'read', [[documentId, prepared.metadata]]);
      await storeFingerprint(client, documentId, prepared.fingerprint);
    }
    if (!unchanged || stored.status !== 'extracted')
      await updateDocument(client, documentId, extraction, prepared, { extractMs, keepsNoise, ocr: ocr.mode });
    const readingsAreLate = await planOcr(client, documentId, ocr);
    if (readingsAreLate && ocr.mode !== 'never') await extractAgain(client, documentId);
    await client.query(
      `insert into runs (document_id, model_id, text_hash)
       select $1, id, $2 from models where state in ('active', 'filling') and not lost
       on conflict do nothing`,
      [documentId, prepared.textHash],
    );
    return unchanged ? 'unchanged' : 'stored';
  });
}

/** Whether the pages that are stored are the `same`, have the same ranges but were `read-otherwise`, or are `other` ones. */
async function comparePages(
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

interface StoredPage {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly textSource: string;
  readonly reason: string | null;
  readonly confidence: number | null;
}

/** PostgreSQL's `real` has 32 bits. */
function isEqualReal(stored: number, given: number): boolean {
  return Math.fround(stored) === Math.fround(given);
}

const LOST_DECISIONS =
  'case when exists (select from document_copies where document_id = $1 and same_text_as is not null) then 0 else -1 end';

/** Runs and mentions of a text that is about to be replaced; the totals hear of it as negative deltas. The document is
 *  locked, so that nobody is storing a run or a date of it. */
async function deleteReadings(client: Queryable, documentId: number): Promise<void> {
  await execute(client, 'delete from runs where document_id = $1', [documentId]);
  await execute(
    client,
    `insert into entity_deltas (entity_id, entity_type_id, model_id, mentions, documents, decisions, judged_on)
     select entity_id, entity_type_id, model_id, -count(*), -1,
       ${LOST_DECISIONS},
       (select judged_on from document_metadata where document_id = $1)
     from (select entity_id, entity_type_id, model_id from mentions where document_id = $1
           union all select entity_id, entity_type_id, model_id from mention_extra_entities where document_id = $1) m
     group by entity_id, entity_type_id, model_id`,
    [documentId],
  );
  await execute(
    client,
    `insert into law_pair_deltas (model_id, documents, decisions, laws)
     select model_id, -1, ${LOST_DECISIONS}, laws from (
       select model_id, cited_laws($1, model_id) as laws from (
         select distinct model_id from mentions where document_id = $1 and entity_type_id = 5) m) c
     where cardinality(laws) > 1`,
    [documentId],
  );
  await execute(client, 'delete from mentions where document_id = $1', [documentId]);
  await execute(client, 'delete from mention_extra_entities where document_id = $1', [documentId]);
}

async function deleteText(client: Queryable, documentId: number): Promise<void> {
  for (const table of ['removed_spans', 'layouts', 'segments', 'pages', 'pieces', 'sections'])
    await execute(client, `delete from ${table} where document_id = $1`, [documentId]);
}

async function insertText(
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

async function updateDocument(
  client: Queryable,
  documentId: number,
  { mediaType, pages, properties, extractorVersion }: ExtractionResult,
  { textHash, length, words }: PreparedText,
  { extractMs, keepsNoise, ocr }: { extractMs: number; keepsNoise: boolean; ocr: OcrMode },
): Promise<void> {
  await execute(
    client,
    `update documents set status = 'extracted', error_code = null, media_type = $2, page_count = $3, word_count = $4,
       text_hash = $5, text_length = $6, extractor_version = $7, properties = $8, extract_ms = $9, keeps_noise = $10, ocr = $11, extracted_at = now(),
       queued_at = null, claimed_by = null, claimed_at = null, claimed_alone = false, deaths = 0, deaths_alone = 0
     where id = $1`,
    [
      documentId,
      mediaType,
      pages.length === 0 ? null : pages.length,
      words,
      textHash,
      length,
      extractorVersion,
      JSON.stringify(properties, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value)),
      Math.round(extractMs),
      keepsNoise,
      ocr,
    ],
  );
}
