import type { Db } from '../connection/open-database.ts';
import { execute, query, transaction } from '../connection/query.ts';
import { lockDocuments } from './lock-documents.ts';

/** A row of `--manifest`: by `path` (relative to the source) or by `sha256`. `judgedOn` is `YYYY-MM-DD`. */
export interface ManifestRow {
  readonly path?: string;
  readonly sha256?: Buffer;
  readonly ownId?: string;
  readonly court?: string;
  readonly caseNumber?: string;
  readonly judgedOn?: string;
  readonly class?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

const BATCH = 2_000;

/** Stores what a court says about its documents; call it when the scan has finished. Of several rows for a document the
 *  last one counts. `unmatched`: indexes of rows without a document. A changed date moves its entities' first and last
 *  dates by way of the deltas. Safe to repeat.
 *  @throws {PipelineError} `database-failed` (retryable) when it would deadlock with whoever changes the same documents. */
export async function applyManifest(
  db: Db,
  sourceId: number,
  rows: readonly ManifestRow[],
): Promise<{ applied: number; unchanged: number; unmatched: number[] }> {
  const result = { applied: 0, unchanged: 0, unmatched: [] as number[] };
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const documents = await findDocumentIds(db, sourceId, batch);
    for (const [index, id] of documents.entries()) if (id === undefined) result.unmatched.push(from + index);
    const byDocument = new Map<number, ManifestRow>();
    for (const [index, row] of batch.entries()) {
      const id = documents[index];
      if (id !== undefined) byDocument.set(id, row);
    }
    const applied = await applyBatch(db, byDocument);
    result.applied += applied;
    result.unchanged += byDocument.size - applied;
  }
  return result;
}

async function findDocumentIds(
  db: Db,
  sourceId: number,
  batch: readonly ManifestRow[],
): Promise<(number | undefined)[]> {
  const found = await query<{ index: number; id: number }>(
    db,
    `select g.index, coalesce(d.id, f.document_id) as id
     from unnest($2::text[], $3::bytea[]) with ordinality as g(path, sha256, index)
     left join documents d on d.sha256 = g.sha256
     left join files f on g.sha256 is null and f.source_id = $1 and f.path = g.path
     where coalesce(d.id, f.document_id) is not null`,
    [sourceId, batch.map(({ path }) => path ?? null), batch.map(({ sha256 }) => sha256 ?? null)],
  );
  const ids: (number | undefined)[] = batch.map(() => undefined);
  for (const { index, id } of found) ids[index - 1] = id;
  const open = batch.map(({ path }, index) => (ids[index] === undefined && isAccented(path) ? path : null));
  if (open.some((path) => path !== null)) {
    for (const { index, id } of await findByComposedPath(db, sourceId, open)) ids[index - 1] ??= id;
  }
  return ids;
}

function isAccented(path: string | undefined): path is string {
  return path !== undefined && /[^\0-\x7f]/.test(path);
}

/** Documents of paths whose accents are composed in the one and not in the other (macOS, zip files). */
function findByComposedPath(
  db: Db,
  sourceId: number,
  paths: readonly (string | null)[],
): Promise<{ index: number; id: number }[]> {
  return query<{ index: number; id: number }>(
    db,
    `select g.index, f.document_id as id from unnest($2::text[]) with ordinality as g(path, index)
     join files f on f.source_id = $1 and normalize(f.path, nfc) = normalize(g.path, nfc)
     where f.document_id is not null`,
    [sourceId, paths],
  );
}

async function applyBatch(db: Db, byDocument: ReadonlyMap<number, ManifestRow>): Promise<number> {
  const sorted = [...byDocument].sort(([a], [b]) => a - b);
  const rows = sorted.map(([, row]) => row);
  return transaction(db, async (client) => {
    await lockDocuments(
      client,
      sorted.map(([id]) => id),
      'change',
    );
    const parameters = [
      sorted.map(([id]) => id),
      rows.map(({ ownId }) => ownId ?? null),
      rows.map(({ court }) => court ?? null),
      rows.map(({ caseNumber }) => caseNumber ?? null),
      rows.map(({ judgedOn }) => judgedOn ?? null),
      rows.map((row) => row.class ?? null),
      rows.map(({ extra }) => JSON.stringify(extra ?? {})),
    ];
    await execute(
      client,
      `with given as (select * from unnest($1::bigint[], $2::date[]) as g(document_id, judged_on)),
       moved as (
         select g.document_id, d.judged_on as before, g.judged_on as after from given g
         left join document_metadata d using (document_id) where g.judged_on is distinct from d.judged_on),
       cited as (
         select distinct document_id, model_id, entity_type_id, entity_id from (
           select document_id, model_id, entity_type_id, entity_id from mentions where document_id = any($1)
           union all
           select document_id, model_id, entity_type_id, entity_id from mention_extra_entities where document_id = any($1)) m)
       insert into entity_deltas (entity_id, entity_type_id, model_id, mentions, documents, judged_on)
       select c.entity_id, c.entity_type_id, c.model_id, 0, side.documents, side.judged_on from moved
       join cited c using (document_id)
       cross join lateral (values (-1, moved.before), (1, moved.after)) as side(documents, judged_on)`,
      [parameters[0], parameters[4]],
    );
    return execute(
      client,
      `insert into document_metadata as m (document_id, own_id, court, case_number, judged_on, class, extra)
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::jsonb[])
       on conflict (document_id) do update set own_id = excluded.own_id, court = excluded.court,
         case_number = excluded.case_number, judged_on = excluded.judged_on, class = excluded.class, extra = excluded.extra
       where (m.own_id, m.court, m.case_number, m.judged_on, m.class, m.extra) is distinct from
         (excluded.own_id, excluded.court, excluded.case_number, excluded.judged_on, excluded.class, excluded.extra)`,
      parameters,
    );
  });
}
