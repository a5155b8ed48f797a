import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import { type ExtraEntityRow, type MentionRow, type PreparedMentions, prepareMentions } from './prepare-mentions.ts';
import type { Normalizer, RecognitionResult } from './recognition-result.ts';

/** Scores that differ by less come from another machine or batch, not from another result. */
const SAME_SCORE = 1e-3;
const BATCH = 20_000;

interface RunRow {
  readonly status: string;
  readonly textHash: Buffer;
  readonly mentions: number | null;
}

/** Stores what a model recognized in a document: mentions, deltas of the entities' totals and the run, in one transaction
 *  under the document's and the run's row locks. `text` and `textHash` are those of the claim; a text replaced meanwhile gives
 *  `text-changed`: its new run is pending. The same mentions as stored write nothing to them (`unchanged`). Safe to
 *  repeat, and to call by somebody whose claim was taken over. */
export async function storeRun(
  db: Db,
  result: {
    documentId: number;
    modelId: number;
    instance: string;
    text: string;
    textHash: Buffer;
    recognition: RecognitionResult;
    normalizer: Normalizer;
    recognizeMs: number;
    versions: Readonly<Record<string, string | number>>;
  },
): Promise<'stored' | 'unchanged' | 'text-changed'> {
  const { documentId, modelId, text, textHash, recognition, normalizer } = result;
  const prepared = await prepareMentions(db, documentId, text, recognition, normalizer);
  return transaction(db, async (client) => {
    await lockDocuments(client, [documentId], 'use');
    const run = await queryOne<RunRow>(
      client,
      `select status, text_hash as "textHash", mentions from runs
       where document_id = $1 and model_id = $2 for no key update`,
      [documentId, modelId],
    );
    if (run === undefined || !run.textHash.equals(textHash)) {
      // its job may be this one, which keeps the feeder's from being added: feed it again
      if (run !== undefined) await requeue(client, documentId, modelId);
      return 'text-changed';
    }
    const stored = run.mentions === null ? undefined : await readMentions(client, documentId, modelId);
    const same = stored !== undefined && isSame(stored, prepared);
    if (same && run.status === 'done') return 'unchanged';
    if (!same) {
      if (stored !== undefined) await deleteMentions(client, documentId, modelId);
      await insertMentions(client, documentId, modelId, prepared, normalizer.version);
      await insertDeltas(client, documentId, modelId, prepared, 1);
      if (stored !== undefined) await insertDeltas(client, documentId, modelId, stored, -1);
    }
    await finishRun(client, result);
    return same ? 'unchanged' : 'stored';
  });
}

async function requeue(client: Queryable, documentId: number, modelId: number): Promise<void> {
  await execute(
    client,
    `update runs set queued_at = null
     where document_id = $1 and model_id = $2 and status = 'pending' and claimed_by is null`,
    [documentId, modelId],
  );
}

async function readMentions(client: Queryable, documentId: number, modelId: number): Promise<PreparedMentions> {
  const mentions = await query<MentionRow>(
    client,
    `select start, "end", entity_type_id as "typeId", text, score, page, entity_id as "entityId"
     from mentions where document_id = $1 and model_id = $2 order by start, entity_type_id`,
    [documentId, modelId],
  );
  const extras = await query<ExtraEntityRow>(
    client,
    `select start, entity_type_id as "typeId", entity_id as "entityId"
     from mention_extra_entities where document_id = $1 and model_id = $2`,
    [documentId, modelId],
  );
  return { mentions, extras };
}

function isSame(stored: PreparedMentions, fresh: PreparedMentions): boolean {
  const extraKeys = ({ extras }: PreparedMentions) =>
    extras.map(({ start, typeId, entityId }) => `${start} ${typeId} ${entityId}`).sort();
  const storedExtras = extraKeys(stored);
  const freshExtras = extraKeys(fresh);
  return (
    stored.mentions.length === fresh.mentions.length &&
    storedExtras.length === freshExtras.length &&
    storedExtras.every((key, index) => key === freshExtras[index]) &&
    inOrder(fresh.mentions).every((mention, index) => {
      const other = stored.mentions[index];
      return (
        other !== undefined &&
        other.start === mention.start &&
        other.end === mention.end &&
        other.typeId === mention.typeId &&
        other.page === mention.page &&
        other.entityId === mention.entityId &&
        other.text === mention.text &&
        Math.abs(other.score - mention.score) <= SAME_SCORE
      );
    })
  );
}

