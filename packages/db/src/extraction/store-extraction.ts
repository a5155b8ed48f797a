import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, queryOne, transaction } from '../connection/query.ts';
import { storeFingerprint } from '../copies/store-fingerprint.ts';
import { writeMetadata } from '../metadata/write-metadata.ts';
import { MODELS_LOCK } from '../models/models-lock.ts';
import { extractAgain } from '../ocr/end-ocr.ts';
import type { OcrMode } from '../ocr/ocr-mode.ts';
import { type OcrPlan, planOcr } from '../ocr/plan-ocr.ts';
import { insertParts } from '../parts/store-parts.ts';
import { comparePages } from './compare-pages.ts';
import type { ExtractionResult } from './extraction-result.ts';
import { type PreparedText, prepareText } from './prepare-text.ts';
import { storable } from './storable.ts';
import { deleteText, insertText } from './text-rows.ts';

interface Stored {
  readonly status: string;
  readonly textHash: Buffer | null;
  readonly extractorVersion: string | null;
  readonly keepsNoise: boolean;
  readonly ocr: OcrMode;
}

/** Stores an extraction in one transaction: the text in segments, pages, layouts, what was removed, what its first
 *  pages say of it, the document's row, and a pending run for each model in use. The same text, read in the same way
 *  by the same extractor version, writes nothing but the document's status (`unchanged`). Another text takes its
 *  predecessor's pages, runs and mentions away; the same text in the same pages keeps runs and mentions. Safe to
 *  repeat. */
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
