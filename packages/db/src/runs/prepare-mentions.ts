import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NormalizedEntity } from '@acervo/legal';
import { ENTITY_TYPES, toCodePoints } from '@acervo/ner-core';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { type EntityToResolve, resolveEntities } from '../entities/resolve-entities.ts';
import type { Normalizer, RecognitionResult } from './recognition-result.ts';

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
}

/** The event loop gets a turn this often, since this process also renews the queue's locks. */
const SLICE_MS = 8;

/** Normalizes the mentions of a document, finds the entities' ids and the pages, and converts positions. */
export async function prepareMentions(
  db: Db,
  documentId: number,
  text: string,
  { mentions }: RecognitionResult,
  normalizer: Normalizer,
): Promise<PreparedMentions> {
  const pages = await query<{ number: number; start: number }>(
    db,
    'select number, start from pages where document_id = $1 and "end" > start order by number',
    [documentId],
  );
  const normalized = await normalizeInTurns(normalizer, { text, mentions, facts: await findFacts(db, documentId) });
  const entities: EntityToResolve[] = [];
  const counts: number[] = [];
  for (const [index, mention] of mentions.entries()) {
    const typeId = ENTITY_TYPES.indexOf(mention.type) + 1;
    const its = wholesFirst(normalized[index]?.entities ?? []);
    for (const entity of its) entities.push({ ...entity, typeId });
    counts.push(its.length);
  }
  const ids = await resolveEntities(db, entities, normalizer.version);
  const toCodePoint = toCodePoints(text);
  const rows: MentionRow[] = [];
  const extras: ExtraEntityRow[] = [];
  let next = 0;
  let page = 0;
  for (const [index, mention] of mentions.entries()) {
    const start = toCodePoint(mention.start);
    while ((pages[page + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) page++;
    const typeId = ENTITY_TYPES.indexOf(mention.type) + 1;
    const own = ids.slice(next, next + (counts[index] ?? 0));
    next += own.length;
    const [entityId = Number.NaN, ...others] = own;
    rows.push({
      start,
      end: toCodePoint(mention.end),
      typeId,
      text: mention.text,
      score: Math.fround(mention.score),
      page: pages[page]?.number ?? null,
      entityId,
    });
    for (const other of new Set(others)) if (other !== entityId) extras.push({ start, typeId, entityId: other });
  }
  return { mentions: rows, extras };
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

/** What the manifest says of a document, for rules that depend on its date or court. */
async function findFacts(db: Db, documentId: number): Promise<{ judgedOn?: string; court?: string }> {
  const [facts] = await query<{ judgedOn: string | null; court: string | null }>(
    db,
    `select judged_on::text as "judgedOn", court from document_metadata where document_id = $1`,
    [documentId],
  );
  const { judgedOn, court } = facts ?? {};
  return { ...(judgedOn ? { judgedOn } : {}), ...(court ? { court } : {}) };
}

/** Laws before their articles, cases before their appeals: what is cited counts as a whole and in its parts. */
function wholesFirst(entities: readonly NormalizedEntity[]): NormalizedEntity[] {
  const wholes = new Map(
    entities.map(({ within }) => within).flatMap((whole) => (whole ? [[whole.key, whole] as const] : [])),
  );
  return [...wholes.values(), ...entities.filter(({ key }) => !wholes.has(key))];
}