function inOrder(mentions: readonly MentionRow[]): MentionRow[] {
  return [...mentions].sort((a, b) => a.start - b.start || a.typeId - b.typeId);
}

async function deleteMentions(client: Queryable, documentId: number, modelId: number): Promise<void> {
  for (const table of ['mentions', 'mention_extra_entities'])
    await execute(client, `delete from ${table} where document_id = $1 and model_id = $2`, [documentId, modelId]);
}

async function insertMentions(
  client: Queryable,
  documentId: number,
  modelId: number,
  { mentions, extras }: PreparedMentions,
  normalizerVersion: number,
): Promise<void> {
  for (let from = 0; from < mentions.length; from += BATCH) {
    const batch = mentions.slice(from, from + BATCH);
    await execute(
      client,
      `insert into mentions
         (document_id, model_id, normalizer_version, start, "end", entity_type_id, text, score, page, entity_id)
       select $1, $2, $3, m.* from unnest($4::integer[], $5::integer[], $6::smallint[], $7::text[], $8::real[],
         $9::integer[], $10::bigint[]) m`,
      [
        documentId,
        modelId,
        normalizerVersion,
        batch.map(({ start }) => start),
        batch.map(({ end }) => end),
        batch.map(({ typeId }) => typeId),
        batch.map(({ text }) => text),
        batch.map(({ score }) => score),
        batch.map(({ page }) => page),
        batch.map(({ entityId }) => entityId),
      ],
    );
  }
  for (let from = 0; from < extras.length; from += BATCH) {
    const batch = extras.slice(from, from + BATCH);
    await execute(
      client,
      `insert into mention_extra_entities (document_id, model_id, start, entity_type_id, entity_id)
       select $1, $2, e.* from unnest($3::integer[], $4::smallint[], $5::bigint[]) e`,
      [
        documentId,
        modelId,
        batch.map(({ start }) => start),
        batch.map(({ typeId }) => typeId),
        batch.map(({ entityId }) => entityId),
      ],
    );
  }
}

/** What a result adds to (`sign` 1) or takes from (-1) its entities' totals. */
async function insertDeltas(
  client: Queryable,
  documentId: number,
  modelId: number,
  { mentions, extras }: PreparedMentions,
  sign: 1 | -1,
): Promise<void> {
  const counts = new Map<number, { typeId: number; count: number }>();
  for (const { entityId, typeId } of [...mentions, ...extras]) {
    const entry = counts.get(entityId);
    if (entry === undefined) counts.set(entityId, { typeId, count: 1 });
    else entry.count++;
  }
  if (counts.size === 0) return;
  await execute(
    client,
    `insert into entity_deltas (model_id, documents, judged_on, entity_id, entity_type_id, mentions)
     select $2, $3, (select judged_on from document_metadata where document_id = $1), d.*
     from unnest($4::bigint[], $5::smallint[], $6::integer[]) d`,
    [
      documentId,
      modelId,
      sign,
      [...counts.keys()],
      Array.from(counts.values(), ({ typeId }) => typeId),
      Array.from(counts.values(), ({ count }) => count * sign),
    ],
  );
}

async function finishRun(client: Queryable, result: Parameters<typeof storeRun>[1]): Promise<void> {
  const { words, tokens, windows, cutWords, mentions } = result.recognition;
  await execute(
    client,
    `update runs set status = 'done', error_code = null, words = $3, tokens = $4, windows = $5, cut_words = $6,
       mentions = $7, recognize_ms = $8, versions = $9, finished_at = now(), queued_at = null, claimed_by = null,
       claimed_at = null, claimed_alone = false, deaths = 0, deaths_alone = 0
     where document_id = $1 and model_id = $2`,
    [
      result.documentId,
      result.modelId,
      words,
      tokens,
      windows,
      cutWords,
      mentions.length,
      Math.round(result.recognizeMs),
      JSON.stringify(result.versions),
    ],
  );
}
