import { RULES_VERSION, type RuleMention } from '@acervo/legal';
import { inTurns } from '../connection/in-turns.ts';
import type { Db } from '../connection/open-database.ts';
import { type Queryable, query, transaction } from '../connection/query.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import { type PreparedMentions, prepareMentions } from '../runs/prepare-mentions.ts';
import { insertResults, type WrittenResult } from '../runs/write-results.ts';
import { findRules, type RulesInUse } from './rules-in-use.ts';

/** A document's text for rules to read. */
export interface TextToRead {
  readonly documentId: number;
  readonly text: string;
  readonly textHash: Buffer;
}

/** What rules found in a text. */
interface Read extends TextToRead {
  readonly found: readonly RuleMention[];
  readonly findMs: number;
}

/** What rules find is what they say: there is nothing to be unsure of but the check digits, which the entity has. */
const SCORE = 1;

/** Reads texts by all rules in use and stores what they find, one transaction for each of the rules. Rules that have read a
 *  text before are left out, so it is safe, and cheap, to repeat. A text that was replaced meanwhile is left alone. */
export async function storeFound(db: Db, documents: readonly TextToRead[]): Promise<void> {
  for (const rules of await findRules(db)) await storeFoundBy(db, rules, documents);
}

async function storeFoundBy(db: Db, { modelId, find }: RulesInUse, documents: readonly TextToRead[]): Promise<void> {
  const reads: Read[] = [];
  for (const document of await withoutRun(db, modelId, documents)) {
    const startedAt = performance.now();
    const found = await inTurns(find(document.text));
    reads.push({ ...document, found, findMs: Math.round(performance.now() - startedAt) });
  }
  if (reads.length === 0) return;
  const prepared = await prepareMentions(
    db,
    reads.map(({ documentId, text, found }) => ({
      documentId,
      text,
      mentions: found.map(({ entity: _, ...span }) => ({ ...span, score: SCORE })),
      normalizer: asNormalizer(found),
    })),
  );
  const rowsOf = new Map(reads.map(({ documentId }, index) => [documentId, prepared[index]]));
  await transaction(db, async (client) => {
    await lockDocuments(
      client,
      reads.map(({ documentId }) => documentId),
      'use',
    );
    await insertResults(client, written(await insertRuns(client, modelId, reads), modelId, rowsOf));
  });
}

/** Documents whose text the rules have not read. */
async function withoutRun(db: Db, modelId: number, documents: readonly TextToRead[]): Promise<readonly TextToRead[]> {
  const rows = await query<{ id: number }>(
    db,
    `select distinct d.id from unnest($2::bigint[], $3::bytea[]) d(id, hash) where not exists (
       select from runs where document_id = d.id and model_id = $1 and status = 'done' and text_hash = d.hash)`,
    [modelId, documents.map(({ documentId }) => documentId), documents.map(({ textHash }) => textHash)],
  );
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}

interface InsertedRun {
  readonly documentId: number;
  readonly judgedOn: string | null;
  readonly isCopy: boolean;
}

/** Runs of the documents that still have the text. Another text takes the runs of the one before it away, so there is one
 *  only if somebody else was faster. */
function insertRuns(client: Queryable, modelId: number, reads: readonly Read[]): Promise<InsertedRun[]> {
  return query<InsertedRun>(
    client,
    `with inserted as (
       insert into runs (document_id, model_id, status, text_hash, mentions, recognize_ms, versions, finished_at)
       select d.id, m.id, 'done', d.text_hash, n.mentions, n.find_ms, $6, now()
       from unnest($2::bigint[], $3::bytea[], $4::integer[], $5::integer[]) n(id, hash, mentions, find_ms)
       join documents d on d.id = n.id and d.text_hash = n.hash join models m on m.id = $1
       order by d.id on conflict do nothing returning document_id)
     select document_id as "documentId", m.judged_on as "judgedOn", c.same_text_as is not null as "isCopy"
     from inserted left join document_metadata m using (document_id) left join document_copies c using (document_id)`,
    [
      modelId,
      reads.map(({ documentId }) => documentId),
      reads.map(({ textHash }) => textHash),
      reads.map(({ found }) => found.length),
      reads.map(({ findMs }) => findMs),
      JSON.stringify({ rules: String(RULES_VERSION) }),
    ],
  );
}

function written(
  runs: readonly InsertedRun[],
  modelId: number,
  rowsOf: ReadonlyMap<number, PreparedMentions | undefined>,
): WrittenResult[] {
  return runs.flatMap((run) => {
    const rows = rowsOf.get(run.documentId);
    return rows === undefined ? [] : [{ ...run, modelId, version: RULES_VERSION, rows }];
  });
}

/** Rules say themselves what they have found. */
function asNormalizer(found: readonly RuleMention[]) {
  return {
    version: RULES_VERSION,
    *normalize() {
      return found.map(({ entity }) => ({ entities: [entity] }));
    },
  };
}
