import { execute, type Queryable, query, queryOne } from '../connection/query.ts';
import type { ExtraEntityRow, MentionRow, PreparedMentions } from './prepare-mentions.ts';

/** Scores that differ by less come from another machine or batch, not from another result. */
const SAME_SCORE = 1e-3;

interface RunKey {
  readonly documentId: number;
  readonly modelId: number;
}

/** What is stored of a run, in order. */
export async function readMentions(client: Queryable, { documentId, modelId }: RunKey): Promise<PreparedMentions> {
  const key = [documentId, modelId];
  const mentions = await query<MentionRow>(
    client,
    `select start, "end", entity_type_id as "typeId", text, score, page, entity_id as "entityId", nullif(role, '') as role
     from mentions where document_id = $1 and model_id = $2 order by start, entity_type_id`,
    key,
  );
  const extras = await query<ExtraEntityRow>(
    client,
    `select start, entity_type_id as "typeId", entity_id as "entityId"
     from mention_extra_entities where document_id = $1 and model_id = $2`,
    key,
  );
  const cited = await queryOne<{ laws: string[] | null }>(client, 'select cited_laws($1, $2) as laws', key);
  return { mentions, extras, laws: (cited?.laws ?? []).map(Number) };
}

/** Whether two results say the same, however their mentions are ordered. */
export function isSame(stored: PreparedMentions, fresh: PreparedMentions): boolean {
  const extraKeys = ({ extras }: PreparedMentions) =>
    extras.map(({ start, typeId, entityId }) => `${start} ${typeId} ${entityId}`).sort();
  const storedExtras = extraKeys(stored);
  const freshExtras = extraKeys(fresh);
  return (
    stored.mentions.length === fresh.mentions.length &&
    storedExtras.length === freshExtras.length &&
    storedExtras.every((key, index) => key === freshExtras[index]) &&
    inOrder(fresh.mentions).every((mention, index) => {
      const other = stored.mentions[index];
      return (
        other !== undefined &&
        other.start === mention.start &&
        other.end === mention.end &&
        other.typeId === mention.typeId &&
        other.page === mention.page &&
        other.entityId === mention.entityId &&
        other.role === mention.role &&
        other.text === mention.text &&
        Math.abs(other.score - mention.score) <= SAME_SCORE
      );
    })
  );
}

function inOrder(mentions: readonly MentionRow[]): MentionRow[] {
  return [...mentions].sort((a, b) => a.start - b.start || a.typeId - b.typeId);
}

/** Notes that a version of the normalizer agrees with what is stored of a run. */
export async function stampVersion(
  client: Queryable,
  { documentId, modelId, version }: RunKey & { readonly version: number },
): Promise<void> {
  await execute(
    client,
    'update mentions set normalizer_version = $3 where document_id = $1 and model_id = $2 and normalizer_version <> $3',
    [documentId, modelId, version],
  );
}
