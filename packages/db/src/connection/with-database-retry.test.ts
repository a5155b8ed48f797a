import { connect, createServer, type Socket } from 'node:net';
import { PipelineError } from '@acervo/runtime';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../test/test-database.ts';
import { openDatabase, withDatabaseRetry } from '../index.ts';
import { query, transaction } from './query.ts';

const forever = new AbortController().signal;

/** A door to the server that can be shut. */
async function openDoor(target: URL) {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((near) => {
    if (!open) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' ? address?.port : 0);
  return {
    url: url.href,
    set(state: boolean) {
      open = state;
      if (!open) for (const socket of sockets) socket.destroy();
    },
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test('work goes on after the connection was lost and came back', async () => {
  await using t = await openTestDatabase();
  await using door = await openDoor(new URL(t.url));
  await using db = openDatabase(door.url);
  await query(db, 'select 1');
  door.set(false);
  const waits: number[] = [];
  const answer = withDatabaseRetry(() => query(db, 'select 2 as two'), {
    signal: forever,
    onWait: (waitedMs) => {
      waits.push(waitedMs);
      if (waits.length === 3) door.set(true);
    },
  });
  expect(await answer).toEqual([{ two: 2 }]);
  expect(waits).toHaveLength(3);
});

test('a connection lost in the middle of a transaction takes nothing with it', async () => {
  await using t = await openTestDatabase();
  await using door = await openDoor(new URL(t.url));
  await using db = openDatabase(door.url);
  let attempts = 0;
  await withDatabaseRetry(
    () =>
      transaction(db, async (client) => {
        await client.query(`insert into sources (path) values ('/once')`);
        if (++attempts > 1) return;
        door.set(false);
        await client.query('select 1').finally(() => door.set(true));
      }),
    { signal: forever },
  );
  expect(attempts).toBe(2);
  expect(await query(t.db, 'select path from sources')).toEqual([{ path: '/once' }]);
});

test('waiting ends with the signal', async () => {
  await using db = openDatabase('postgresql://nobody:x@127.0.0.1:1/none');
  const controller = new AbortController();
  const work = withDatabaseRetry(() => query(db, 'select 1'), {
    signal: controller.signal,
    onWait: () => controller.abort(),
  });
  await expect(work).rejects.toMatchObject({ code: 'stopped', cause: { code: 'database-unavailable' } });
});

test('an error of the statement itself is not tried again, and quotes no parameter', async () => {
  await using t = await openTestDatabase();
  let attempts = 0;
  const secret = 'Maria da Silva';
  const work = withDatabaseRetry(
    () => {
      attempts++;
      return query(t.db, 'select $1::integer', [secret]);
    },
    { signal: forever },
  );
  const error: unknown = await work.catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(PipelineError);
  expect(error).toMatchObject({ code: 'database-failed', retryable: false, message: expect.stringContaining('22P02') });
  expect(String(error)).not.toContain(secret);
  expect(attempts).toBe(1);
});

test('a server that ends a session is waited for', async () => {
  await using t = await openTestDatabase();
  await using db = openDatabase(t.url, { maxConnections: 1, applicationName: 'victim' });
  const slow = withDatabaseRetry(() => query<{ pid: number }>(db, 'select pg_backend_pid() as pid, pg_sleep(0.3)'), {
    signal: forever,
  });
  for (;;) {
    const { rowCount } = await t.db.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim' and state = 'active'`,
    );
    if (rowCount === 1) break;
  }
  expect(await slow).toHaveLength(1);
});

test('a server without room is waited for as long as it takes', async () => {
  await using t = await openTestDatabase();
  let attempts = 0;
  const work = () => {
    attempts++;
    return query(
      t.db,
      attempts < 4 ? `do $$ begin raise exception using errcode = '53100'; end $$` : 'select 1 as one',
    );
  };
  expect(await withDatabaseRetry(work, { signal: forever })).toEqual([{ one: 1 }]);
  expect(attempts).toBe(4);
});

test('a statement that times out every time is given up, and may be tried later', { timeout: 90_000 }, async () => {
  await using t = await openTestDatabase();
  let attempts = 0;
  const work = () => {
    attempts++;
    return query(t.db, `do $$ begin raise exception using errcode = '57014'; end $$`);
  };
  await expect(withDatabaseRetry(work, { signal: forever })).rejects.toMatchObject({ retryable: true });
  expect(attempts).toBe(11);
});
