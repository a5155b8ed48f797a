import type { NormalizedEntity } from '@acervo/legal';
import { toCodePoints } from '@acervo/ner-core';
import { inTurns } from '../connection/in-turns.ts';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { entityTypeId, findTypeIds } from '../entities/entity-types.ts';
import { type EntityToResolve, resolveEntities, storedKey } from '../entities/resolve-entities.ts';
import type { FoundSpan, Normalizer } from './recognition-result.ts';

/** Mentions of a document's text, and who says what they refer to. */
export interface DocumentMentions {
  readonly documentId: number;
  readonly text: string;
  readonly mentions: readonly FoundSpan[];
  readonly normalizer: Normalizer;
}

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
  /** What the text says that a person is in the case. */
  readonly role: string | null;
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

/** What is said of a mention; the main entity comes first. */
interface NamedMention {
  readonly typeId: number;
  readonly entities: readonly EntityToResolve[];
  readonly role: string | null;
}

interface DocumentFacts {
  readonly id: number;
  readonly judgedOn: string | null;
  readonly court: string | null;
  readonly pageNumbers: readonly number[] | null;
  readonly pageStarts: readonly number[] | null;
}

/** Laws of a document that count in pairs: what cites more is a list, and pairs grow with the square. */
const MAX_LAWS = 100;
const LAW = entityTypeId('LEGISLACAO');

/** Normalizes the mentions of documents, finds the entities' ids and the pages, and converts positions. */
export async function prepareMentions(db: Db, documents: readonly DocumentMentions[]): Promise<PreparedMentions[]> {
  const facts = await findFacts(db, documents);
  const named: NamedMention[][] = [];
  for (const document of documents) named.push(await nameMentions(db, document, facts.get(document.documentId)));
  const entities = named.flatMap((mentions) => mentions.flatMap(({ entities }) => entities));
  const ids = (await resolveEntities(db, entities)).values();
  return documents.map((document, index) => toRows(document, facts.get(document.documentId), named[index] ?? [], ids));
}

async function nameMentions(
  db: Db,
  { text, mentions, normalizer }: DocumentMentions,
  facts: DocumentFacts | undefined,
): Promise<NamedMention[]> {
  const types = mentions.map(({ type }) => type);
  const typeIds = await findTypeIds(db, types);
  const normalized = await inTurns(normalizer.normalize({ text, mentions, facts: knownFacts(facts) }));
  return typeIds.map((typeId, index) => ({
    typeId,
    entities: wholesFirst(normalized[index]?.entities ?? []).map((entity) => ({
      typeId,
      entity,
      normalizerVersion: normalizer.version,
    })),
    role: normalized[index]?.role ?? null,
  }));
}

/** Takes as many of the `ids` as the mentions have entities. */
function toRows(
  { text, mentions }: DocumentMentions,
  facts: DocumentFacts | undefined,
  named: readonly NamedMention[],
  ids: Iterator<number>,
): PreparedMentions {
  const toCodePoint = toCodePoints(text);
  const pageAt = pagesInOrder(facts);
  const rows: MentionRow[] = [];
  const extras: ExtraEntityRow[] = [];
  const laws = new Map<number, number>();
  for (const [index, { typeId, entities, role }] of named.entries()) {
    const mention = mentions[index];
    if (mention === undefined) break;
    const start = toCodePoint(mention.start);
    const own = new Set<number>();
    for (const { entity } of entities) {
      const id: number = ids.next().value;
      own.add(id);
      if (typeId === LAW && !laws.has(id) && !storedKey(entity.key).includes('!')) laws.set(id, start);
    }
    const [entityId = Number.NaN, ...others] = own;
    rows.push({
      start,
      end: toCodePoint(mention.end),
      typeId,
      text: mention.text,
      score: Math.fround(mention.score),
      page: pageAt(start),
      entityId,
      role,
    });
    for (const other of others) extras.push({ start, typeId, entityId: other });
  }
  return { mentions: rows, extras, laws: firstLaws(laws) };
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

/** What is known of documents, for rules that depend on date or court, and where their pages start. */
async function findFacts(
  db: Db,
  documents: readonly { readonly documentId: number }[],
): Promise<ReadonlyMap<number, DocumentFacts>> {
  const rows = await query<DocumentFacts>(
    db,
    `select d.id, m.judged_on::text as "judgedOn", m.court, p.numbers as "pageNumbers", p.starts as "pageStarts"
     from unnest($1::bigint[]) d(id) left join document_metadata m on m.document_id = d.id
     left join lateral (
       select array_agg(number order by number) as numbers, array_agg(start order by number) as starts
       from pages where document_id = d.id and "end" > start) p on true`,
    [documents.map(({ documentId }) => documentId)],
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
