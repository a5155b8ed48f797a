import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestDatabase } from '@acervo/db/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../../../packages/db/test/reach.ts';
import { draw } from '../../../packages/extraction/test/draw-pdf.ts';
import { drawScan, LETTER } from '../../../packages/extraction/test/draw-scan.ts';
import { writePdf } from './documents.ts';
import { type Command, findProcesses, killAll, startAcervo } from './processes.ts';

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

describe('nothing read is lost', () => {
  let root: string;
  /** What an undisturbed run finds: every other run must find exactly this. */
  let expected: unknown;
  const PAGES = 6;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'acervo-ocr-lost-'));
    await mkdir(join(root, 'autos'));
    for (const scan of [1, 2]) await writeFile(join(root, 'autos', `${scan}.pdf`), await drawCaseFile(scan));
    await using place = await openPlace();
    await place.finish(place.start());
    expected = await place.describe();
    expect(expected).toHaveLength(PAGES);
  }, 120_000);

  afterAll(() => rm(root, { recursive: true, force: true }));

  /** A scan of three pages, none like another. */
  async function drawCaseFile(scan: number) {
    const images = await Promise.all(
      [1, 2, 3].map((page) => drawScan(0, [`Folha ${page} dos autos ${scan}.`, ...LETTER]).encode('jpeg', 80)),
    );
    return draw((pdf) => {
      for (const [index, image] of images.entries()) {
        if (index > 0) pdf.addPage();
        pdf.image(image, 0, 0, { width: 595.28, height: 841.89 });
      }
    });
  }

  async function openPlace() {
    const { db, url, ...database } = await openTestDatabase();
    const options = ['--ocr', 'auto', '--archive', join(root, 'archive')];
    return {
      db,
      start: () => startAcervo(['run', join(root, 'autos'), ...options], { DATABASE_URL: url, ACERVO_LOCK_S: '2' }),
      async finish({ ended }: Command) {
        const { code, stderr } = await ended;
        expect(code, stderr).toBe(0);
      },
      /** Waits until some of the pages were read. */
      reading: () =>
        waitUntil(60_000, async () => {
          const { rows } = await db.pool.query('select count(*)::int as read from ocr_pages');
          return { reached: rows[0].read > 0 && rows[0].read < PAGES, state: rows[0] };
        }),
      /** Every page with how it was read, its text and its mentions. */
      async describe() {
        const { rows } = await db.pool.query(
          `select encode(d.sha256, 'hex') as document, p.number, p.text_source, p.reason, p.confidence,
             (select string_agg(s.text, '' order by s.start) from segments s where s.document_id = d.id and s.page = p.number) as text,
             (select array_agg(concat_ws(' ', m.start, m."end", m.type) order by m.start) from mentions_current m
               where m.document_id = d.id and m.page = p.number) as mentions
           from documents d join pages p on p.document_id = d.id order by 1, 2`,
        );
        return rows;
      },
      [Symbol.asyncDispose]: database[Symbol.asyncDispose],
    };
  }

  it.each([
    ['the process that reads them', 'extraction/src/ocr'],
    ['ingest', 'ingest/src/main.ts'],
  ])(
    'when %s is killed while scans are read',
    async (_, part) => {
      await using place = await openPlace();
      const command = place.start();
      await place.reading();
      const pids = findProcesses(command.child, part);
      expect(pids.length).toBeGreaterThan(0);
      killAll(pids);
      await place.finish(command);
      expect(await place.describe()).toEqual(expected);
    },
    120_000,
  );

  it('when everything is killed, and the next run goes on where it was', async () => {
    await using place = await openPlace();
    const command = place.start();
    await place.reading();
    killAll([...findProcesses(command.child, ''), command.child.pid!]);
    await command.ended;
    const readAt = async () => (await place.db.pool.query('select read_at from ocr_pages order by read_at')).rows;
    const before = await readAt();
    await place.finish(place.start());
    expect(await place.describe()).toEqual(expected);
    expect((await readAt()).slice(0, before.length), 'no page is read twice').toEqual(before);
  }, 120_000);
});
