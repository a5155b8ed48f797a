import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { migrate, readerUrl, runReadOnlyQuery } from '../index.ts';

let t: TestDatabase;
let reader: string;
const ask = (sql: string) => t.db.pool.query(sql);
beforeAll(async () => {
  t = await openTestDatabase();
  reader = decodeURIComponent(new URL(readerUrl(t.url)).username);
  await ask(`create role ${reader}_friend`);
});
afterAll(async () => {
  await ask(`drop role if exists ${reader}_friend`);
  await t[Symbol.asyncDispose]();
});

test.each([
  ['is a superuser', 'alter role READER superuser', 'alter role READER nosuperuser'],
  ['creates roles', 'alter role READER createrole', 'alter role READER nocreaterole'],
  ['creates databases', 'alter role READER createdb', 'alter role READER nocreatedb'],
  ['is a member of', 'grant READER_friend to READER', 'revoke READER_friend from READER'],
  ['writes files', 'grant update on files to READER', 'revoke update on files from READER'],
  ['creates in public', 'grant create on schema public to READER', 'revoke create on schema public from READER'],
])('a login of that name that %s is refused', async (what, give, take) => {
  await ask(give.replaceAll('READER', reader));
  await expect(migrate(t.db)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(what) });
  await ask(take.replaceAll('READER', reader));
  expect(await migrate(t.db)).toEqual({ applied: [], reader: 'ready' });
});

test('the password of a role that is refused stays as it was', async () => {
  const passwordOf = async () => (await ask(`select rolpassword from pg_authid where rolname = '${reader}'`)).rows;
  await ask(`alter role ${reader} superuser password 'of somebody else'`);
  const before = await passwordOf();
  await expect(migrate(t.db)).rejects.toMatchObject({ code: 'usage' });
  expect(await passwordOf()).toEqual(before);
  await ask(`alter role ${reader} nosuperuser`);
});

test('a login that an administrator has made is taken', async () => {
  await ask(`drop owned by ${reader}; drop role ${reader}; create role ${reader} login`);
  expect(await migrate(t.db)).toEqual({ applied: [], reader: 'ready' });
  expect((await runReadOnlyQuery(readerUrl(t.url), 'select count(*) from documents')).rows).toEqual([[0]]);
});
