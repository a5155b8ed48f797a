import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDocuments } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { migrate, readerUrl, runReadOnlyQuery } from '../index.ts';

let t: TestDatabase;
let url: string;
beforeAll(async () => {
  t = await openTestDatabase();
  url = readerUrl(t.url);
  await addDocuments(t.db, ['a.pdf', 'b.pdf']);
  await t.db.pool.query('create schema bullmq; create table bullmq.job (id integer)');
});
afterAll(() => t[Symbol.asyncDispose]());

test('the read-only login answers questions with columns and typed rows', async () => {
  const sql = `select id, size_bytes, status = 'pending' as waiting, date '2020-01-02' as day, null as nothing, 1.50 as price
    from documents order by id;`;
  expect(await runReadOnlyQuery(url, sql)).toEqual({
    columns: ['id', 'size_bytes', 'waiting', 'day', 'nothing', 'price'],
    rows: [
      [1, 10, true, '2020-01-02', null, '1.50'],
      [2, 10, true, '2020-01-02', null, '1.50'],
    ],
    truncated: false,
  });
  const views = await runReadOnlyQuery(
    url,
    'select count(*) from laws, mentions_current, texts, failures, documents_overview',
  );
  expect(views.rows).toEqual([[0]]);
  expect((await runReadOnlyQuery(url, `select mention_context(1, 0, 5), 1 from search_text('x')`)).rows).toEqual([]);
});

test('rows beyond the limit are not read', async () => {
  const endless = 'select generate_series(1, 2000000000)';
  const answer = await runReadOnlyQuery(url, endless, { maxRows: 250 });
  expect([answer.rows.length, answer.truncated]).toEqual([250, true]);
  const exact = await runReadOnlyQuery(url, 'select generate_series(1, 250)', { maxRows: 250 });
  expect([exact.rows.length, exact.truncated]).toEqual([250, false]);
  const wide = await runReadOnlyQuery(url, `select repeat($$x$$, 10000), generate_series(1, 100000)`, {
    maxBytes: 1e6,
  });
  expect(wide.truncated).toBe(true);
  expect(wide.rows.length).toBeLessThan(400);
});

test('EXPLAIN, SHOW and an empty statement answer too', async () => {
  expect((await runReadOnlyQuery(url, 'explain select 1')).columns).toEqual(['QUERY PLAN']);
  expect((await runReadOnlyQuery(url, 'show server_encoding')).rows).toEqual([['UTF8']]);
  expect((await runReadOnlyQuery(url, '')).rows).toEqual([]);
});

const REFUSED: Record<string, string> = {
  'writing a row': `insert into sources (path) values ('x')`,
  'changing a row': 'update documents set lane = 1',
  'deleting a row': 'delete from documents',
  'truncating a table': 'truncate documents cascade',
  'creating a table': 'create table mine (id integer)',
  'creating a temporary table': 'create temp table mine (id integer)',
  'creating a function': `create function evil() returns integer language sql as 'select 1'`,
  'becoming the owner': 'set role acervo',
  'becoming another session': 'set session authorization acervo',
  'reading password hashes': 'select * from pg_authid',
  'running a program': `copy (select 1) to program 'cat'`,
  'writing a server file': `copy (select 1) to '/tmp/acervo-leak'`,
  'reading a server file': `select pg_read_file('/etc/passwd')`,
  'copying rows in': 'copy sources from stdin',
  'making a large object': 'select lo_create(4711)',
  'making a large object of bytes': `select lo_from_bytea(0, 'x')`,
  'looking into the queue': 'select * from bullmq.job',
  'ending the transaction and writing': `do $$ begin commit; create table mine (id integer); end $$`,
  'making the transaction writable': `select set_config('transaction_read_only', 'off', true)`,
  'reading settings of the server': 'alter system set work_mem = 1',
};
for (const [what, sql] of Object.entries(REFUSED))
  test(`${what} is refused`, async () => {
    await expect(runReadOnlyQuery(url, sql)).rejects.toMatchObject({ code: 'usage' });
  });

test('several statements at once are refused', async () => {
  const answer = runReadOnlyQuery(url, 'rollback; select 1');
  await expect(answer).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('multiple commands') });
});

test('nothing a statement sets outlives it', async () => {
  await runReadOnlyQuery(url, 'reset role');
  await runReadOnlyQuery(url, 'set session characteristics as transaction read write');
  await runReadOnlyQuery(url, 'commit');
  expect(
    (await runReadOnlyQuery(url, 'select current_user::text, current_setting($$transaction_read_only$$)')).rows,
  ).toEqual([[expect.stringMatching(/_reader$/), 'on']]);
});

test('a statement that takes too long is stopped', async () => {
  const slow = runReadOnlyQuery(url, 'select pg_sleep(30)', { timeoutMs: 100 });
  await expect(slow).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('57014') });
});

test('a wrong statement is explained', async () => {
  await expect(runReadOnlyQuery(url, 'select wrong from documents')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('"wrong"'),
  });
});

test('the reader sees partitions of models that are added later', async () => {
  await t.db.pool.query(`create table mentions_local_99 partition of mentions_local for values in (99)`);
  expect((await runReadOnlyQuery(url, 'select count(*) from mentions')).rows).toEqual([[0]]);
  expect((await runReadOnlyQuery(url, 'select count(*) from mentions_local_99')).rows).toEqual([[0]]);
});

test('a database whose password changes lets its reader in with the new one', async () => {
  const changed = new URL(t.url);
  changed.password = 'another';
  await t.db.pool.query(`create role ${'owner_two'} superuser login password 'another'`);
  changed.username = 'owner_two';
  await expect(runReadOnlyQuery(readerUrl(changed.href), 'select 1')).rejects.toMatchObject({ code: 'usage' });
  await migrate({ ...t.db, url: changed.href });
  expect((await runReadOnlyQuery(readerUrl(changed.href), 'select 1')).rows).toEqual([[1]]);
});

test('a database whose login stands behind the question mark has a reader of its own all the same', async () => {
  const given = new URL(t.url);
  given.searchParams.set('user', given.username);
  given.searchParams.set('password', decodeURIComponent(given.password));
  given.username = '';
  given.password = '';
  await migrate({ ...t.db, url: given.href });
  const reader = readerUrl(given.href);
  expect(reader).not.toMatch(/[?&](user|password)=/);
  const { rows } = await runReadOnlyQuery(reader, 'select current_user');
  expect(rows).toEqual([[expect.stringMatching(/_reader$/)]]);
  await expect(runReadOnlyQuery(reader, 'create table mine ()')).rejects.toMatchObject({ code: 'usage' });
});
