import { type DocumentSelection, meantSql } from '../comparison/select-documents.ts';
import { allOf } from './parameters.ts';

/** Which documents are meant; all given conditions hold, none means all of them. */
export interface DocumentFilter {
  readonly documents?: DocumentSelection;
  /** Courts as the manifest named them; any of these. */
  readonly courts?: readonly string[];
  /** ISO dates, both inclusive; a document without a date is then left out. */
  readonly judgedFrom?: string;
  readonly judgedUntil?: string;
  /** Sources by id; any of these. */
  readonly sourceIds?: readonly number[];
  /** A date or time as PostgreSQL reads it: only what the active model has read since then. */
  readonly recognizedSince?: string;
  /** Only what this scan found new or changed. */
  readonly newInScan?: number;
}

/** SQL that is true for a document `d` with its metadata `dm` (left joined); undefined where all are meant. */
export function documentMeantSql(filter: DocumentFilter, add: (value: unknown) => string): string | undefined {
  const { documents, courts, judgedFrom, judgedUntil, sourceIds, recognizedSince, newInScan } = filter;
  const conditions = [
    documents && meantSql(documents, add),
    courts && `dm.court = any (${add(courts)}::text[])`,
    judgedFrom && `dm.judged_on >= ${add(judgedFrom)}::date`,
    judgedUntil && `dm.judged_on <= ${add(judgedUntil)}::date`,
    sourceIds &&
      `exists (select from files f where f.document_id = d.id and f.source_id = any (${add(sourceIds)}::integer[]) and f.vanished_at is null)`,
    recognizedSince &&
      `exists (select from runs r where r.document_id = d.id and r.status = 'done'
         and r.model_id = (select id from models where state = 'active') and r.finished_at >= ${add(recognizedSince)}::timestamptz)`,
    newInScan !== undefined &&
      `exists (select from files f where f.document_id = d.id and f.content_scan_id = ${add(newInScan)}::bigint)`,
  ].filter((condition) => typeof condition === 'string');
  return conditions.length === 0 ? undefined : allOf(conditions);
}
