import { type Claim, claim, runKey } from '../claims/claim.ts';
import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';

/** What there is to recognize. Both go back into `storeRun`. */
export interface RunWork {
  readonly text: string;
  readonly textHash: Buffer;
}

/** Claims a pending run and reads its document's text. See {@link Claim} for the answers. */
export async function claimRun(
  db: Db,
  { documentId, modelId, ...asker }: { documentId: number; modelId: number; instance: string; inFlight: number },
): Promise<Claim<RunWork>> {
  const { state, alone } = await claim(db, runKey(documentId, modelId), asker);
  if (state !== 'claimed') return { state };
  // one statement, one snapshot: hash and pieces are of the same text
  const rows = await query<{ textHash: Buffer; text: string | null }>(
    db,
    `select d.text_hash as "textHash", s.text from documents d left join segments s on s.document_id = d.id
     where d.id = $1 order by s.start`,
    [documentId],
  );
  const textHash = rows[0]?.textHash;
  if (textHash === undefined) return { state: 'done' };
  return { state, alone, textHash, text: rows.map(({ text }) => text ?? '').join('') };
}
