import { documentMeantSql } from '../questions/document-filter.ts';
import { allOf, openParameters } from '../questions/parameters.ts';
import { type ExportFilter, mentionMeantSql } from './export-filter.ts';
import type { Snapshot } from './open-snapshot.ts';

/** A row of `documents` but for the number of mentions, as `EXPORT_TABLES` describes it. */
export interface ExportedDocument {
  readonly document_id: number;
  readonly sha256: string;
  readonly path: string | null;
  readonly files: number;
  readonly media_type: string | null;
  readonly size_bytes: number | null;
  readonly status: string;
  readonly error_code: string | null;
  readonly pages: number | null;
  readonly words: number | null;
  readonly text_length: number | null;
  readonly text_hash: string | null;
  readonly extractor_version: string | null;
  readonly recognition: string | null;
  readonly own_id: string | null;
  readonly court: string | null;
  readonly case_number: string | null;
  readonly judged_on: string | null;
  readonly class: string | null;
  readonly same_text_as: number | null;
  readonly near_duplicate_of: number | null;
  readonly similarity: number | null;
  readonly extra: Record<string, unknown> | null;
}

/** A row of `pages`. */
export interface ExportedPage {
  readonly document_id: number;
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly text_source: string;
  readonly reason: string | null;
}

/** What `mentions` says of one mention itself. */
export interface ExportedMention {
  readonly document_id: number;
  readonly page: number | null;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly text: string;
  readonly score: number;
  readonly role: string | null;
  readonly entity_id: number;
  readonly entity_key: string;
  readonly entity_name: string;
  readonly model: string;
  readonly model_hash: string;
}

/** A row of `mention_entities`. */
export interface ExportedMentionEntity {
  readonly document_id: number;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly entity_id: number;
}

/** A row of `entities`. */
export interface ExportedEntity {
  readonly entity_id: number;
  readonly type: string;
  readonly key: string;
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  readonly rule: string;
  readonly normalizer_version: number;
  readonly mentions: number;
  readonly documents: number;
  readonly decisions: number;
}

/** Rows that come over at a time. */
const BATCH_ROWS = 500;

/** Number of documents that the filter means. */
export async function countExportedDocuments(snapshot: Snapshot, filter: ExportFilter): Promise<number> {
  const { values, add } = openParameters();
  const [row] = await snapshot.query<{ count: number }>(
    `select count(*) as count from documents d left join document_metadata dm on dm.document_id = d.id
      where ${allOf([documentMeantSql(filter, add)])}`,
    values,
  );
  return row?.count ?? 0;
}

/** The documents that the filter means, by id. */
export function streamDocuments(
  snapshot: Snapshot,
  modelId: number,
  filter: ExportFilter,
): AsyncGenerator<ExportedDocument[]> {
  const { values, add } = openParameters();
  return snapshot.stream<ExportedDocument>(
    `select d.id as document_id, encode(d.sha256, 'hex') as sha256,
       (select f.path from files f where f.document_id = d.id order by f.vanished_at nulls first, f.id limit 1) as path,
       (select count(*) from files f where f.document_id = d.id)::integer as files,
       d.media_type, d.size_bytes, d.status, d.error_code, d.page_count as pages, d.word_count as words, d.text_length,
       encode(d.text_hash, 'hex') as text_hash, d.extractor_version, r.status as recognition,
       dm.own_id, dm.court, dm.case_number, dm.judged_on, dm.class, c.same_text_as, c.near_duplicate_of,
       c.similarity, dm.extra
     from documents d
     left join document_metadata dm on dm.document_id = d.id
     left join document_copies c on c.document_id = d.id
     left join runs r on r.document_id = d.id and r.model_id = ${add(modelId)}
    where ${allOf([documentMeantSql(filter, add)])} order by d.id`,
    values,
    BATCH_ROWS,
  );
}

/** Pages of these documents, in order. */
export function readPages(snapshot: Snapshot, documentIds: readonly number[]): Promise<ExportedPage[]> {
  return snapshot.query<ExportedPage>(
    `select document_id, number as page, start, "end", width, height, rotation, text_source, reason
       from pages where document_id = any ($1::bigint[]) order by document_id, number`,
    [documentIds],
  );
}

