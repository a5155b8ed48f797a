import { expect, test } from 'vitest';
import { openTestDatabase } from '../../test/test-database.ts';
import { migrate, openDatabase } from '../index.ts';

test('a database that is migrated has nothing left to apply', async () => {
  await using t = await openTestDatabase();
  expect(await migrate(t.db)).toEqual({ applied: [], reader: 'ready' });
});

test('several processes migrate at once, and each migration is applied once', async () => {
  await using t = await openTestDatabase({ migrated: false });
  const migrated = await Promise.all(
    Array.from({ length: 6 }, async () => {
      await using db = openDatabase(t.url, { maxConnections: 2 });
      return (await migrate(db)).applied;
    }),
  );
  expect(migrated.flat()).toEqual([
    '0001-archive',
    '0002-questions',
    '0003-comments',
    '0004-lost-models',
    '0005-schedules-never-due',
    '0006-confidence',
    '0007-mention-diff',
    '0008-noise',
    '0009-containers',
    '0010-accents',
    '0011-metadata',
    '0012-ocr',
    '0013-storage',
    '0014-citations',
    '0015-similar-names',
    '0016-rules',
    '0017-watch',
    '0018-more-noise',
    '0019-most-documents',
    '0020-copies',
    '0021-parts',
    '0022-roles-and-pairs',
  ]);
});

test('a database of a newer Acervo is refused', async () => {
  await using t = await openTestDatabase();
  await t.db.pool.query(`insert into acervo_migrations (name, checksum) values ('9999-future', 'x')`);
  await expect(migrate(t.db)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('9999-future') });
});

test('a migration that was changed after it was applied is refused', async () => {
  await using t = await openTestDatabase();
  await t.db.pool.query(`update acervo_migrations set checksum = 'x' where name = '0001-archive'`);
  await expect(migrate(t.db)).rejects.toMatchObject({ code: 'usage' });
});

test('a database that is not UTF-8 is refused', async () => {
  await using t = await openTestDatabase();
  await t.db.pool.query(
    `create database latin_${process.pid} template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
  );
  {
    await using latin = openDatabase(t.url.replace(/[^/]+$/, `latin_${process.pid}`));
    await expect(migrate(latin)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('LATIN1') });
  }
  await t.db.pool.query(`drop database latin_${process.pid}`);
});

test('every table, view, column and function explains itself', async () => {
  await using t = await openTestDatabase();
  const { rows } = await t.db.pool.query(
    `select c.relname || '.' || a.attname as what from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
       and not a.attisdropped and col_description(c.oid, a.attnum) is null
     union all select relname from pg_class c where c.relnamespace = 'public'::regnamespace
       and relkind in ('r', 'p', 'v') and not relispartition and obj_description(oid, 'pg_class') is null
     union all select proname from pg_proc where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is null
       and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e') -- of extensions
     order by 1`,
  );
  expect(rows).toEqual([]);
});
