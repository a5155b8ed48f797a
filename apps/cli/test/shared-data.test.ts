import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyArchive } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { describe, expect, it } from 'vitest';
import { startAcervo } from './processes.ts';

const shared = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

// These files are not in the repository: the test runs where their folder stands beside the checkout, and else is skipped.
describe.skipIf(!existsSync(shared))('hostile files', () => {
  it('all end as their manifest says, the exit code tells, and what is stored holds', async () => {
    await using database = await openTestDatabase();
    const { code, stdout, stderr } = await startAcervo(['run', join(shared, 'hostile'), '--json'], {
      DATABASE_URL: database.url,
    }).ended;
    expect(code, stderr).toBe(1);
    expect(JSON.parse(stdout).counts.documents.pending).toBe(0);
    expect(JSON.parse(stdout).counts.runs.pending).toBe(0);
    for await (const violation of verifyArchive(database.db)) expect.fail(JSON.stringify(violation));

    const { rows } = await database.db.pool.query<{ path: string; ending: string }>(
      `select s.path || '/' || f.path as path,
              case when coalesce(f.error_code, d.error_code, r.error_code) is null then 'done'
                   else 'failed:' || coalesce(f.error_code, d.error_code, r.error_code) end as ending
         from files f join sources s on s.id = f.source_id left join documents d on d.id = f.document_id
         left join runs r on r.document_id = d.id`,
    );
    const endings = new Map(rows.map(({ path, ending }) => [path, ending]));
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
