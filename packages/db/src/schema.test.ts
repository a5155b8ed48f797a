import { getTableName, getViewName, is, type View } from 'drizzle-orm';
import { getTableConfig, getViewConfig, PgTable, type PgView } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../test/test-database.ts';
import * as schema from './schema.ts';

test('the typed schema is that of the migrated database', async () => {
  await using t = await openTestDatabase();
  const { rows } = await t.db.pool.query<{ table: string; columns: string[]; kind: string }>(
    `select c.relname as table, c.relkind as kind,
       array_agg(a.attname || ' ' || format_type(a.atttypid, null) ||
         case when a.attnotnull then ' not null' else '' end order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
     group by c.oid`,
  );
  const stored = new Map(rows.map(({ table, columns }) => [table, columns]));
  const typed = new Map(
    Object.values(schema).map((entry) => {
      const { columns, name } = is(entry, PgTable)
        ? { columns: getTableConfig(entry).columns, name: getTableName(entry) }
        : { columns: Object.values(getViewConfig(entry as PgView).selectedFields), name: getViewName(entry as View) };
      return [
        name,
        (columns as { name: string; notNull: boolean; getSQLType(): string }[]).map(
          (column) => `${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}`,
        ),
      ];
    }),
  );
  for (const [name, columns] of typed) expect([name, columns.sort()]).toEqual([name, stored.get(name)?.sort()]);
  const tables = rows.filter(({ kind }) => kind !== 'v').map(({ table }) => table);
  expect(tables.filter((table) => !typed.has(table) && table !== 'acervo_migrations')).toEqual([]);
});
