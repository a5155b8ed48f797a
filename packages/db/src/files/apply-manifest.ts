import type { Db } from '../connection/open-database.ts';
import { query, transaction } from '../connection/query.ts';
import { type GivenMetadata, writeMetadata } from '../metadata/write-metadata.ts';
import { lockDocuments } from './lock-documents.ts';

/** A row of `--manifest`: by `path` (relative to the source) or by `sha256`. */
export interface ManifestRow extends GivenMetadata {
  readonly path?: string;
  readonly sha256?: Buffer;
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

function applyBatch(db: Db, byDocument: ReadonlyMap<number, ManifestRow>): Promise<number> {
  return transaction(db, async (client) => {
    await lockDocuments(client, [...byDocument.keys()], 'change');
    return writeMetadata(
      client,
      'given',
      [...byDocument].map(([id, { path: _, sha256: __, ...given }]) => [id, given]),
    );
  });
}
