import { execute, type Queryable, query } from '../connection/query.ts';
import { bandsOf, estimateSimilarity, NEAR } from './fingerprint-text.ts';

/** Texts that are compared with one: those that share the most bands with it. */
const MAX_COMPARED = 64;

/** A text whose row is locked. */
export interface TextToLink {
  readonly id: number;
  /** Null where the text is too short to be compared. */
  readonly sketch: Buffer | null;
  readonly isCopy: boolean;
}

interface Candidate {
  readonly id: number;
  readonly sketch: Buffer | null;
}

/** Links a text to the most similar one before it, by id, of those that are not linked to others themselves; without such a
 *  one it becomes one of them. So a link never leads to a link, what is looked through doesn't grow with the number of
 *  near copies, and who is first does not depend on the order in which texts are linked: what was linked to this text, and
 *  texts after it that are nearly the same, wait to be linked anew. */
export async function linkNear(client: Queryable, { id, sketch, isCopy }: TextToLink): Promise<void> {
  await execute(client, 'delete from sketch_bands where document_id = $1', [id]);
  await unlink(client, 'near_duplicate_of', [id]);
  if (sketch === null || isCopy) return finishLink(client, id);
  const bands = bandsOf(sketch);
  const near = (await findCandidates(client, id, bands))
    .map((candidate) => ({
      ...candidate,
      similarity: estimateSimilarity(sketch, candidate.sketch ?? new Uint8Array()),
    }))
    .filter(({ similarity }) => similarity >= NEAR);
  const [best] = near.filter((one) => one.id < id).sort((a, b) => b.similarity - a.similarity || a.id - b.id);
  if (best !== undefined) return finishLink(client, id, best);
  await execute(
    client,
    'insert into sketch_bands (band, document_id) select distinct unnest($2::integer[]), $1::bigint',
    [id, bands],
  );
  await unlink(
    client,
    'document_id',
    near.map((one) => one.id),
  );
  await finishLink(client, id);
}

function findCandidates(client: Queryable, id: number, bands: readonly number[]): Promise<Candidate[]> {
  return query<Candidate>(
    client,
    `select c.document_id as id, c.sketch from (
       select document_id from sketch_bands where band = any ($2) and document_id <> $1
       group by document_id order by count(*) desc, document_id limit ${MAX_COMPARED}) b
     -- one by one: the planner does not know how few they are
     cross join lateral (select document_id, sketch from document_copies where document_id = b.document_id offset 0) c`,
    [id, bands],
  );
}

async function unlink(
  client: Queryable,
  column: 'document_id' | 'near_duplicate_of',
  ids: readonly number[],
): Promise<void> {
  if (ids.length > 0)
    await execute(client, `update document_copies set linked = false where ${column} = any ($1)`, [ids]);
}

async function finishLink(
  client: Queryable,
  id: number,
  near?: { readonly id: number; readonly similarity: number },
): Promise<void> {
  await execute(
    client,
    'update document_copies set linked = true, near_duplicate_of = $2, similarity = $3 where document_id = $1',
    [id, near?.id ?? null, near?.similarity ?? null],
  );
}
