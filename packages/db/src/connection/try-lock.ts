import { databaseError } from './database-error.ts';
import type { Db } from './open-database.ts';

/** Runs `work` while holding the advisory lock of that name, or does nothing when somebody else holds it. The lock ends
 *  with the connection, so that a dead process never keeps it.
 *  @returns whether it ran. */
export async function withTryLock(db: Db, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await db.pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let broken: Error | undefined;
  const ask = async (statement: 'pg_try_advisory_lock' | 'pg_advisory_unlock') => {
    try {
      const { rows } = await client.query(`select ${statement}(hashtextextended($1, 0)) as held`, [`acervo ${name}`]);
      return rows[0]?.held === true;
    } catch (error) {
      broken = databaseError(error);
      throw broken;
    }
  };
  try {
    if (!(await ask('pg_try_advisory_lock'))) return false;
    try {
      await work();
    } finally {
      await ask('pg_advisory_unlock');
    }
    return true;
  } finally {
    client.release(broken);
  }
}
