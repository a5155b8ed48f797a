import { setImmediate as nextTurn } from 'node:timers/promises';
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
  const entities: EntityToResolve[] = [];
  const counts: number[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for (const mention of mentions) {
    const normalized = normalizer.normalize(mention.type, mention.text);
    const typeId = ENTITY_TYPES.indexOf(mention.type) + 1;
    for (const entity of normalized) entities.push({ ...entity, typeId });
    counts.push(normalized.length);
    if (performance.now() > sliceEnd) {
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MS;
    }
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