/** Texts of these documents; one without a text is not among them. */
export async function readTexts(snapshot: Snapshot, documentIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await snapshot.query<{ id: number; text: string }>(
    'select document_id as id, text from texts where document_id = any ($1::bigint[])',
    [documentIds],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** Mentions of these documents that the filter means, in order. */
export function readMentions(
  snapshot: Snapshot,
  modelId: number,
  filter: ExportFilter,
  documentIds: readonly number[],
): Promise<ExportedMention[]> {
  const { values, add } = openParameters();
  return snapshot.query<ExportedMention>(
    `select m.document_id, m.page, m.start, m."end", t.name as type, m.text, m.score, nullif(m.role, '') as role, m.entity_id,
       e.key as entity_key, e.name as entity_name, o.name as model, encode(o.hash, 'hex') as model_hash
       from mentions m join models o on o.id = m.model_id join entities e on e.id = m.entity_id join entity_types t on t.id = m.entity_type_id
      where m.document_id = any (${add(documentIds)}::bigint[]) and ${mentionMeantSql(filter, modelId, add)}
      order by m.document_id, m.start, m.entity_type_id`,
    values,
  );
}

/** The other entities of mentions that name several, for mentions of these documents that the filter means. */
export function readMentionEntities(
  snapshot: Snapshot,
  modelId: number,
  filter: ExportFilter,
  documentIds: readonly number[],
): Promise<ExportedMentionEntity[]> {
  const { values, add } = openParameters();
  return snapshot.query<ExportedMentionEntity>(
    `select m.document_id, m.start, m."end", t.name as type, x.entity_id
       from mention_extra_entities x join entity_types t on t.id = x.entity_type_id
       join mentions m on m.document_id = x.document_id and m.model_id = x.model_id and m.start = x.start
        and m.entity_type_id = x.entity_type_id
      where x.document_id = any (${add(documentIds)}::bigint[]) and ${mentionMeantSql(filter, modelId, add)}
      order by m.document_id, m.start, m.entity_type_id, x.entity_id`,
    values,
  );
}

/** The entities of all mentions that the filter means, with how often they are mentioned there, by id. */
export function streamEntities(
  snapshot: Snapshot,
  modelId: number,
  filter: ExportFilter,
): AsyncGenerator<ExportedEntity[]> {
  const { values, add } = openParameters();
  const meant = documentMeantSql(filter, add);
  const mentions = mentionMeantSql(filter, modelId, add);
  const inDocuments =
    meant === undefined
      ? 'true'
      : `m.document_id in (select d.id from documents d left join document_metadata dm on dm.document_id = d.id where ${meant})`;
  return snapshot.stream<ExportedEntity>(
    `select e.id as entity_id, t.name as type, e.key, e.name, e.attributes, e.rule, e.normalizer_version,
       c.mentions::integer as mentions, c.documents::integer as documents, c.decisions::integer as decisions
     from (
       select entity_id, count(*) as mentions, count(distinct document_id) as documents,
         count(distinct coalesce(same_text_as, document_id)) as decisions
       from (
         select m.entity_id, m.document_id from mentions m where ${mentions} and ${inDocuments}
         union all
         select x.entity_id, m.document_id from mention_extra_entities x
           join mentions m on m.document_id = x.document_id and m.model_id = x.model_id and m.start = x.start
            and m.entity_type_id = x.entity_type_id
          where ${mentions} and ${inDocuments}) named
         left join (select document_id, same_text_as from document_copies where same_text_as is not null) c using (document_id)
        group by entity_id) c
     join entities e on e.id = c.entity_id join entity_types t on t.id = e.entity_type_id order by e.id`,
    values,
    BATCH_ROWS,
  );
}

/** Of these keys of people's names, those that the model has recognized somewhere in the archive with at least this score. */
export async function findKnownNames(
  snapshot: Snapshot,
  modelId: number,
  keys: readonly string[],
  minScore: number,
): Promise<Set<string>> {
  const rows = await snapshot.query<{ key: string }>(
    `select e.key from entities e
      where e.entity_type_id = 2 and e.key = any ($1::text[]) and exists (
        select from mentions m where m.entity_id = e.id and m.entity_type_id = 2 and m.model_id = $2 and m.score >= $3::real)`,
    [keys, modelId, minScore],
  );
  return new Set(rows.map(({ key }) => key));
}
