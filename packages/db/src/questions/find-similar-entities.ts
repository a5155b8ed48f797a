import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import type { FoundEntity } from './find-entities.ts';

/** People, organizations and places whose names are written almost like `text` (a letter missing, two exchanged), the most
 *  similar first. */
export async function findSimilarEntities(
  db: Db,
  { type, text, limit = 10 }: { type?: string; text: string; limit?: number },
): Promise<FoundEntity[]> {
  return query<FoundEntity>(
    db,
    `select e.id, s.type, e.key, s.name, e.attributes, s.mentions, s.documents, coalesce(t.decisions, 0) as decisions
     from similar_names($1, $2, $3) with ordinality s(entity_id, type, name, similarity, mentions, documents, place)
     join entities e on e.id = s.entity_id
     left join entity_totals t on t.entity_id = e.id and t.model_id = (select id from models where state = 'active')
     order by s.place`,
    [text, type ?? null, limit],
  );
}
