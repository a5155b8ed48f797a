import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestDatabase } from '@acervo/db/test';
import { expect, it } from 'vitest';
import { drawScan } from '../../../packages/extraction/test/draw-scan.ts';
import { writePdf } from './documents.ts';
import { startAcervo } from './processes.ts';

const scan = fileURLToPath(new URL('../../../samples/oficio-digitalizado.pdf', import.meta.url));

it('a run reads scans and images after the texts, says how many before, and asks no page twice', async () => {
  const root = await mkdtemp(join(tmpdir(), 'acervo-ocr-'));
  await using t = await openTestDatabase();
  const environment = { DATABASE_URL: t.url };
  const run = (...options: string[]) =>
    startAcervo(['run', join(root, 'autos'), ...options, '--archive', join(root, 'archive')], environment).ended;
  const sources = async () => {
    const { rows } = await t.db.pool.query(
      `select f.path, string_agg(p.text_source || coalesce(' ' || p.reason, ''), ', ' order by p.number) as pages
         from files f left join pages p using (document_id) group by 1 order by 1`,
    );
    return Object.fromEntries(rows.map(({ path, pages }) => [path, pages]));
  };
  try {
    await mkdir(join(root, 'autos'));
    await writePdf(join(root, 'autos', 'texto.pdf'), ['A Lei nº 8.112/1990 vale.']);
    await copyFile(scan, join(root, 'autos', 'oficio.pdf'));
    await writeFile(join(root, 'autos', 'carta.png'), await drawScan().encode('png'));

    const never = await run('--ocr', 'never', '--max-failures', '2');
    expect(never.code, never.stderr).toBe(0);
    expect(never.stderr).not.toContain('OCR');
    expect(never.stdout).toMatch(/empty × 2/);

    const auto = await run('--ocr', 'auto');
    expect(auto.code, auto.stderr).toBe(0);
    expect(auto.stderr).toMatch(/2 pages of 2 documents need OCR; that takes about \d/);
    expect(await sources()).toEqual({
      'carta.png': 'ocr no-text-layer',
      'oficio.pdf': 'ocr no-text-layer',
      'texto.pdf': 'layer',
    });
    const { rows } = await t.db.pool.query(
      `select distinct m.type from mentions_current m join files f using (document_id) where f.path = 'carta.png'`,
    );
    expect(rows.map(({ type }) => type)).toContain('PESSOA');
    const shown = await startAcervo(['show', 'carta.png', '--page', '1'], environment).ended;
    expect(shown.stdout).toMatch(/read by OCR \(no-text-layer\), confidence \d\d %/);
    const { ocr } = JSON.parse((await startAcervo(['status', '--json'], environment).ended).stdout).counts;
    expect(ocr).toEqual({ pending: 0, done: 2, failed: 0, pages: 0 });

    const readAt = () => t.db.pool.query('select document_id, page, read_at from ocr_pages order by 1, 2');
    const before = (await readAt()).rows;
    expect(before).toHaveLength(2);
    // other bytes, the same image
    await writeFile(
      join(root, 'autos', 'copia.png'),
      Buffer.concat([await drawScan().encode('png'), Buffer.from('\n')]),
    );
    expect((await run()).code).toBe(0);
    const { rows: copies } = await t.db.pool.query(
      'select count(*) as count from ocr_pages group by image_hash order by 1',
    );
    expect(copies).toEqual([{ count: 1 }, { count: 2 }]);
    expect((await readAt()).rows.slice(0, 2)).toEqual(before);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 240_000);
