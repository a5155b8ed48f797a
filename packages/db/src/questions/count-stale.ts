import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';
import { NEWEST } from '../rules/rules-in-use.ts';

/** What newer code, rules or texts would give anew. */
export interface StaleCounts {
  /** Texts by another extractor than the current one. */
  readonly extractor: number;
  /** Documents that the model in use has read whose mentions were normalized by another version. */
  readonly normalizer: number;
  /** Documents that the model in use has read, but the rules that were given last have not. */
  readonly rules: number;
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
            (select count(*) from runs where status = 'done' and versions->>'normalizer' is distinct from $2::text
              and model_id = (select id from models where state = 'active')) as normalizer,
            (select count(*) from runs d where d.status = 'done' and d.model_id = (select id from models where state = 'active')
              and not exists (select from runs r where r.document_id = d.document_id and r.status = 'done'
                and r.model_id = ${NEWEST})) as rules,
            (select count(*) from runs join texts using (document_id)
              where runs.status = 'done' and runs.text_hash <> texts.text_hash) as text`,
    [current.extractorVersion, String(current.normalizerVersion)],
  );
  return counts ?? { extractor: 0, normalizer: 0, rules: 0, text: 0 };
}
