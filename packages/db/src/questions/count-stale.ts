import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** What newer code, rules or texts would give anew. Counts rows of `texts`, `entities` and `runs`. */
export interface StaleCounts {
  /** Texts by another extractor than the current one. */
  readonly extractor: number;
  /** Entities by older rules of normalizing. */
  readonly normalizer: number;
  /** Finished runs over a text that has been replaced since. */
  readonly text: number;
}

/** Counts what is stale. Reads whole tables: for `acervo status`, not for polling. */
export async function countStale(
  db: Db,
  current: { readonly extractorVersion: string; readonly normalizerVersion: number },
): Promise<StaleCounts> {
  const counts = await queryOne<StaleCounts>(
    db,
    `select (select count(*) from texts where extractor_version <> $1) as extractor,
            (select count(*) from entities where normalizer_version < $2) as normalizer,
            (select count(*) from runs join texts using (document_id)
              where runs.status = 'done' and runs.text_hash <> texts.text_hash) as text`,
    [current.extractorVersion, current.normalizerVersion],
  );
  return counts ?? { extractor: 0, normalizer: 0, text: 0 };
}
