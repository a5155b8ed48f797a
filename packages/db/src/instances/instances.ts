import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { PipelineError } from '@acervo/runtime';
import type { Db } from '../connection/open-database.ts';
import { execute, query, transaction } from '../connection/query.ts';

/** Seconds after its last beat when an instance counts as dead. */
const DEAD_AFTER_S = 45;
const BEAT_MS = 10_000;

/** SQL: whether the claim of `holder` (an expression) is held by somebody alive. */
export function isAliveSql(holder: string): string {
  return `exists (select from instances i where i.id = ${holder} and i.beat_at > now() - interval '${DEAD_AFTER_S} s')`;
}

/** One running process that claims work; `id` is the `instance` of its claims. Disposing forgets it. */
export interface Instance extends AsyncDisposable {
  readonly id: string;
}

/** Registers this process and beats every 10 s: its claims count as held while the last beat is younger than 45 s.
 *  Buries the instances of this host whose process is gone. A beat that fails goes to `onError` and is tried again. */
export async function openInstance(
  db: Db,
  { kind, onError = () => {} }: { kind: string; onError?: (error: unknown) => void },
): Promise<Instance> {
  const id = randomUUID();
  await beat(db, id, kind);
  await buryDeadInstances(db);
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beat(db, id, kind).catch(onError);
  }, BEAT_MS);
  timer.unref();
  return {
    id,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await beating;
      // when the database is gone, the claims end by themselves 45 s after the last beat
      await forgetInstance(db, id).catch(onError);
    },
  };
}

/** Says that this process is alive; registers it the first time. */
export async function beat(db: Db, instance: string, kind = 'process'): Promise<void> {
  await execute(
    db,
    `insert into instances (id, kind, host, pid) values ($1, $2, $3, $4)
     on conflict (id) do update set beat_at = now()`,
    [instance, kind, thisHost(), process.pid],
  );
}

/** A graceful end: gives back the claims of the instance, without counting deaths, and removes it. */
export async function forgetInstance(db: Db, instance: string): Promise<void> {
  await transaction(db, async (client) => {
    for (const table of ['documents', 'ocr_passes', 'runs'])
      await execute(
        client,
        `update ${table} set claimed_by = null, claimed_at = null, claimed_alone = false, queued_at = null
         where status = 'pending' and queued_at is not null and claimed_by = $1`,
        [instance],
      );
    await execute(client, 'update scans set claimed_by = null where finished_at is null and claimed_by = $1', [
      instance,
    ]);
    await execute(client, 'delete from instances where id = $1', [instance]);
  });
}

/** Removes the instances of this host whose process is gone, so that their claims end at once and count as deaths,
 *  and those nobody has heard of for an hour. */
export async function buryDeadInstances(db: Db): Promise<number> {
  const neighbours = await query<{ id: string; pid: number }>(db, 'select id, pid from instances where host = $1', [
    thisHost(),
  ]);
  const gone = neighbours.filter(({ pid }) => pid !== process.pid && !isRunning(pid)).map(({ id }) => id);
  return execute(db, `delete from instances where id = any($1) or beat_at < now() - interval '1 hour'`, [gone]);
}

/** A name under which process ids mean the same: containers of one host name may not share them. */
function thisHost(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch (cause) {
    throw new PipelineError('internal', 'no /proc', { cause });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
