import type { Db } from '../connection/open-database.ts';
import { type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { lockDocuments } from '../files/lock-documents.ts';
import { FINGERPRINT_METHOD } from './fingerprint-text.ts';
import { linkNear, type TextToLink } from './link-near.ts';
import { findMoves, moveCopies } from './same-texts.ts';
import { fingerprintStored } from './store-fingerprint.ts';

/** Advisory lock of the one process that links. "accopy" in ASCII. */
const LINK_LOCK = '107079497904249';

/** Finds, for up to `limit` texts that are new or have changed, of which document they are copies: of the first one, by id,
 *  with the same text but for white space; or else the one before them that says nearly the same and is not itself nearly
 *  another. One process at a time (others get 0 at once), so that of two copies that are stored at the same moment one finds
 *  the other, and in small transactions; safe to repeat.
 *  `more`: it may not have been all, since what depended on these waits to be linked anew. */
export async function linkCopies(
  db: Db,
  { limit = 200 }: { limit?: number } = {},
): Promise<{ linked: number; more: boolean }> {
  const fingerprinted = await fingerprintStored(db, limit);
  const { linked, more } = await transaction(db, async (client) => {
    const lock = await queryOne<{ mine: boolean }>(client, 'select pg_try_advisory_xact_lock($1) as mine', [LINK_LOCK]);
    return lock?.mine === true ? linkNext(client, limit) : { linked: 0, more: false };
  });
  return { linked, more: more || fingerprinted > 0 };
}

async function linkNext(client: Queryable, limit: number): Promise<{ linked: number; more: boolean }> {
  const found = await query<{ id: number }>(
    client,
    'select document_id as id from document_copies where not linked and method = $1 order by document_id limit $2',
    [FINGERPRINT_METHOD, limit],
  );
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return { linked: 0, more: false };
  // documents before what belongs to them, as whoever stores a text locks them
  const moving = new Set((await findMoves(client, ids)).map(({ id }) => id));
  await lockDocuments(client, [...moving], 'change');
  const texts = await lockTexts(client, ids);
  const moves = await findMoves(client, ids);
  if (moves.some(({ id }) => !moving.has(id))) return { linked: 0, more: true }; // stored in between: look again
  await moveCopies(client, moves);
  const isCopy = new Map(moves.map(({ id, wanted }) => [id, wanted !== null]));
  for (const text of texts) await linkNear(client, { ...text, isCopy: isCopy.get(text.id) ?? text.isCopy });
  return { linked: texts.length, more: true };
}

function lockTexts(client: Queryable, ids: readonly number[]): Promise<TextToLink[]> {
  return query<TextToLink>(
    client,
    `select document_id as id, sketch, same_text_as is not null as "isCopy" from document_copies
     where document_id = any ($1) and not linked order by document_id for no key update`,
    [ids],
  );
}
