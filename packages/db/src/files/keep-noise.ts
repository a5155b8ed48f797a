import type { Db } from '../connection/open-database.ts';
import { execute } from '../connection/query.ts';
import { ofSourcesSql } from '../questions/of-sources.ts';
import { AGAIN_SQL } from '../questions/redrive.ts';

/** SQL: whether a source of document `d` wants stamps and running heads left in the text. */
export const KEEPS_NOISE_SQL = `exists (
  select 1 from files f join sources s on s.id = f.source_id
   where f.document_id = d.id and f.vanished_at is null and s.keep_noise)`;

/** Sets whether the texts of a source keep their noise; those that were extracted the other way become pending again.
 *  @returns how many. */
export async function setKeepNoise(
  db: Db,
  { sourceId, keepNoise }: { sourceId: number; keepNoise: boolean },
): Promise<number> {
  await execute(db, 'update sources set keep_noise = $2 where id = $1 and keep_noise <> $2', [sourceId, keepNoise]);
  return await execute(
    db,
    `update documents d set ${AGAIN_SQL}
      where status = 'extracted' and keeps_noise <> ${KEEPS_NOISE_SQL} and ${ofSourcesSql('d.id', '$1')}`,
    [[sourceId]],
  );
}
