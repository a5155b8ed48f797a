import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { type CopyCounts, countCopies } from '../copies/describe-copies.ts';
import { findActiveModelId, findCurrentModelIds } from './active-model.ts';
import { ofSourcesSql } from './of-sources.ts';

/** The stage at which something failed. */
export type FailureStage = 'file' | 'extraction' | 'ocr' | 'recognition';

/** What `acervo run` prints when it has finished. */
export interface ArchiveSummary {
  readonly documents: number;
  readonly copies: CopyCounts;
  readonly pages: number;
  readonly words: number;
  readonly mentions: Readonly<Record<string, number>>;
  readonly failures: { stage: FailureStage; code: string; count: number }[];
  readonly extractMs: number;
  readonly ocrMs: number;
  readonly recognizeMs: number;
}

/** Sums over everything or over some sources, by the active model; reads more than `countStages` does. */
export async function summarize(
  db: Db,
  { sourceIds }: { sourceIds?: readonly number[] } = {},
): Promise<ArchiveSummary> {
  const sources = sourceIds ?? null;
  const modelId = (await findActiveModelId(db)) ?? 0;
  const sums = await queryOne<{
    documents: number;
    pages: number;
    words: number;
    extractMs: number;
    ocrMs: number;
    recognizeMs: number;
  }>(
    db,
    `select count(*) as documents, coalesce(sum(page_count), 0) as pages, coalesce(sum(word_count), 0) as words,
            coalesce(sum(extract_ms), 0) as "extractMs", coalesce(sum(r.recognize_ms), 0) as "recognizeMs",
            (select coalesce(sum(o.ocr_ms), 0) from ocr_pages o where ${ofSourcesSql('o.document_id', '$1')}) as "ocrMs"
       from documents d left join runs r on r.document_id = d.id and r.model_id = $2
      where d.status = 'extracted' and ${ofSourcesSql('d.id', '$1')}`,
    [sources, modelId],
  );
  const mentions = await query<{ type: string; count: number }>(
    db,
    // the sources are looked up once a document, not once a mention
    `select t.name as type, counts.count from entity_types t join (
       select m.entity_type_id, count(*) from documents d join mentions m on m.document_id = d.id and m.model_id = any ($2::integer[])
        where d.status = 'extracted' and ${ofSourcesSql('d.id', '$1')} group by 1) counts on counts.entity_type_id = t.id
      order by t.id`,
    [sources, await findCurrentModelIds(db)],
  );
  const failures = await query<ArchiveSummary['failures'][number]>(
    db,
    `select 'file' as stage, error_code as code, count(*) from files
      where error_code is not null and error_code <> 'unsupported-type' and vanished_at is null
        and ($1::integer[] is null or source_id = any ($1)) group by 2
     union all
     select 'extraction', error_code, count(*) from documents d where status = 'failed' and ${ofSourcesSql('d.id', '$1')} group by 2
     union all
     select 'ocr', error_code, count(*) from ocr_passes o
      where status = 'failed' and ${ofSourcesSql('o.document_id', '$1')} group by 2
     union all
     select 'recognition', error_code, count(*) from runs r
      where status = 'failed' and model_id = $2 and ${ofSourcesSql('r.document_id', '$1')} group by 2
     order by 1, 3 desc, 2`,
    [sources, modelId],
  );
  return {
    ...(sums ?? { documents: 0, pages: 0, words: 0, extractMs: 0, ocrMs: 0, recognizeMs: 0 }),
    copies: await countCopies(db, sources),
    mentions: Object.fromEntries(mentions.map(({ type, count }) => [type, count])),
    failures,
  };
}
