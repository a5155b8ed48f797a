import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { applyManifest, type Db, type ManifestRow, withDatabaseRetry } from '@acervo/db';
import type { Manifest, ManifestEntry } from '../manifest.ts';

const BATCH_ROWS = 1000;

/** Stores what a manifest says about the documents of the sources. Its paths count from the source's folder or, where that
 *  finds nothing, from the manifest's own. A row is matched if any source has its document. */
export async function describeDocuments(
  db: Db,
  manifest: Manifest,
  sources: readonly { readonly id: number; readonly path: string }[],
  signal: AbortSignal,
): Promise<{ matched: number; unmatched: number }> {
  const totals = { matched: 0, unmatched: 0 };
  const store = async (batch: readonly ManifestRow[]) => {
    let left = [...batch];
    for (const { id, path } of sources) {
      left = await apply(id, left);
      const unplaced = left.map((row) => ({ row, placed: place(row, dirname(manifest.file), path) }));
      const stillLeft = new Set(
        await apply(
          id,
          unplaced.flatMap(({ placed }) => placed ?? []),
        ),
      );
      left = unplaced.flatMap(({ row, placed }) => (placed === undefined || stillLeft.has(placed) ? row : []));
    }
    totals.matched += batch.length - left.length;
    totals.unmatched += left.length;
  };
  /** The rows that matched nothing. */
  const apply = async (sourceId: number, rows: readonly ManifestRow[]) => {
    if (rows.length === 0) return [];
    const { unmatched } = await withDatabaseRetry(() => applyManifest(db, sourceId, rows), { signal });
    return unmatched.flatMap((index) => rows[index] ?? []);
  };
  let batch: ManifestRow[] = [];
  for await (const entry of manifest.rows()) {
    batch.push(toRow(entry));
    if (batch.length === BATCH_ROWS) {
      await store(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await store(batch);
  return totals;
}

/** The row with its path counted from the source, if the path leads there from `from`. */
function place(row: ManifestRow, from: string, source: string): ManifestRow | undefined {
  if (row.path === undefined) return undefined;
  const way = relative(source, resolve(from, row.path));
  if (way === '' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return { ...row, path: way.replaceAll(sep, '/') };
}

function toRow({ sha256, ...entry }: ManifestEntry): ManifestRow {
  return { ...entry, ...(sha256 === undefined ? {} : { sha256: Buffer.from(sha256, 'hex') }) };
}
