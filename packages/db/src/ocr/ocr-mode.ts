import type { Db } from '../connection/open-database.ts';
import { execute } from '../connection/query.ts';
import { ofSourcesSql } from '../questions/of-sources.ts';
import { AGAIN_SQL } from '../questions/redrive.ts';

/** Whether pages are read by OCR: not at all, where their text is missing or means nothing, or all of them. */
export const OCR_MODES = ['never', 'auto', 'force'] as const;
export type OcrMode = (typeof OCR_MODES)[number];

/** SQL: what the sources of document `d` want, the most of it where they differ. */
export const OCR_MODE_SQL = `coalesce((
  select s.ocr from files f join sources s on s.id = f.source_id where f.document_id = d.id and f.vanished_at is null
   order by array_position(array['force', 'auto', 'never'], s.ocr) limit 1), 'never')`;

/** Sets whether the pages of a source are read by OCR; documents for which that changes something become pending again.
 *  @returns how many. */
export async function setOcrMode(db: Db, { sourceId, ocr }: { sourceId: number; ocr: OcrMode }): Promise<number> {
  await execute(db, 'update sources set ocr = $2 where id = $1 and ocr <> $2', [sourceId, ocr]);
  return await execute(
    db,
    `update documents d set ${AGAIN_SQL}
      where d.ocr <> ${OCR_MODE_SQL} and ${ofSourcesSql('d.id', '$1')} and (
        status = 'failed' and error_code = 'empty' and ocr = 'never'
        or status = 'extracted' and page_count > 0 and ('force' in (d.ocr, $2) or exists (
          select from pages p where p.document_id = d.id and (p.reason is not null or p.text_source = 'ocr'))))`,
    [[sourceId], ocr],
  );
}
