import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonSchema } from '../src/api/archive-answers.ts';
import { addPicture } from './add-picture.ts';
import { expectAccessible, hasBrowser, openBrowser, openPage, WIDTHS } from './browser.ts';
import { addLongPdf } from './long-pdf.ts';
import { openSampleExplorer, type TestExplorer } from './sample-archive.ts';

let explorer: TestExplorer;
let browser: Browser;
beforeAll(async () => {
  explorer = await openSampleExplorer({ thorough: true });
  if (hasBrowser) browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await explorer[Symbol.asyncDispose]();
});

const idOf = async (path: string) =>
  (await explorer.db.pool.query<{ id: number }>('select document_id as id from files where path = $1', [path])).rows[0]!
    .id;

/** Addresses of pages of every kind, by the route that answers. */
async function pagesByRoute(): Promise<Record<string, string[]>> {
  const { pool } = explorer.db;
  const entities = await pool.query<{ id: number }>(
    `select min(entity_id) as id from entity_totals where entity_type_id in (2, 5, (select id from entity_types where name = 'ARVORE')) group by entity_type_id`,
  );
  const models = await pool.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from models where state in ('active', 'installed') order by id`,
  );
  const [a, b] = models.rows.map(({ hash }) => hash.slice(0, 16));
  const { rows } = await pool.query<{ id: number; at: string }>(
    `select document_id as id, start || '-' || "end" as at from mentions where entity_type_id = 2 limit 1`,
  );
  return {
    '/': [
      '',
      '?q=acao',
      '?q=acao&lang=en',
      '?q=lei+8078&lang=pt',
      '?q=barbaca&role=juiz',
      '?q=jatoba&view=mentions&score=0',
      '?q=xyzzy',
      '?year=1',
    ],
    '/entities/:id': entities.rows.map(({ id }) => `entities/${id}`),
    '/documents/:id': [
      `documents/${await idOf('voto-com-notas-de-rodape.pdf')}`,
      `documents/${await idOf('peticao-inicial.docx')}`,
      `documents/${await idOf('oficio-digitalizado.pdf')}`,
      `documents/${await idOf('acordao-longo.pdf')}?page=3`,
      `documents/${rows[0]?.id}?at=${rows[0]?.at}`,
      `documents/${await idOf('arquivo-danificado.pdf')}`,
    ],
    '/archive': ['archive?a=1&b=2', 'archive?lang=en', 'archive?lang=pt'],
    '/try': ['try', `try?example=2&a=${a}&b=${b}`, 'try?example=5', 'try?example=0'],
    none: ['nowhere'],
  };
}

describe.skipIf(!hasBrowser)('the archive in a browser', () => {
  it('goes from a search over a filter to the document, the mention on its page, the entity, and a CSV', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    await page.goto(explorer.url);
    await page.getByLabel('Nome, lei, número do processo ou palavras').fill('art. 14 da lei 8078');
    await page.getByRole('button', { name: 'Buscar' }).click();
    expect(await page.locator('.understood').textContent()).toContain('Lei 8.078');
    const before = Number(/^\s*(\d+)/.exec((await page.getByRole('status').textContent()) ?? '')?.[1]);
    await page.locator('.facets').getByRole('link', { name: 'TRT99' }).click();
    const after = Number(/^\s*(\d+)/.exec((await page.getByRole('status').textContent()) ?? '')?.[1]);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(before);
    expect(page.url()).toContain('court=TRT99');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV deste resultado' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(csv).toHaveLength(after + 1);
    expect(csv[1]).toContain('TRT99');
    await page.locator('.hits .place', { hasText: '.pdf' }).first().click();
    const here = page.locator('.text mark.mention.here');
    expect(await here.textContent()).toMatch(/art\. 14 da Lei/);
    const box = page.locator('.sheet .box.here').first();
    await page.locator('.page-image[data-drawn]').waitFor();
    await page.reload(); // drawn before the address is looked at, or after: both are marked
    await page.locator('.page-image[data-drawn]').waitFor();
    await page.getByRole('button', { name: 'próxima menção' }).click();
    await box.waitFor();
    expect(await box.getAttribute('data-type')).toBe(await here.getAttribute('data-type'));
    await here.getByRole('link').click();
    expect(page.url()).toMatch(/\/entities\/\d+$/);
    expect(tab.problems).toEqual([]);
  });

  it('narrows people to a role, in both languages, and says it of each', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    const { rows } = await explorer.db.pool.query<{ name: string }>(
      `select e.name from mentions m join entities e on e.id = m.entity_id where m.role = 'juiz' group by 1 order by count(*) desc limit 1`,
    );
    await page.goto(`${explorer.url}?q=${encodeURIComponent(rows[0]!.name)}`);
    await page.getByRole('link', { name: 'Menções' }).click();
    const group = page.locator('.facets section', { hasText: 'Papel no processo' });
    const count = Number(await group.locator('li', { hasText: 'juiz(a)' }).locator('.count').textContent());
    await group.getByRole('link', { name: 'juiz(a)' }).click();
    expect(page.url()).toContain('role=juiz');
    expect(await page.getByRole('status').textContent()).toMatch(new RegExp(`^\\s*${count} resultado`));
    const [shown] = await page.locator('.hits li').allTextContents();
    expect(shown).toContain('· juiz(a)');
    await page.getByRole('link', { name: 'English' }).click();
    expect((await page.locator('.hits li').allTextContents())[0]).toContain('· judge');
    await page.getByRole('link', { name: 'remove the filter: judge' }).click();
    expect(page.url()).not.toContain('role=');
    expect(tab.problems).toEqual([]);
  });

  it('draws a page with its mentions on their glyphs', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    await page.goto(`${explorer.url}documents/${await idOf('acordao-longo.pdf')}?page=3`);
    await page.locator('.page-image[data-drawn]').waitFor();
    // ink begins at a box's left edge and ends at its right one, and before it stands a blank, but for some in brackets
    const boxes = await page.evaluate<{ of: string; before: number; after: number; isClear: boolean }[]>(`(() => {
      const canvas = document.querySelector('.sheet canvas');
      const context = canvas.getContext('2d');
      const points = canvas.width / 595;
      return [...document.querySelectorAll('.sheet .box')].map((box) => {
        const part = (name, whole) => Math.round((parseFloat(box.style[name]) / 100) * whole);
        const [left, width] = [part('left', canvas.width), part('width', canvas.width)];
        const [top, height] = [part('top', canvas.height), part('height', canvas.height)];
        const inked = (from, count) => {
          const { data } = context.getImageData(from, top, count, height);
          return Array.from({ length: count }, (_, x) =>
            Array.from({ length: height }, (_, y) => 4 * (y * count + x)).some((at) => data[at] + data[at + 1] + data[at + 2] < 380));
        };
        const inside = inked(left, width);
        const outside = inked(left - Math.round(1.5 * points), Math.round(points));
        return {
          of: box.dataset.of,
          before: inside.indexOf(true) / points,
          after: (width - 1 - inside.lastIndexOf(true)) / points,
          isClear: !outside.includes(true),
        };
      });
    })()`);
    expect(boxes.length).toBeGreaterThan(30);
    for (const { before, after } of boxes) {
      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThan(2.5);
      expect(after).toBeLessThan(2.5);
    }
    expect(boxes.filter(({ isClear }) => isClear).length).toBeGreaterThan(0.8 * boxes.length);
    expect(tab.problems).toEqual([]);
  });

  it('marks both lines of a mention that goes on in the next', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}documents/${await idOf('acordao-longo.pdf')}?page=3`);
    await tab.page.locator('.page-image[data-drawn]').waitFor();
    const lines = await tab.page.evaluate<number[]>(`(() => {
      const tops = new Map();
      for (const box of document.querySelectorAll('.sheet .box.mention'))
        tops.set(box.dataset.of, [...(tops.get(box.dataset.of) ?? []), box.style.top]);
      return [...tops.values()].map((each) => new Set(each).size);
    })()`);
    expect(lines).toContain(1);
    expect(lines).toContain(2);
  });

  it('shows what was taken out on the page, with its rule, by keyboard alone', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    await page.goto(`${explorer.url}documents/${await idOf('sentenca-com-selo-lateral.pdf')}`);
    await page.locator('.page-image[data-drawn]').waitFor();
    const boxes = page.locator('.sheet .removed');
    const rows = page.locator('details', { hasText: 'O que foi retirado' }).locator('tbody tr');
    expect(await boxes.count()).toBe(await rows.count());
    expect(await boxes.first().isVisible()).toBe(false);
    await page.getByLabel('Mostrar na página o que foi retirado').focus();
    await page.keyboard.press('Space');
    for (const box of await boxes.all()) expect(await box.isVisible()).toBe(true);
    const rules = await rows.locator('td:nth-child(2)').allTextContents();
    expect(rules).toContain('texto girado');
    expect(await boxes.allTextContents()).toEqual(rules.map((rule, at) => `${at + 1} · ${rule}`));
    // the stamp runs up the side of the page: a tall box at its edge
    const stamp = boxes.filter({ hasText: 'texto girado' }).first();
    const { width, height } = (await stamp.boundingBox())!;
    expect(height).toBeGreaterThan(3 * width);
    await expectAccessible(page);
    expect(tab.problems).toEqual([]);
  });

  it('draws pictures with their mentions, also those that gave no text, and says which it cannot draw', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    await page.setContent('<body></body>');
    const data = await page.evaluate<string>(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 200 });
      return canvas.toDataURL('image/png').split(',')[1];
    })()`);
    const bytes = Buffer.from(data, 'base64');
    await using read = await addPicture(explorer.db, { name: 'carta.png', bytes, mediaType: 'image/png' });
    await page.goto(`${explorer.url}documents/${read.documentId}`);
    await page.locator('.page-image[data-drawn]').waitFor();
    expect(await page.evaluate(`document.querySelector('.sheet img').naturalWidth`)).toBe(400);
    const [sheet, box] = [await page.locator('.sheet').boundingBox(), await page.locator('.sheet .box').boundingBox()];
    expect(box!.x - sheet!.x).toBeCloseTo(sheet!.width / 2, 0);
    expect(box!.height).toBeCloseTo(sheet!.height / 2, 0);
    await expectAccessible(page);
    const unread = Buffer.concat([bytes, Buffer.from('outra')]); // whatever follows a PNG is not looked at
    await using failed = await addPicture(explorer.db, { name: 'vazia.png', bytes: unread, mediaType: null });
    await page.goto(`${explorer.url}documents/${failed.documentId}`);
    await page.locator('.page-image[data-drawn]').waitFor();
    expect(await page.locator('.problem').textContent()).toContain('empty');
    expect(await page.evaluate(`document.querySelector('.sheet img').naturalWidth`)).toBe(400);
    const tiff = Buffer.from('II*\0');
    await using undrawn = await addPicture(explorer.db, { name: 'fax.tif', bytes: tiff, mediaType: 'image/tiff' });
    await page.goto(`${explorer.url}documents/${undrawn.documentId}`);
    expect(await page.locator('main').textContent()).toContain('O original (image/tiff) não pode ser desenhado');
    expect(await page.locator('main').textContent()).not.toContain('não está ao alcance');
    expect(tab.problems).toEqual([]);
  });

  it('prints a page in light colours without anything to press', async () => {
    await using tab = await openPage(browser, { dark: true });
    const { page } = tab;
    await page.goto(`${explorer.url}documents/${await idOf('acordao-longo.pdf')}?page=3`);
    await page.locator('.page-image[data-drawn]').waitFor();
    const controls = page.locator('button, input, summary, .button, form, nav, label, header.site, footer.site, .skip');
    const shown = async () =>
      (await Promise.all((await controls.all()).map((each) => each.isVisible()))).filter(Boolean);
    const colours = () =>
      page.evaluate<number[][]>(`['body', '.reading', '.text mark.mention', '.text mark .tag'].map((found) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(found));
        const context = document.createElement('canvas').getContext('2d');
        return [color, backgroundColor].map((each) => {
          context.clearRect(0, 0, 1, 1);
          context.fillStyle = each;
          context.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
          return a === 0 ? 255 : (r + g + b) / 3;
        });
      })`);
    expect((await shown()).length).toBeGreaterThan(10);
    expect((await colours())[0]![1]).toBeLessThan(60);
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toEqual([]);
    for (const [ink, paper] of await colours()) {
      expect(ink).toBeLessThan(110);
      expect(paper).toBeGreaterThan(190);
    }
    expect(await page.locator('.sheet canvas').isVisible()).toBe(true);
    expect(await page.locator('.text').isVisible()).toBe(true);
  });

  it.each(['nested', 'flat'] as const)(
    'opens page 1,500 of 2,000 without asking for the rest, in a %s page tree',
    async (tree) => {
      await using long = await addLongPdf(explorer.db, { pages: 2_000, tree });
      await using tab = await openPage(browser);
      let bytes = 0;
      tab.page.on('response', (response) => {
        if (response.url().endsWith('/file') && response.status() === 206)
          bytes += Number(response.headers()['content-length']);
      });
      await tab.page.goto(`${explorer.url}documents/${long.documentId}?page=1500`);
      await tab.page.locator('.page-image[data-drawn]').waitFor();
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(long.sizeBytes / 10);
      expect(await tab.page.locator('.page-navigation strong').first().textContent()).toBe('Página 1.500 de 2.000');
      expect(await tab.page.locator('.text').textContent()).toContain('esta é a página 1500');
    },
    120_000,
  );

  it('draws what rules find inside of what the model found, in words and colour, and takes it away', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    const id = await idOf('peticao-inicial.docx');
    await page.goto(`${explorer.url}documents/${id}`);
    const outer = page.locator('.text mark[data-type=ORGANIZACAO]', { hasText: 'Banco Vale do' }).first();
    const inner = outer.locator('mark[data-type=ARVORE]');
    expect(await inner.textContent()).toBe('Ipê ARVORE');
    expect(await inner.locator('a').getAttribute('href')).not.toBe(
      await outer.locator(':scope > a').getAttribute('href'),
    );
    const written = await page.evaluate<{ text: string; ids: string[] }>(`(() => {
      const copy = document.querySelector('.text').cloneNode(true);
      for (const tag of copy.querySelectorAll('.tag')) tag.remove();
      return { text: copy.textContent, ids: [...document.querySelectorAll('[id]')].map(({ id }) => id) };
    })()`);
    expect(new Set(written.ids).size).toBe(written.ids.length);
    const { text } = (await (await fetch(`${explorer.url}api/documents/${id}/pages/1`)).json()) as { text: string };
    expect(written.text.replaceAll(/\s/g, ' ')).toBe(text.replaceAll(/\s/g, ' '));
    await page.getByRole('checkbox', { name: 'ARVORE' }).uncheck();
    expect(await inner.locator('.tag').isVisible()).toBe(false);
    expect(await outer.locator(':scope > .tag').isVisible()).toBe(true);
    await page.getByRole('checkbox', { name: 'ARVORE' }).check();
    expect(await inner.locator('.tag').isVisible()).toBe(true);
    do await page.keyboard.press('j');
    while ((await page.locator('.text mark.here').getAttribute('data-type')) !== 'DOMICILIO');
    await page.getByRole('link', { name: 'citar esta menção' }).click();
    expect(await page.locator('#citation-text').textContent()).toMatch(/“residente”, .*, achado por regras\./);
    expect(tab.problems).toEqual([]);
  });

  it('tells how sure OCR was and why it read, and shows the page and what to do where nothing could be read', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    const scan = await idOf('oficio-digitalizado.pdf');
    await page.goto(`${explorer.url}documents/${scan}`);
    expect(await page.locator('.reading .notice').textContent()).toMatch(/OCR\), porque o arquivo só tem.*: [89]\d%/);
    expect(await page.locator('.facts').textContent()).toMatch(/1 página, confiança média [89]\d%/);
    await explorer.db.pool.query(
      `insert into ocr_pages (document_id, page, engine, error_code, ocr_ms) values ($1, 4, 'x', 'timeout', 0)`,
      [await idOf('acordao-longo.pdf')],
    );
    await page.goto(`${explorer.url}documents/${await idOf('acordao-longo.pdf')}?page=4`);
    expect(await page.locator('.reading .problem').textContent()).toContain('ACERVO_OCR_PAGE_TIMEOUT_S');
    const bytes = readFileSync(new URL('../../../samples/acordao-em-maiusculas.pdf', import.meta.url));
    await using failed = await addPicture(explorer.db, {
      name: 'scan.pdf',
      bytes: Buffer.concat([bytes, Buffer.from('%')]),
      mediaType: null,
    });
    await page.goto(`${explorer.url}documents/${failed.documentId}?page=2`);
    expect(await page.locator('.problem').textContent()).toContain('--ocr auto');
    await page.locator('.page-image[data-drawn] canvas').waitFor();
    expect(await page.locator('.page-navigation strong').textContent()).toBe('Página 2 de 3');
    await page.getByRole('link', { name: 'próxima →' }).click();
    await page.locator('.page-image[data-drawn] canvas').waitFor();
    expect(await page.locator('.page-navigation strong').textContent()).toBe('Página 3 de 3');
    expect(await page.locator('.page-navigation [rel=next]').isVisible()).toBe(false);
    expect(tab.problems).toEqual([]);
  });

  it('compares two models over what both have read, and leads to where only one of them found something', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    await page.goto(`${explorer.url}archive`);
    await page.getByLabel('B', { exact: true }).selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Comparar' }).click();
    const section = page.locator('#comparison');
    expect(await section.locator('.hint').textContent()).toMatch(/Em 2 documentos, .* A: \d+ menções; B: [\d.]+ menç/);
    const { counts, examples } = comparisonSchema.parse(await (await fetch(`${explorer.url}api/compare/1/2`)).json());
    expect(examples.length).toBeGreaterThan(0);
    const added = counts.filter(({ kind }) => kind === 'added').reduce((sum, { count }) => sum + count, 0);
    expect(added).toBeGreaterThan(0);
    const cell = section.getByRole('row', { name: 'só o B' }).first().getByRole('cell').last();
    expect((await cell.textContent())?.replace('.', '')).toBe(String(added));
    const example = section.locator('table').last().getByRole('row', { name: 'só o B' }).first();
    const quote = await example.locator('q').textContent();
    await example.getByRole('link').click();
    const here = page.locator('.text mark.here').first();
    expect((await here.textContent())?.replaceAll(/\s+/g, ' ')).toContain(quote?.replaceAll(/\s+/g, ' ').slice(0, 12));
    expect(tab.problems).toEqual([]);
  });

  it('links to one mention for ever, and cites it with its bytes and model', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    const id = await idOf('peticao-inicial.docx');
    await page.goto(`${explorer.url}documents/${id}`);
    await page.getByText(/^Menções deste trecho/).click();
    const link = page.getByRole('link', { name: /^link permanente: / }).nth(1);
    const address = (await link.getAttribute('href'))!;
    expect(address).toMatch(/^\/m\/[0-9a-f]{32}\/[0-9a-f]{16}\/\d+-\d+$/);
    await page.goto(new URL(address, explorer.url).href);
    const quoted = ((await page.locator('mark.here > a').textContent()) ?? '').trim();
    const citation = (await page.locator('#citation-text').textContent()) ?? '';
    expect(citation).toContain(`“${quoted}”, peticao-inicial.docx, arquivo SHA-256`);
    expect(citation).toContain('lener-conv');
    await page.goto(new URL(address.replace(/\/[0-9a-f]{16}\//, '/0000000000000000/'), explorer.url).href);
    expect(await page.getByRole('status').first().textContent()).toContain('extraído de novo');
  });

  it('says why a document could not be read', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}documents/${await idOf('arquivo-danificado.pdf')}`);
    expect(await tab.page.locator('.problem').textContent()).toContain('corrupt');
    await tab.page.goto(`${explorer.url}archive`);
    expect(await tab.page.getByRole('row', { name: /corrupt/ }).textContent()).toContain('danificado');
    const card = new URL('../../../models/lener-conv/scores.json', import.meta.url);
    const { dev } = JSON.parse(readFileSync(card, 'utf8'));
    const f1 = `${Math.round(100 * dev.entity.micro.f1)}%`;
    expect(await tab.page.getByRole('row', { name: /lener-conv/ }).textContent()).toContain(f1);
  });

  it('needs no script to search, filter, page and read', async () => {
    await using tab = await openPage(browser, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(`${explorer.url}?q=acao`);
    expect(await page.locator('.excerpt b').first().textContent()).toMatch(/aç(ão|ões)/i);
    const first = await page.locator('.hits .place').first().getAttribute('href');
    await page.getByRole('link', { name: 'Próximos resultados' }).click();
    expect(page.url()).toContain('after=');
    expect(await page.locator('.hits .place').first().getAttribute('href')).not.toBe(first);
    await page.locator('.hits .place').first().click();
    expect(await page.locator('.text').textContent()).not.toBe('');
  });

  it('goes from the search to a mention and its entity by keyboard alone', async () => {
    await using tab = await openPage(browser);
    const { page } = tab;
    const tabTo = async (selector: string) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      }
      throw new Error(`no way to ${selector}`);
    };
    await page.goto(explorer.url);
    await tabTo('#q');
    await page.keyboard.type('ação');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=a%C3%A7%C3%A3o/);
    await tabTo('.hits .place');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\//);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(
      await page.evaluate(`document.activeElement.closest('mark.here') === document.querySelector('.text mark')`),
    ).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/entities\/\d+$/);
    expect(tab.problems).toEqual([]);
  });

  it('has no violations of WCAG 2.2 AA and nothing to scroll sideways on any page, at two widths, light and dark', async () => {
    const paths = Object.values(await pagesByRoute()).flat();
    await using locked = await openSampleExplorer({
      documents: false,
      environment: { ACERVO_WEB_TOKEN: 'um-código-de-acesso-comprido' },
    });
    for (const { width, height } of WIDTHS)
      for (const dark of [false, true]) {
        await using tab = await openPage(browser, { width, height, dark });
        for (const path of [...paths, locked.url]) {
          await tab.page.goto(new URL(path, explorer.url).href);
          if (path.startsWith('documents')) await tab.page.waitForLoadState('networkidle');
          const scrolled = await tab.page.evaluate('document.documentElement.scrollWidth');
          expect(scrolled, `${path} at ${width}`).toBe(width);
          await tab.page.evaluate(
            `document.querySelectorAll('details').forEach((details) => { details.open = true; })`,
          );
          await expectAccessible(tab.page);
        }
        // asked for on purpose: pages that are not there
        expect(tab.problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
      }
  }, 240_000);

  it('knows all pages, so that none goes untested', async () => {
    const served = explorer.routes.filter((route) => !/^\/(api|assets|pdfjs|m)\/|\/file$|\.(csv|json)$/.test(route));
    expect(Object.keys(await pagesByRoute())).toEqual(expect.arrayContaining(served));
  });

  it('sends less than 150 kB of its own for any page, pdf.js apart', async () => {
    for (const path of Object.values(await pagesByRoute()).flat()) {
      await using tab = await openPage(browser); // with an empty cache
      const kinds = new Map<string, number>();
      const { page } = tab;
      const sizes: Promise<void>[] = [];
      page.on('response', (response) => {
        const kind = response.request().resourceType();
        if ((kind !== 'script' && kind !== 'stylesheet') || response.url().includes('/pdfjs/')) return;
        sizes.push(response.body().then(({ length }) => void kinds.set(kind, (kinds.get(kind) ?? 0) + length)));
      });
      await page.goto(explorer.url + path, { waitUntil: 'networkidle' });
      await Promise.all(sizes);
      const inline = await page.evaluate<number>(
        `[...document.querySelectorAll('style, script:not([src])')].reduce((sum, { textContent }) => sum + textContent.length, 0)`,
      );
      const [script, style] = [kinds.get('script') ?? 0, kinds.get('stylesheet') ?? 0];
      expect(style, path).toBeGreaterThan(1_000);
      expect(script > 0, path).toBe(/^(documents|try)/.test(path));
      expect(script + style + inline, path).toBeLessThan(150_000);
    }
  });
});
