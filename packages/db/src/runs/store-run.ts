import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, transaction } from '../connection/query.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import { type PreparedMentions, prepareMentions } from './prepare-mentions.ts';
import type { RunResult } from './recognition-result.ts';
import { isSame, readMentions, stampVersion } from './stored-mentions.ts';
import { finishRuns, insertResults, removeResult, type WrittenResult } from './write-results.ts';

/** What storing a result came to: `unchanged` where the same was stored; `text-changed` where the text was replaced meanwhile:
 *  its new run is pending. */
export type StoreOutcome = 'stored' | 'unchanged' | 'text-changed';

interface RunRow {
  readonly documentId: number;
  readonly modelId: number;
  readonly status: string;
  readonly textHash: Buffer;
  readonly mentions: number | null;
  readonly judgedOn: string | null;
  readonly isCopy: boolean;
}

/** Stores one result: {@link storeRuns}. */
export async function storeRun(db: Db, result: RunResult): Promise<StoreOutcome> {
  const [outcome] = await storeRuns(db, [result]);
  return outcome ?? 'text-changed';
}

/** Stores what models recognized in documents, no run twice: mentions, deltas of the totals and the runs, in one transaction
 *  under the documents' and the runs' row locks, so that of every run either all is stored or nothing. The same mentions as
 *  stored write nothing to them. Safe to repeat, and to call by somebody whose claim was taken over. Throws for all of them
 *  where one can't be stored. */
export async function storeRuns(db: Db, results: readonly RunResult[]): Promise<StoreOutcome[]> {
  const prepared = await prepareMentions(
    db,
    results.map((result) => ({ ...result, mentions: result.recognition.mentions })),
  );
  return transaction(db, async (client) => {
    const runs = await lockRuns(client, results);
    const outcomes: StoreOutcome[] = [];
    const fresh: WrittenResult[] = [];
    const ended: RunResult[] = [];
    for (const [index, result] of results.entries()) {
      const run = runs.get(runName(result));
      const rows = prepared[index] ?? NOTHING;
      if (run === undefined || !run.textHash.equals(result.textHash)) {
        // its job may be this one, which keeps the feeder's from being added: feed it again
        if (run !== undefined) await requeue(client, result);
        outcomes.push('text-changed');
        continue;
      }
      const { documentId, modelId } = result;
      const written = {
        documentId,
        modelId,
        version: result.normalizer.version,
        judgedOn: run.judgedOn,
        isCopy: run.isCopy,
      };
      const stored = run.mentions === null ? undefined : await readMentions(client, written);
      const same = stored !== undefined && isSame(stored, rows);
      if (same) await stampVersion(client, written);
      outcomes.push(same ? 'unchanged' : 'stored');
      if (same && run.status === 'done') continue;
      ended.push(result);
      if (same) continue;
      if (stored !== undefined) await removeResult(client, { ...written, rows: stored });
      fresh.push({ ...written, rows });
    }
    await insertResults(client, fresh);
    if (ended.length > 0) await finishRuns(client, ended);
    return outcomes;
  });
}

const NOTHING: PreparedMentions = { mentions: [], extras: [], laws: [] };

function runName({ documentId, modelId }: { documentId: number; modelId: number }): string {
  return `${documentId} ${modelId}`;
}

async function lockRuns(client: Queryable, results: readonly RunResult[]): Promise<ReadonlyMap<string, RunRow>> {
  const documentIds = results.map(({ documentId }) => documentId);
  await lockDocuments(client, documentIds, 'use');
  // a statement of its own: it sees what was committed before the documents were locked
  const rows = await query<RunRow>(
    client,
    `select r.document_id as "documentId", r.model_id as "modelId", r.status, r.text_hash as "textHash", r.mentions,
       m.judged_on as "judgedOn", c.same_text_as is not null as "isCopy"
     from runs r join unnest($1::bigint[], $2::integer[]) n(document_id, model_id)
       on n.document_id = r.document_id and n.model_id = r.model_id
     left join document_metadata m on m.document_id = r.document_id
     left join document_copies c on c.document_id = r.document_id
     order by r.document_id, r.model_id for no key update of r`,
    [documentIds, results.map(({ modelId }) => modelId)],
  );
  return new Map(rows.map((row) => [runName(row), row]));
}

async function requeue(client: Queryable, { documentId, modelId }: RunResult): Promise<void> {
  await execute(
    client,
    `update runs set queued_at = null
     where document_id = $1 and model_id = $2 and status = 'pending' and claimed_by is null`,
    [documentId, modelId],
  );
}
