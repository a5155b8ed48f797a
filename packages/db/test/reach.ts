import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '../src/index.ts';

/** Waits until at least `count` documents are extracted, or recognized. */
export async function reach(db: Db, what: 'extracted' | 'recognized', count: number): Promise<void> {
  const sql = {
    extracted: `select count(*)::int as n from documents where status = 'extracted'`,
    recognized: `select count(*)::int as n from runs where status = 'done'`,
  }[what];
  await waitUntil(60_000, async () => {
    const state = (await db.pool.query(sql)).rows[0].n;
    return { reached: state >= count, state };
  });
}

/** Looks again and again until something is reached; a look that fails, as when a connection is lost, is no failure. */
export async function waitUntil(
  timeoutMs: number,
  look: () => Promise<{ reached: boolean; state: unknown }>,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { reached, state } = await look().catch((error: unknown) => ({ reached: false, state: String(error) }));
    if (reached) return;
    if (Date.now() > deadline) throw new Error(`not there within ${timeoutMs} ms: ${JSON.stringify(state)}`);
    await delay(20);
  }
}
