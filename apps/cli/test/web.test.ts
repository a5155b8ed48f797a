import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readerUrl } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { afterAll, expect, it } from 'vitest';
import { waitUntil } from '../../../packages/db/test/reach.ts';
import { findProcesses, startAcervo } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'acervo-web-'));
afterAll(() => rmSync(folder, { recursive: true }));

const explorerMain = fileURLToPath(new URL('../../explorer/src/main.ts', import.meta.url));

it('acervo web opens the explorer over the archive here until Ctrl-C, and leaves nothing behind', async () => {
  const command = startAcervo(['web', '--port', '0'], {}, folder);
  let printed = '';
  command.child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await waitUntil(60_000, async () => ({ reached: printed.includes('http'), state: printed }));
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0] ?? '';
  const page = await fetch(`${url}try`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('data-type="PESSOA"');
  expect(await (await fetch(`${url}api/archive`)).json()).toMatchObject({ pages: 0 });
  const [explorer] = findProcesses(command.child, 'explorer/src/main.ts');
  expect(explorer).toBeDefined();
  command.child.kill('SIGINT');
  const { code } = await command.ended;
  expect(code).toBe(0);
  expect(() => process.kill(explorer ?? 0, 0)).toThrow();
}, 120_000);

it('in servers mode too, through the login that can only read', async () => {
  await using database = await openTestDatabase();
  const command = startAcervo(['web', '--port', '0'], { DATABASE_URL: database.url }, folder);
  let printed = '';
  command.child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await waitUntil(60_000, async () => ({ reached: printed.includes('http'), state: printed }));
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0] ?? '';
  expect((await fetch(`${url}api/archive`)).status).toBe(200);
  const { rows } = await database.db.pool.query(
    `select distinct usename from pg_stat_activity where application_name = 'acervo explorer' and datname = current_database()`,
  );
  expect(rows).toEqual([{ usename: new URL(readerUrl(database.url)).username }]);
  command.child.kill('SIGTERM');
  await command.ended;
}, 120_000);

it('says once, in two lines, that another program has the port', async () => {
  await using taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, stdout, stderr } = await startAcervo(['web', '--port', String(port)], {}, folder).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    new RegExp(
      `^archive: .*\\nacervo: explorer: can not listen on 127.0.0.1, port ${port}: another program has it.*\\n.*\\n$`,
    ),
  );
}, 60_000);

it('the explorer refuses a login that can write, and to listen for others without a token', async () => {
  await using database = await openTestDatabase();
  const run = async (environment: Record<string, string>) => {
    const child = spawn(process.execPath, [explorerMain], {
      env: { PATH: process.env['PATH'], ACERVO_WEB_PORT: '0', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
    });
    const [code] = await once(child, 'exit');
    return { code, log };
  };
  const writer = await run({ DATABASE_URL: database.url });
  expect(writer.code).toBe(2);
  expect(writer.log).toContain('this login can write');
  const open = await run({ DATABASE_URL: readerUrl(database.url), ACERVO_WEB_HOST: '0.0.0.0' });
  expect(open.code).toBe(2);
  expect(open.log).toContain('set ACERVO_WEB_TOKEN');
}, 60_000);
