import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** How many results have each value of a property; the most frequent values first. */
export interface Facets {
  readonly type: readonly FacetCount[];
  /** What the text says that people are in the case. */
  readonly role: readonly FacetCount[];
  readonly court: readonly FacetCount[];
  readonly class: readonly FacetCount[];
  readonly year: readonly FacetCount[];
  readonly source: readonly (FacetCount & { readonly path: string })[];
  /** Lower ends of tenths. */
  readonly score: readonly FacetCount[];
}

/** A value, in the form in which a filter takes it, and its results. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Values shown of one property. */
const MOST_VALUES = 12;

/** Results among which facets are counted: beyond them, counting would take as long as the archive is large. */
export const COUNTED_RESULTS = 1_000;

/** What was counted: the facets, and among how many results. */
export interface CountedFacets {
  readonly facets: Facets;
  readonly counted: number;
}

/** Counts results by their facets.
 *  @param results SQL that selects them: `document_id`, and for mentions `entity_type_id`, `role` and `score` */
export async function countFacets(
  db: Db,
  results: string,
  { values, ofMentions }: { readonly values: unknown[]; readonly ofMentions: boolean },
): Promise<CountedFacets> {
  const hits = 'hits';
  const most = (name: string, value: string, from: string, more = '') => `'${name}', coalesce((
    select json_agg(json_build_object('value', v.value::text, 'count', v.count${more}) order by v.count desc, v.value) from (
      select ${value} as value, count(*) as count from ${from} where ${value} is not null
      group by 1 order by 2 desc, 1 limit ${MOST_VALUES}) v), '[]')`;
  const described = `described`;
  const facets = [
    most('court', 'court', described),
    most('class', 'class', described),
    most('year', 'extract(year from judged_on)::integer', described),
    most(
      'source',
      'f.source_id',
      `${hits} h join lateral (select distinct source_id from files where document_id = h.document_id and vanished_at is null) f on true`,
      `, 'path', (select path from sources where id = v.value)`,
    ),
    ...(ofMentions
      ? [
          most('type', 't.name', `${hits} h join entity_types t on t.id = h.entity_type_id`),
          most('role', `nullif(role, '')`, hits),
          most('score', 'floor(least(score, 0.999) * 10) / 10', hits),
        ]
      : [`'type', '[]'::json`, `'role', '[]'::json`, `'score', '[]'::json`]),
  ];
  const found = await queryOne<CountedFacets>(
    db,
    `with ${hits} as materialized (${results}), ${described} as (select dm.court, dm.class, dm.judged_on from ${hits} h
      -- one by one: the planner does not know how few they are
      cross join lateral (select * from document_metadata where document_id = h.document_id offset 0) dm)
    select json_build_object(${facets.join(', ')}) as facets, (select count(*) from ${hits}) as counted`,
    values,
  );
  return found ?? { facets: { type: [], role: [], court: [], class: [], year: [], source: [], score: [] }, counted: 0 };
}
