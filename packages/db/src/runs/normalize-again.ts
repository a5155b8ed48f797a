import { toUtf16 } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { execute, query, queryOne, transaction } from '../connection/query.ts';
import { listEntityTypes } from '../entities/entity-types.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import { readMetadataAgain } from '../metadata/read-metadata-again.ts';
import { storeFound, type TextToRead } from '../rules/store-found.ts';
import { type MentionRow, prepareMentions } from './prepare-mentions.ts';
import type { FoundSpan, Normalizer } from './recognition-result.ts';
import { isSame, readMentions, stampVersion } from './stored-mentions.ts';
import { insertResults, removeResult } from './write-results.ts';

/** A document that is to be normalized again, or that rules have not read. */
export interface DocumentToNormalize {
  readonly documentId: number;
  /** Models in use whose mentions are to be normalized. */
  readonly modelIds: readonly number[];
}

/** Up to `limit` extracted documents after `after`, by id, whose mentions another version of the normalizer has read, or that
 *  rules have not read yet; `again`: all of them. */
export function findToNormalize(
  db: Db,
  { after, limit, version, again }: { after: number; limit: number; version: number; again: boolean },
): Promise<DocumentToNormalize[]> {
  return query<DocumentToNormalize>(
    db,
    `select d.id as "documentId", coalesce(r.model_ids, '{}') as "modelIds"
       from documents d
       left join lateral (
         select array_agg(r.model_id order by r.model_id) as model_ids
           from runs r join models m on m.id = r.model_id and m.state in ('active', 'filling')
          where r.document_id = d.id and r.status = 'done' and ($4 or r.versions->>'normalizer' is distinct from $3::text)) r on true
      where d.id > $1 and d.status = 'extracted' and ($4 or r.model_ids is not null
        or exists (select from models m where m.state in ('rules', 'rules-filling') and not exists (
          select from runs r where r.document_id = d.id and r.model_id = m.id and r.status = 'done')))
      order by d.id limit $2`,
    [after, limit, String(version), again],
  );
}

/** Reads anew, without asking a model, what a document's first pages say of it, what the rules in use find in it and what its
 *  stored mentions refer to. What changes meanwhile is left to whoever changes it. Safe to repeat. */
export async function normalizeAgain(
  db: Db,
  { documentId, modelIds }: DocumentToNormalize,
  normalizer: Normalizer,
): Promise<void> {
  const found = await queryOne<{ text: string; textHash: Buffer }>(
    db,
    'select text, text_hash as "textHash" from texts where document_id = $1',
    [documentId],
  );
  if (found === undefined) return;
  const document = { documentId, ...found };
  await readMetadataAgain(db, document);
  await storeFound(db, [document]);
  for (const modelId of modelIds) await normalizeRun(db, modelId, document, normalizer);
}

async function normalizeRun(
  db: Db,
  modelId: number,
  { documentId, text, textHash }: TextToRead,
  normalizer: Normalizer,
): Promise<void> {
  const { version } = normalizer;
  const run = { documentId, modelId, version };
  const read = await readMentions(db.pool, run);
  const mentions = await toSpans(db, text, read.mentions);
  const [rows] = await prepareMentions(db, [{ documentId, text, mentions, normalizer }]);
  if (rows === undefined) return;
  await transaction(db, async (client) => {
    await lockDocuments(client, [documentId], 'use');
    const locked = await queryOne<{ textHash: Buffer; judgedOn: string | null; isCopy: boolean }>(
      client,
      `select r.text_hash as "textHash", m.judged_on as "judgedOn", c.same_text_as is not null as "isCopy"
       from runs r left join document_metadata m using (document_id) left join document_copies c using (document_id)
       where r.document_id = $1 and r.model_id = $2 and r.status = 'done' for no key update of r`,
      [documentId, modelId],
    );
    if (locked === undefined || !locked.textHash.equals(textHash)) return;
    const stored = await readMentions(client, run);
    if (!sameSpans(stored.mentions, read.mentions)) return; // recognized anew, and so normalized anew, in between
    if (isSame(stored, rows)) await stampVersion(client, run);
    else {
      const { judgedOn, isCopy } = locked;
      await removeResult(client, { ...run, rows: stored, judgedOn, isCopy });
      await insertResults(client, [{ ...run, rows, judgedOn, isCopy }]);
    }
    await execute(
      client,
      `update runs set versions = versions || jsonb_build_object('normalizer', $3::text)
       where document_id = $1 and model_id = $2`,
      [documentId, modelId, String(version)],
    );
  });
}

/** Stored mentions as a recognizer would give them. */
async function toSpans(db: Db, text: string, mentions: readonly MentionRow[]): Promise<FoundSpan[]> {
  const names = new Map((await listEntityTypes(db)).map(({ id, name }) => [id, name]));
  const toUnits = toUtf16(text);
  return mentions.map(({ start, end, typeId, text: written, score }) => ({
    start: toUnits(start),
    end: toUnits(end),
    type: names.get(typeId) ?? '',
    text: written,
    score,
  }));
}

function sameSpans(some: readonly MentionRow[], others: readonly MentionRow[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end, typeId }, index) => {
      const other = others[index];
      return other?.start === start && other.end === end && other.typeId === typeId;
    })
  );
}
