import { execute, type Queryable } from '../connection/query.ts';

/** What a manifest says of a document. `judgedOn` is `YYYY-MM-DD`. */
export interface GivenMetadata {
  readonly ownId?: string;
  readonly court?: string;
  readonly caseNumber?: string;
  readonly judgedOn?: string;
  readonly class?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** Where a value is read: a range of code points of the text, or the ordinal of a removed span. */
type Evidence = { readonly start: number; readonly end: number } | { readonly removed: number };
export type ReadField = 'title' | 'court' | 'caseNumber' | 'class' | 'rapporteur' | 'judgedOn';
/** What the first pages of a document say. */
export type ReadMetadata = Readonly<
  Partial<Record<ReadField, { readonly value: string; readonly rule: string } & Evidence>>
>;

interface Said {
  readonly given: GivenMetadata;
  readonly read: ReadMetadata;
}

/** Stores what is `given` or `read` of documents that the caller has locked for a change, and derives the columns from both:
 *  the manifest's value, else the text's. A changed date moves its entities' first and last dates by way of the deltas.
 *  Returns how many rows changed; safe to repeat. */
export function writeMetadata<Source extends keyof Said>(
  client: Queryable,
  source: Source,
  stated: readonly (readonly [documentId: number, said: Said[Source]])[],
): Promise<number> {
  const [given, read] = source === 'given' ? ['s.said', 'm.read'] : ['m.given', 's.said'];
  return execute(
    client,
    `with both_sides as (
       select s.document_id, m.judged_on as before, coalesce(${given}, '{}') as given, coalesce(${read}, '{}') as read
       from unnest($1::bigint[], $2::jsonb[]) as s(document_id, said) left join document_metadata m using (document_id)
       where s.said <> '{}' or m.document_id is not null),
     known as (
       select *, coalesce(given ->> 'judgedOn', read #>> '{judgedOn,value}')::date as judged_on from both_sides),
     moved as (select document_id, before, judged_on as after from known where judged_on is distinct from before),
     cited as (
       select distinct document_id, model_id, entity_type_id, entity_id from (
         select document_id, model_id, entity_type_id, entity_id from mentions where document_id = any($1)
         union all
         select document_id, model_id, entity_type_id, entity_id from mention_extra_entities where document_id = any($1)) m),
     deltas as (
       insert into entity_deltas (entity_id, entity_type_id, model_id, mentions, documents, judged_on)
       select c.entity_id, c.entity_type_id, c.model_id, 0, side.documents, side.judged_on from moved
       join cited c using (document_id)
       cross join lateral (values (-1, moved.before), (1, moved.after)) as side(documents, judged_on))
     insert into document_metadata as m
       (document_id, own_id, court, case_number, judged_on, class, title, rapporteur, extra, given, read)
     select document_id, given ->> 'ownId', coalesce(given ->> 'court', read #>> '{court,value}'),
       coalesce(given ->> 'caseNumber', read #>> '{caseNumber,value}'), judged_on,
       coalesce(given ->> 'class', read #>> '{class,value}'), read #>> '{title,value}', read #>> '{rapporteur,value}',
       coalesce(given -> 'extra', '{}'), given, read
     from known
     on conflict (document_id) do update set own_id = excluded.own_id, court = excluded.court,
       case_number = excluded.case_number, judged_on = excluded.judged_on, class = excluded.class, title = excluded.title,
       rapporteur = excluded.rapporteur, extra = excluded.extra, given = excluded.given, read = excluded.read
     where (m.given, m.read) is distinct from (excluded.given, excluded.read)`,
    [stated.map(([id]) => id), stated.map(([, said]) => JSON.stringify(said))],
  );
}
