import { type EntityType, toUtf16 } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import type { DifferenceKind } from './count-differences.ts';
import type { ModelPair } from './select-documents.ts';

/** A span with its type, in UTF-16. */
export interface TypedMention {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
}

/** A document in which two models differ, with all that both have named in it; positions in UTF-16, ascending. */
export interface DifferingReading {
  readonly text: string;
  readonly path: string | null;
  readonly differences: readonly { readonly kind: DifferenceKind; readonly start: number; readonly end: number }[];
  readonly a: readonly TypedMention[];
  readonly b: readonly TypedMention[];
}

interface Stored {
  readonly text: string;
  readonly path: string | null;
  readonly differences: DifferingReading['differences'] | null;
  readonly a: TypedMention[] | null;
  readonly b: TypedMention[] | null;
}

/** Of these documents, the ids of those in which the models differ. */
export async function findDiffering(
  db: Db,
  { a, b }: ModelPair,
  documentIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await query<{ id: number }>(
    db,
    'select distinct document_id as id from mention_diff($1::integer, $2::integer, $3::bigint[])',
    [a, b, documentIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Reads a document in one snapshot; undefined where its text is gone. */
export async function readBoth(db: Db, models: ModelPair, documentId: number): Promise<DifferingReading | undefined> {
  const mentionsOf = (parameter: string) =>
    `(select json_agg(json_build_object('start', m.start, 'end', m."end", 'type', t.name) order by m.start)
        from mentions m join entity_types t on t.id = m.entity_type_id
       where m.document_id = x.document_id and m.model_id = ${parameter})`;
  const stored = await queryOne<Stored>(
    db,
    `select x.text,
       (select f.path from files f where f.document_id = x.document_id order by f.vanished_at nulls first, f.id limit 1) as path,
       (select json_agg(json_build_object('kind', kind, 'start', start, 'end', "end") order by start, "end")
          from mention_diff($2::integer, $3::integer, array[$1::bigint])) as differences,
       ${mentionsOf('$2')} as a, ${mentionsOf('$3')} as b
     from texts x where x.document_id = $1`,
    [documentId, models.a, models.b],
  );
  if (stored === undefined) return undefined;
  const toUnits = toUtf16(stored.text);
  const inUnits = <Part extends { start: number; end: number }>(parts: readonly Part[] | null) =>
    (parts ?? []).map((part) => ({ ...part, start: toUnits(part.start), end: toUnits(part.end) }));
  return {
    ...stored,
    differences: inUnits(stored.differences),
    a: inUnits(stored.a),
    b: inUnits(stored.b),
  };
}

/** A document's text, where it has one. */
export async function findText(db: Db, documentId: number): Promise<string | undefined> {
  return (await queryOne<{ text: string }>(db, 'select text from texts where document_id = $1', [documentId]))?.text;
}
