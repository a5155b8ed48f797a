import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { addDocuments, addModel } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { openSnapshot } from '../index.ts';
import type { ExportColumn } from './export-column.ts';
import { EXPORT_TABLES } from './export-tables.ts';
import {
  readMentionEntities,
  readMentions,
  readPages,
  readTexts,
  streamDocuments,
  streamEntities,
} from './read-exported.ts';

/** PostgreSQL's names of what a column may be. */
const DATABASE_TYPES: Readonly<Record<ExportColumn['type'], readonly string[]>> = {
  id: ['bigint'],
  integer: ['integer', 'smallint'],
  real: ['real'],
  text: ['text'],
  date: ['date'],
  json: ['jsonb'],
};
/** Columns that are made while the rows are written. */
const MADE = new Set(['before', 'after', 'model', 'model_hash', 'sha256', 'path', 'mentions']);

test('the dictionary tells the columns and types that the statements of an export yield', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const statements: string[] = [];
  const snapshot = {
    id: '',
    takenAt: new Date(),
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      statements.push(withValues(sql, parameters));
      return (await t.db.pool.query(sql, [...parameters])).rows as Row[];
    },
    async *stream<Row>(sql: string, parameters: readonly unknown[]) {
      statements.push(withValues(sql, parameters));
      yield (await t.db.pool.query(sql, [...parameters])).rows as Row[];
    },
    [Symbol.asyncDispose]: async () => {},
  };
  await streamDocuments(snapshot, modelId, {}).next();
  await readPages(snapshot, [documentId]);
  await readMentions(snapshot, modelId, {}, [documentId]);
  await readMentionEntities(snapshot, modelId, {}, [documentId]);
  await streamEntities(snapshot, modelId, {}).next();
  await readTexts(snapshot, [documentId]);
  for (const [at, [table, columns]] of Object.entries(EXPORT_TABLES).entries()) {
    const yielded = await typesOf(t.db.pool, statements[at] ?? '');
    if (table === 'texts') {
      expect(yielded).toEqual(
        new Map([
          ['id', 'bigint'],
          ['text', 'text'],
        ]),
      );
      continue;
    }
    for (const { name, type } of columns as readonly ExportColumn[]) {
      const made = MADE.has(name) && !yielded.has(name);
      if (!made) expect(DATABASE_TYPES[type], `${table}.${name}`).toContain(yielded.get(name));
    }
    const names = new Set<string>(columns.map(({ name }) => name));
    expect(
      [...yielded.keys()].filter((name) => !names.has(name)),
      table,
    ).toEqual([]);
  }
});

test('docs/export.md holds the dictionary as it is', async () => {
  const page = await readFile(new URL('../../../../docs/export.md', import.meta.url), 'utf8');
  for (const [table, columns] of Object.entries(EXPORT_TABLES)) {
    const rows = columns.map(
      ({ name, type, nullable, en }) => `| ${name} | ${type}${nullable ? ', may be missing' : ''} | ${en} |`,
    );
    expect(page, table).toContain(`### ${table}\n\n| column | type | meaning |\n|---|---|---|\n${rows.join('\n')}\n`);
  }
});

test('a snapshot does not see what is stored after it was taken', async () => {
  await using t = await openTestDatabase();
  await using snapshot = await openSnapshot(t.db);
  await addDocuments(t.db, ['late.pdf']);
  expect(await snapshot.query('select id from documents')).toEqual([]);
  expect(snapshot.id).not.toBe('');
  await expect(snapshot.query('delete from documents')).rejects.toMatchObject({
    code: expect.stringMatching(/^database-/),
  });
});

async function typesOf(pool: { query(sql: string): Promise<{ rows: Record<string, string>[] }> }, sql: string) {
  await pool.query(`create view exported_columns as ${sql}`);
  const { rows } = await pool.query(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = 'exported_columns'::regclass and attnum > 0 order by attnum`,
  );
  await pool.query('drop view exported_columns');
  return new Map(rows.map(({ name = '', type = '' }) => [name, type]));
}

/** A view takes no parameters: here they are numbers and arrays of numbers. */
function withValues(sql: string, parameters: readonly unknown[]): string {
  return sql.replace(/\$(\d+)/g, (_, number) => {
    const value = parameters[Number(number) - 1];
    return Array.isArray(value) ? `'{${value.join(',')}}'` : String(value);
  });
}
