import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { embeddedStatus, openDatabase, openEmbeddedServer } from '@acervo/db';
import { expect, it } from 'vitest';

const acervo = fileURLToPath(new URL('../bin/acervo.js', import.meta.url));
const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
/** Words of the samples that nothing but the database may hold. */
const TELLTALES = /Gumercindo|Ararib[óo]ia|Pitanguy|Rio Manso|RE 580|Quaresmeira|indeniza[çc]/i;

it('puts no text of a document into logs, queue or database log, even at the most talkative level', async () => {
  const archive = await mkdtemp(join(tmpdir(), 'acervo-privacy-'));
  await chmod(archive, 0o755); // PostgreSQL runs as another user where the tests run as root
  try {
    // one of the samples fails on purpose: what is said about failures counts, too
    const environment = { ...process.env, ACERVO_LOG_LEVEL: 'trace', DATABASE_URL: '', REDIS_URL: '' };
    const args = [acervo, 'run', samples, '--archive', archive, '--max-failures', '1', '--json'];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: environment });
    expect(JSON.parse(stdout).summary.documents).toBe(9);
    expect(stderr).not.toMatch(TELLTALES);

    await using server = await openEmbeddedServer({ archive });
    await using db = openDatabase(server.url);
    // a statement that fails while it carries names: PostgreSQL's own log stays silent about them
    await db.pool.query('select $1::integer', ['Gumercindo Araribóia']).catch(() => undefined);
    await db.pool.query(`select 1 / 0 as "Gumercindo Araribóia"`).catch(() => undefined);
    const { rows: tables } = await db.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq'`,
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { name } of tables) {
      const { rows } = await db.pool.query<{ line: string }>(`select t::text as line from ${name} t`);
      for (const { line } of rows) expect(line).not.toMatch(TELLTALES);
    }
    const { dataFolder } = await embeddedStatus({ archive });
    const logs = [join(archive, 'logs'), join(dataFolder!, 'log')];
    let bytes = 0;
    for (const folder of logs) {
      for (const name of await readdir(folder)) {
        const content = await readFile(join(folder, name), 'utf8');
        bytes += content.length;
        expect(content, name).not.toMatch(TELLTALES);
      }
    }
    expect(bytes).toBeGreaterThan(1000);
  } finally {
    await rm(archive, { recursive: true, force: true });
  }
});
