import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NormalizedEntity } from '@acervo/legal';
import { toCodePoints } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { type EntityToResolve, resolveEntities, storedKey } from '../entities/resolve-entities.ts';
import { entityTypeId } from '../questions/find-entities.ts';
import type { Normalizer, RunResult } from './recognition-result.ts';

/** A mention as its row is stored; positions in code points. */
export interface MentionRow {
  readonly start: number;
  readonly end: number;
  readonly typeId: number;
  readonly text: string;
  /** Rounded to float4. */
  readonly score: number;
  readonly page: number | null;
  readonly entityId: number;
}

/** A further entity of a mention that names several. */
export interface ExtraEntityRow {
  readonly start: number;
  readonly typeId: number;
  readonly entityId: number;
}

export interface PreparedMentions {
  readonly mentions: readonly MentionRow[];
  readonly extras: readonly ExtraEntityRow[];
  /** The laws that are cited, as `cited_laws` finds them in the database. */
  readonly laws: readonly number[];
}

/** For each mention the entities that it names, the main one first. */
type NamedEntities = readonly (readonly EntityToResolve[])[];

interface DocumentFacts {
  readonly id: number;
  readonly judgedOn: string | null;
  readonly court: string | null;
  readonly pageNumbers: readonly number[] | null;
  readonly pageStarts: readonly number[] | null;
}

/** The event loop gets a turn this often, since this process also renews the queue's locks. */
const SLICE_MS = 8;
/** Laws of a document that count in pairs: what cites more is a list, and pairs grow with the square. */
const MAX_LAWS = 100;
const LAW = entityTypeId('LEGISLACAO');

/** Normalizes the mentions of documents, finds the entities' ids and the pages, and converts positions. */
export async function prepareMentions(db: Db, results: readonly RunResult[]): Promise<PreparedMentions[]> {
  const facts = await findFacts(db, results);
  const named: NamedEntities[] = [];
  for (const result of results) named.push(await nameEntities(result, facts.get(result.documentId)));
  const ids = (await resolveEntities(db, named.flat(2))).values();
  return results.map((result, index) => toRows(result, facts.get(result.documentId), named[index] ?? [], ids));
}

async function nameEntities(
  { text, recognition: { mentions }, normalizer }: RunResult,
  facts: DocumentFacts | undefined,
): Promise<NamedEntities> {
  const normalized = await normalizeInTurns(normalizer, { text, mentions, facts: knownFacts(facts) });
  return mentions.map(({ type }, index) =>
    wholesFirst(normalized[index]?.entities ?? []).map((entity) => ({
      typeId: entityTypeId(type),
      entity,
      normalizerVersion: normalizer.version,
    })),
  );
}

/** Takes as many of the `ids` as the mentions have entities. */
function toRows(
  { text, recognition }: RunResult,
  facts: DocumentFacts | undefined,
  named: NamedEntities,
  ids: Iterator<number>,
): PreparedMentions {
  const toCodePoint = toCodePoints(text);
  const pageAt = pagesInOrder(facts);
  const mentions: MentionRow[] = [];
  const extras: ExtraEntityRow[] = [];
  const laws = new Map<number, number>();
  for (const [index, { start: startUnit, end, type, text: written, score }] of recognition.mentions.entries()) {
    const start = toCodePoint(startUnit);
    const typeId = entityTypeId(type);
    const own = new Set<number>();
    for (const { entity } of named[index] ?? []) {
      const id: number = ids.next().value;
      own.add(id);
      if (typeId === LAW && !laws.has(id) && !storedKey(entity.key).includes('!')) laws.set(id, start);
    }
    const [entityId = Number.NaN, ...others] = own;
    const page = pageAt(start);
    mentions.push({ start, end: toCodePoint(end), typeId, text: written, score: Math.fround(score), page, entityId });
    for (const other of others) extras.push({ start, typeId, entityId: other });
  }
  return { mentions, extras, laws: firstLaws(laws) };
}

/** Numbers of the pages at ascending positions. */
function pagesInOrder({ pageNumbers, pageStarts }: Partial<DocumentFacts> = {}): (start: number) => number | null {
  let page = 0;
  return (start) => {
    while ((pageStarts?.[page + 1] ?? Number.POSITIVE_INFINITY) <= start) page++;
    return pageNumbers?.[page] ?? null;
  };
}

/** In the order of their first mentions, and where one mention names several, of their ids. */
function firstLaws(startOf: ReadonlyMap<number, number>): number[] {
  const laws = [...startOf].sort(([a, startA], [b, startB]) => startA - startB || a - b).map(([id]) => id);
  return laws.slice(0, MAX_LAWS);
}

async function normalizeInTurns(normalizer: Normalizer, document: Parameters<Normalizer['normalize']>[0]) {
  const steps = normalizer.normalize(document);
  let sliceEnd = performance.now() + SLICE_MS;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() <= sliceEnd) continue;
    await nextTurn();
    sliceEnd = performance.now() + SLICE_MS;
  }
}

/** What is known of documents, for rules that depend on date or court, and where their pages start. */
async function findFacts(
  db: Db,
  results: readonly { readonly documentId: number }[],
): Promise<ReadonlyMap<number, DocumentFacts>> {
  const rows = await query<DocumentFacts>(
    db,
    `select d.id, m.judged_on::text as "judgedOn", m.court, p.numbers as "pageNumbers", p.starts as "pageStarts"
     from unnest($1::bigint[]) d(id) left join document_metadata m on m.document_id = d.id
     left join lateral (
       select array_agg(number order by number) as numbers, array_agg(start order by number) as starts
       from pages where document_id = d.id and "end" > start) p on true`,
    [results.map(({ documentId }) => documentId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function knownFacts({ judgedOn, court }: Partial<DocumentFacts> = {}): { judgedOn?: string; court?: string } {
  return { ...(judgedOn ? { judgedOn } : {}), ...(court ? { court } : {}) };
}

/** Laws before their articles, cases before their appeals: what is cited counts as a whole and in its parts. */
function wholesFirst(entities: readonly NormalizedEntity[]): readonly NormalizedEntity[] {
  if (entities.every(({ within }) => within === undefined)) return entities;
  const wholes = new Map(
    entities.map(({ within }) => within).flatMap((whole) => (whole ? [[whole.key, whole] as const] : [])),
  );
  return [...wholes.values(), ...entities.filter(({ key }) => !wholes.has(key))];
}
