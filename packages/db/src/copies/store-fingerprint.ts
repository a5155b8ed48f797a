import { inTurns } from '../connection/in-turns.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne } from '../connection/query.ts';
import { FINGERPRINT_METHOD, type Fingerprint, fingerprintText } from './fingerprint-text.ts';

/** Stores what tells copies of a document's text, which the caller has locked for a change. What it is a copy of is found
 *  out later, by `linkCopies`; the same fingerprint as stored writes nothing. */
export async function storeFingerprint(
  client: Queryable,
  documentId: number,
  fingerprint: Fingerprint | undefined,
): Promise<void> {
  await execute(
    client,
    `insert into document_copies as c (document_id, method, bare_text_hash, sketch) values ($1, $2, $3, $4)
     on conflict (document_id) do update set method = excluded.method, bare_text_hash = excluded.bare_text_hash,
       sketch = excluded.sketch, linked = false
     where (c.method, c.bare_text_hash, c.sketch) is distinct from (excluded.method, excluded.bare_text_hash, excluded.sketch)`,
    [documentId, FINGERPRINT_METHOD, fingerprint?.bareTextHash ?? null, fingerprint?.sketch ?? null],
  );
}

/** Fingerprints up to `limit` texts that were stored before there were fingerprints, or by another method. A text that is
 *  replaced meanwhile is left to whoever replaces it.
 *  @returns how many were fingerprinted. */
export async function fingerprintStored(db: Db, limit: number): Promise<number> {
  const waiting = await query<{ id: number }>(
    db,
    'select document_id as id from document_copies where not linked and method <> $1 order by document_id limit $2',
    [FINGERPRINT_METHOD, limit],
  );
  let done = 0;
  for (const { id } of waiting) {
    const stored = await queryOne<{ text: string; textHash: Buffer }>(
      db,
      'select text, text_hash as "textHash" from texts where document_id = $1',
      [id],
    );
    if (stored === undefined) continue;
    const fingerprint = await inTurns(fingerprintText(stored.text));
    done += await execute(
      db,
      `update document_copies c set method = $2, bare_text_hash = $3, sketch = $4
       from documents d where c.document_id = $1 and c.method <> $2 and d.id = $1 and d.text_hash = $5`,
      [id, FINGERPRINT_METHOD, fingerprint?.bareTextHash ?? null, fingerprint?.sketch ?? null, stored.textHash],
    );
  }
  return done;
}
