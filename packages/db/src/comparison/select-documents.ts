import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { allOf, openParameters } from '../questions/parameters.ts';

/** Which extracted documents are meant: those of the ids, and those with a file that matches a pattern (a PostgreSQL
 *  regular expression over the path in its source and the whole path, with `/`). Without either, all. */
export interface DocumentSelection {
  readonly ids?: readonly number[];
  readonly patterns?: readonly string[];
}

/** Two models, by id. */
export interface ModelPair {
  readonly a: number;
  readonly b: number;
}

/** A document in the order of comparisons: by its bytes' hash, so that no order in which documents came matters. */
export interface SelectedDocument {
  readonly id: number;
  /** Hex. */
  readonly sha256: string;
  /** Words as models read them; 0 before one of the two asked about has. */
  readonly words: number;
}

type Add = (value: unknown) => string;

/** SQL that is true for a document `d` of the selection. */
export function selectedSql(selection: DocumentSelection, add: Add): string {
  return allOf([`d.status = 'extracted'`, meantSql(selection, add)]);
}

/** SQL that is true for a document `d` that the selection means, extracted or not; undefined where it means all. */
export function meantSql({ ids, patterns }: DocumentSelection, add: Add): string | undefined {
  const ways = [
    ...(ids === undefined ? [] : [`d.id = any (${add(ids)}::bigint[])`]),
    ...(patterns === undefined
      ? []
      : [
          `exists (select from files f join sources s on s.id = f.source_id
             where f.document_id = d.id and f.vanished_at is null and (normalize(f.path, nfc) ~ any (${add(patterns)}::text[])
               or normalize(replace(s.path, '\\', '/') || '/' || f.path, nfc) ~ any (${add(patterns)}::text[])))`,
        ]),
  ];
  return ways.length === 0 ? undefined : `(${ways.join(' or ')})`;
}

/** SQL that is true for a document `d` that both models have read. */
function readByBothSql({ a, b }: ModelPair, add: Add): string {
  const readBy = (model: number) =>
    `exists (select from runs r where r.document_id = d.id and r.model_id = ${add(model)} and r.status = 'done')`;
  return `${readBy(a)} and ${readBy(b)}`;
}

/** One page of the documents that are selected and, with `readBy`, read by both models; `after` (hex) is exclusive. */
export function findSelected(
  db: Db,
  selection: DocumentSelection,
  { readBy, after, limit }: { readBy?: ModelPair | undefined; after?: string | undefined; limit: number },
): Promise<SelectedDocument[]> {
  const { values, add } = openParameters();
  const words =
    readBy === undefined
      ? '0'
      : `coalesce((select words from runs r where r.document_id = d.id and r.model_id = ${add(readBy.a)}), 0)`;
  const conditions = [
    selectedSql(selection, add),
    readBy === undefined ? undefined : readByBothSql(readBy, add),
    after === undefined ? undefined : `d.sha256 > ${add(Buffer.from(after, 'hex'))}`,
  ];
  return query<SelectedDocument>(
    db,
    `select d.id, encode(d.sha256, 'hex') as sha256, ${words} as words from documents d
      where ${allOf(conditions)} order by d.sha256 limit ${add(limit)}`,
    values,
  );
}

/** The ids of `size` selected documents chosen by chance; the same ones for the same seed and documents, whatever the
 *  order in which these came. */
export async function sampleSelected(
  db: Db,
  selection: DocumentSelection,
  { readBy, size, seed }: { readBy?: ModelPair | undefined; size: number; seed: number },
): Promise<number[]> {
  const { values, add } = openParameters();
  const conditions = [selectedSql(selection, add), readBy === undefined ? undefined : readByBothSql(readBy, add)];
  const rows = await query<{ id: number }>(
    db,
    `select d.id from documents d where ${allOf(conditions)}
      order by sha256(convert_to(${add(String(seed))}::text, 'UTF8') || d.sha256) limit ${add(size)}`,
    values,
  );
  return rows.map(({ id }) => id);
}
