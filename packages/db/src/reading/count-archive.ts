import type { Db } from '../connection/open-database.ts';
import { query, queryOne } from '../connection/query.ts';
import { countCopies } from '../copies/describe-copies.ts';
import { findActiveModelId, findCurrentModelIds } from '../questions/active-model.ts';
import type { ArchiveSummary } from '../questions/summarize.ts';

/** Pages, words and mentions of the archive, and its failures by code. As `summarize`, but mentions come from the totals of
 *  entities, which lag behind by seconds: no mention is looked at. */
export async function countArchive(
  db: Db,
): Promise<Pick<ArchiveSummary, 'documents' | 'copies' | 'pages' | 'words' | 'mentions' | 'failures'>> {
  const [sums, copies, mentions, failures] = await Promise.all([
    queryOne<{ documents: number; pages: number; words: number }>(
      db,
      `select count(*) as documents, coalesce(sum(page_count), 0) as pages, coalesce(sum(word_count), 0) as words
         from documents where status = 'extracted'`,
    ),
    countCopies(db),
    query<{ type: string; count: number }>(
      db,
      `select t.name as type, s.count from entity_types t join (
         select entity_type_id, sum(mentions)::bigint as count from entity_totals where model_id = any ($1::integer[]) group by 1) s
         on s.entity_type_id = t.id where s.count > 0 order by t.id`,
      [await findCurrentModelIds(db)],
    ),
    query<ArchiveSummary['failures'][number]>(
      db,
      `select 'file' as stage, error_code as code, count(*) from files
        where error_code is not null and error_code <> 'unsupported-type' and vanished_at is null group by 2
       union all
       select 'extraction', error_code, count(*) from documents where status = 'failed' group by 2
       union all
       select 'ocr', error_code, count(*) from ocr_passes where status = 'failed' group by 2
       union all
       select 'recognition', error_code, count(*) from runs where status = 'failed' and model_id = $1 group by 2
       order by 1, 3 desc, 2`,
      [(await findActiveModelId(db)) ?? 0],
    ),
  ]);
  return {
    ...(sums ?? { documents: 0, pages: 0, words: 0 }),
    copies,
    mentions: Object.fromEntries(mentions.map(({ type, count }) => [type, count])),
    failures,
  };
}
