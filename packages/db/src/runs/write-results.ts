import { copyRows, copyText } from '../connection/copy-rows.ts';
import { execute, type Queryable } from '../connection/query.ts';
import type { MentionRow, PreparedMentions } from './prepare-mentions.ts';
import type { RunResult } from './recognition-result.ts';

/** What one run leaves. */
export interface WrittenResult {
  readonly documentId: number;
  readonly modelId: number;
  /** Of the normalizer. */
  readonly version: number;
  readonly rows: PreparedMentions;
  /** The day on which its document was judged. */
  readonly judgedOn: string | null;
  /** Whether its document has the text of one before it: its entities and pairs of laws gain no decision. */
  readonly isCopy: boolean;
}

/** Appends the mentions of results, and what they add to the totals. */
export async function insertResults(client: Queryable, written: readonly WrittenResult[]): Promise<void> {
  let mentions = '';
  let extras = '';
  for (const { documentId, modelId, version, rows } of written) {
    const run = `${documentId}\t${modelId}`;
    for (const { start, end, typeId, text, score, page, entityId, role } of rows.mentions)
      mentions += `${run}\t${version}\t${start}\t${end}\t${typeId}\t${copyText(text)}\t${score}\t${page ?? '\\N'}\t${entityId}\t${role ?? ''}\n`;
    for (const { start, typeId, entityId } of rows.extras) extras += `${run}\t${start}\t${typeId}\t${entityId}\n`;
  }
  const columns =
    'document_id, model_id, normalizer_version, start, "end", entity_type_id, text, score, page, entity_id, role';
  await copyRows(client, `mentions (${columns})`, mentions);
  await copyRows(client, 'mention_extra_entities (document_id, model_id, start, entity_type_id, entity_id)', extras);
  await insertDeltas(client, written, 1);
}

/** Takes away what a run has left (the `rows` as they are stored), from the totals as well. */
export async function removeResult(client: Queryable, stored: WrittenResult): Promise<void> {
  const { documentId, modelId } = stored;
  for (const table of ['mentions', 'mention_extra_entities'])
    await execute(client, `delete from ${table} where document_id = $1 and model_id = $2`, [documentId, modelId]);
  await insertDeltas(client, [stored], -1);
}

/** What results add to (`sign` 1) or take from (-1) the totals of their entities and of pairs of laws. */
async function insertDeltas(client: Queryable, written: readonly WrittenResult[], sign: 1 | -1): Promise<void> {
  let deltas = '';
  let pairs = '';
  for (const { modelId, rows, judgedOn, isCopy } of written) {
    const head = `${modelId}\t${sign}\t`;
    const entities = new Map<number, { typeId: number; count: number }>();
    for (const row of rows.mentions) countEntity(entities, row);
    for (const row of rows.extras) countEntity(entities, row);
    for (const [entityId, { typeId, count }] of entities)
      deltas += `${head}${judgedOn ?? '\\N'}\t${entityId}\t${typeId}\t${count * sign}\t${isCopy ? 0 : sign}\n`;
    if (rows.laws.length > 1) pairs += `${head}${isCopy ? 0 : sign}\t{${rows.laws.join(',')}}\n`;
  }
  const columns = 'model_id, documents, judged_on, entity_id, entity_type_id, mentions, decisions';
  await copyRows(client, `entity_deltas (${columns})`, deltas);
  await copyRows(client, 'law_pair_deltas (model_id, documents, decisions, laws)', pairs);
}

function countEntity(
  counts: Map<number, { typeId: number; count: number }>,
  { entityId, typeId }: Pick<MentionRow, 'entityId' | 'typeId'>,
): void {
  const entry = counts.get(entityId);
  if (entry === undefined) counts.set(entityId, { typeId, count: 1 });
  else entry.count++;
}

/** Ends the runs of results as done. */
export async function finishRuns(client: Queryable, results: readonly RunResult[]): Promise<void> {
  const numbers = (of: (result: RunResult) => number) => results.map(of);
  await execute(
    client,
    `update runs r set status = 'done', error_code = null, words = n.words, tokens = n.tokens, windows = n.windows,
       cut_words = n.cut_words, mentions = n.mentions, recognize_ms = n.recognize_ms, versions = n.versions,
       finished_at = now(), queued_at = null, claimed_by = null, claimed_at = null, claimed_alone = false, deaths = 0,
       deaths_alone = 0
     from unnest($1::bigint[], $2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::integer[], $7::integer[],
       $8::integer[], $9::jsonb[])
       n(document_id, model_id, words, tokens, windows, cut_words, mentions, recognize_ms, versions)
     where r.document_id = n.document_id and r.model_id = n.model_id`,
    [
      numbers(({ documentId }) => documentId),
      numbers(({ modelId }) => modelId),
      numbers(({ recognition }) => recognition.words),
      numbers(({ recognition }) => recognition.tokens),
      numbers(({ recognition }) => recognition.windows),
      numbers(({ recognition }) => recognition.cutWords),
      numbers(({ recognition }) => recognition.mentions.length),
      numbers(({ recognizeMs }) => Math.round(recognizeMs)),
      results.map(({ versions }) => JSON.stringify(versions)),
    ],
  );
}
