import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, verifyArchive } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { describe, expect, it } from 'vitest';
import { startAcervo } from './processes.ts';

const shared = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
/** How each file ended, by its absolute path: `done`, `failed:<code>`, or `open`. */
async function readEndings(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ path: string; ending: string }>(
    `select s.path || '/' || f.path as path,
            case when coalesce(f.error_code, d.error_code, r.error_code) is not null
                   then 'failed:' || coalesce(f.error_code, d.error_code, r.error_code)
                 when r.status = 'done' then 'done' else 'open' end as ending
       from files f join sources s on s.id = f.source_id left join documents d on d.id = f.document_id
       left join runs r on r.document_id = d.id`,
  );
  return new Map(rows.map(({ path, ending }) => [path, ending]));
}

async function expectArchiveHolds(db: Db): Promise<void> {
  for await (const violation of verifyArchive(db)) expect.fail(JSON.stringify(violation));
}

// These files are not in the repository: the tests run where their folder stands beside the checkout, and else are skipped.
describe.skipIf(!existsSync(shared))('real court files', () => {
  it('all end done or failed with a code, the exit code tells, and what is stored holds', async () => {
    await using database = await openTestDatabase();
    // all of them, scans included, would take longer than the rest of the suite
    const options = ['--sample', '20', '--seed', '7', '--ocr', 'never', '--json'];
    const { code, stdout, stderr } = await startAcervo(['run', join(shared, 'court-docs'), ...options], {
      DATABASE_URL: database.url,
    }).ended;
    const endings = [...(await readEndings(database.db)).values()];
    const failed = endings.filter((ending) => ending.startsWith('failed:'));
    expect(endings).toHaveLength(20);
    expect(endings.filter((ending) => ending === 'done').length + failed.length).toBe(endings.length);
    expect(JSON.parse(stdout).failed).toBe(failed.length);
    expect(code, stderr).toBe(failed.length > 0 ? 1 : 0);
    await expectArchiveHolds(database.db);
  }, 600_000);
});

describe.skipIf(!existsSync(shared))('hostile files', () => {
  it('all end as their manifest says, the exit code tells, and what is stored holds', async () => {
    await using database = await openTestDatabase();
    const { code, stdout, stderr } = await startAcervo(['run', join(shared, 'hostile'), '--json'], {
      DATABASE_URL: database.url,
    }).ended;
    expect(code, stderr).toBe(1);
    expect(JSON.parse(stdout).counts.documents.pending).toBe(0);
    expect(JSON.parse(stdout).counts.runs.pending).toBe(0);
    await expectArchiveHolds(database.db);
    const endings = await readEndings(database.db);
    const manifest = (await readFile(join(shared, 'hostile/MANIFEST.tsv'), 'utf8')).trimEnd().split('\n').slice(1);
    const wrong: string[] = [];
    for (const line of manifest) {
      const [name = '', ...columns] = line.split('\t');
      const ending = endings.get(join(shared, 'hostile', name)) ?? 'missing';
      if (!columns.at(-1)?.split('|').includes(ending)) wrong.push(`${name}: ${ending}`);
    }
    expect(manifest.length).toBe(124);
    expect(wrong).toEqual([]);
  }, 300_000);
});
