import type { Db } from '../connection/open-database.ts';
import { queryOne } from '../connection/query.ts';

/** A document by the beginning of its sha256 (8 to 64 hex digits, an even number), and the hash of its text now. */
export function findByHash(
  db: Db,
  sha256: string,
): Promise<{ readonly id: number; readonly textHash: string | null } | undefined> {
  return queryOne(
    db,
    `select id, encode(text_hash, 'hex') as "textHash" from documents
      where sha256 >= decode($1, 'hex') and sha256 <= decode(rpad($1, 64, 'f'), 'hex') order by sha256 limit 1`,
    [sha256],
  );
}
