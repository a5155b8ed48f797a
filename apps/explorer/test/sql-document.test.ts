import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDatabase, readerUrl } from '@acervo/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleExplorer, type TestExplorer } from './sample-archive.ts';

const text = readFileSync(fileURLToPath(new URL('../../../docs/sql.md', import.meta.url)), 'utf8');
const questions = text
  .split(/^### /m)
  .slice(1)
  .map((part) => ({
    question: part.slice(0, part.indexOf('\n')),
    sql: /^```sql\n(.*?)^```$/ms.exec(part)?.[1] ?? '',
  }));
/** The samples have no failure, no CPF, no amount and no copy, are read by one model, and do not cite each other. */
const MAY_BE_EMPTY = /^(12|26|27|30|31|34)\./;

let t: TestExplorer;
beforeAll(async () => {
  t = await openSampleExplorer();
}, 300_000);
afterAll(() => t[Symbol.asyncDispose]());

test('docs/sql.md has its questions', () => {
  expect(questions.length).toBeGreaterThanOrEqual(25);
});

for (const { question, sql } of questions)
  test(`docs/sql.md: ${question}`, async () => {
    await using reader = openDatabase(readerUrl(t.db.url), { maxConnections: 1 });
    const { rows } = await reader.pool.query(sql);
    if (!MAY_BE_EMPTY.test(question)) expect(rows.length).toBeGreaterThan(0);
  });
