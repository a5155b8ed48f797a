import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptSchema } from '../src/try/attempt-json.ts';
import { EXAMPLES } from '../src/try/examples.ts';
import { expectAccessible, hasBrowser, openBrowser, openPage, WIDTHS } from './browser.ts';
import { openSampleExplorer, type TestExplorer } from './sample-archive.ts';

const sample = (name: string) => fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url));

let explorer: TestExplorer;
beforeAll(async () => {
  explorer = await openSampleExplorer({ documents: false });
});
afterAll(() => explorer[Symbol.asyncDispose]());

const post = (path: string, fields: Record<string, string | File>) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return fetch(new URL(path, explorer.url), { method: 'POST', body });
};

describe('trying a text, for programs', () => {
  it('answers with mentions whose positions count code points', async () => {
    const text = `😀 ${EXAMPLES[0]!.text}`;
    const response = await post('/api/try', { text });
    expect(response.status).toBe(200);
    const answer = attemptSchema.parse(await response.json());
    const characters = [...answer.text];
    const { mentions } = answer.readings[0]!;
    expect(mentions.length).toBeGreaterThan(8);
    for (const mention of mentions) expect(characters.slice(mention.start, mention.end).join('')).toBe(mention.text);
    expect(mentions.find(({ type }) => type === 'LEGISLACAO')?.entity.name).toContain('8.078/1990');
  });

  it('compares two models and labels every word with both', async () => {
    const models = await explorer.db.pool.query<{ name: string; hash: string }>(
      `select name, encode(hash, 'hex') as hash from models order by id`,
    );
    const [a, b] = models.rows;
    const response = await post('/api/try', { text: EXAMPLES[1]!.text, a: a!.hash, b: b!.hash.slice(0, 16) });
    const answer = attemptSchema.parse(await response.json());
    expect(answer.readings.map(({ model }) => model.name)).toEqual([a!.name, b!.name]);
    const [first, second] = answer.readings.map(({ mentions }) => mentions);
    const alike = first!.filter((m) =>
      second!.some((n) => n.start === m.start && n.end === m.end && n.type === m.type),
    );
    const count = (kinds: string[]) => answer.differences.filter(({ kind }) => kinds.includes(kind)).length;
    expect(alike.length + count(['removed', 'relabelled', 'moved'])).toBe(first!.length);
    expect(alike.length + count(['added', 'relabelled', 'moved'])).toBe(second!.length);
    for (const [, ...labels] of answer.words) expect(labels).toHaveLength(2);
    const csv = await (await post('/try/words.csv', { text: EXAMPLES[1]!.text, a: a!.hash, b: b!.hash })).text();
    expect(csv.split('\r\n')).toHaveLength(answer.words.length + 2);
    expect(csv).toContain(`word,${a!.name},${b!.name}\r\n`);
  });

  it('says beside the models what rules find, also the archive’s own', async () => {
    const text = 'O réu, CPF 529.982.247-26, residente em Ipê, deve R$ 1.234,56 ao autor, CNPJ 11.222.333/0001-81.';
    const { byRules } = attemptSchema.parse(await (await post('/api/try', { text })).json());
    expect(byRules.map(({ type, text: found, valid }) => [type, found, valid])).toEqual([
      ['CPF', '529.982.247-26', false],
      ['DOMICILIO', 'residente', null],
      ['ARVORE', 'Ipê', null],
      ['DINHEIRO', 'R$ 1.234,56', null],
      ['CNPJ', '11.222.333/0001-81', true],
    ]);
    for (const { start, end, text: found } of byRules) expect(text.slice(start, end)).toBe(found);
  });

  it('reads with a model that is here where the one in use is not', async () => {
    const { pool } = explorer.db;
    const hash = 'ab'.repeat(32);
    await pool.query(`update models set state = 'installed' where state = 'active'`);
    await pool.query(
      `insert into models (name, hash, settings, state) values ('lener-conv', decode($1, 'hex'), '{}', 'active')`,
      [hash],
    );
    try {
      const page = await (await fetch(new URL('/try', explorer.url))).text();
      expect(page).toContain('data-type="PESSOA"');
      expect(page).toContain('O modelo em uso no acervo, lener-conv (abababab), não está instalado aqui');
      expect(page).toMatch(/<option value="(?:ab)+" disabled>/);
      const { readings } = attemptSchema.parse(await (await post('/api/try', { text: EXAMPLES[0]!.text })).json());
      expect(readings[0]!.model.hash).not.toBe(hash);
      const asked = await post('/try', { text: EXAMPLES[0]!.text, a: hash });
      expect(asked.status).toBe(422);
      expect(await asked.text()).toContain('O modelo escolhido não está instalado aqui');
    } finally {
      await pool.query(`delete from models where hash = decode($1, 'hex')`, [hash]);
      await pool.query(`update models set state = 'active' where id = (select min(id) from models)`);
    }
  });

  it('reads PDF and DOCX files in a supervised child, and stores nothing', async () => {
    for (const name of ['voto-com-notas-de-rodape.pdf', 'peticao-inicial.docx']) {
      const file = new File([readFileSync(sample(name))], name);
      const answer = attemptSchema.parse(await (await post('/api/try', { file })).json());
      expect(answer.readings[0]!.mentions.length, name).toBeGreaterThan(20);
    }
    const { rows } = await explorer.db.pool.query('select count(*) from documents');
    expect(rows[0].count).toBe(0);
  });

  it('says what is wrong with a file, a text or a model', async () => {
    const damaged = new File([readFileSync(sample('arquivo-danificado.pdf'))], 'x.pdf');
    const cases: [Record<string, string | File>, number, string][] = [
      [{ file: damaged }, 400, 'corrupt'],
      [{ file: new File(['só texto'], 'x.txt') }, 400, 'unsupported-type'],
      [{ text: '   ' }, 400, 'nothing'],
      [{ text: 'a'.repeat(200_001) }, 413, 'text'],
      [{ text: 'x', a: 'deadbeefdeadbeef' }, 400, 'no such model'],
      [{ file: new File([new Uint8Array(22 * 1024 * 1024)], 'x.pdf') }, 413, 'file'],
    ];
    for (const [fields, status, detail] of cases) {
      const response = await post('/api/try', fields);
      expect({ status: response.status, ...((await response.json()) as object) }).toMatchObject({ status, detail });
    }
  });
});

describe.skipIf(!hasBrowser)('trying a text, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('opens with an example whose entities are highlighted, and named by text', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}try`);
    const mark = tab.page.locator('mark', { hasText: 'Dulcineia' });
    expect(await mark.getAttribute('data-type')).toBe('PESSOA');
    expect(await mark.textContent()).toBe('Dulcineia Ibirapitanga Barbacã Pessoa');
    await tab.page.getByRole('link', { name: 'English' }).click();
    await tab.page.getByRole('heading', { name: 'Try the model' }).waitFor();
    expect(await mark.textContent()).toBe('Dulcineia Ibirapitanga Barbacã Person');
    expect(tab.problems).toEqual([]);
  });

  it('draws what rules find in words and colours of their own, and takes it away', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}try?example=2`);
    const found = tab.page.locator('.text mark[data-type=CPF]');
    expect(await found.textContent()).toBe('529.982.247-25 CPF');
    expect(await found.getAttribute('title')).toBe('CPF, por regra');
    const corners = await tab.page.evaluate<string[]>(
      `['CPF', 'PESSOA'].map((type) => getComputedStyle(document.querySelector('.text mark[data-type=' + type + ']')).borderRadius)`,
    );
    expect(corners[0]).not.toBe(corners[1]);
    expect(await tab.page.getByRole('row', { name: 'R$ 45.300,00' }).textContent()).toContain('por regra');
    await tab.page.locator('.by-rules').getByRole('checkbox', { name: 'CPF' }).uncheck();
    expect(await found.locator('.tag').isVisible()).toBe(false);
    expect(tab.problems).toEqual([]);
  });

  it('hides types, labels and low scores without asking again', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}try`);
    const mark = tab.page.locator('mark', { hasText: 'Dulcineia' });
    const background = () =>
      tab.page.evaluate<string>(
        `getComputedStyle([...document.querySelectorAll('mark')].find((found) => found.textContent.includes('Dulcineia'))).backgroundColor`,
      );
    const before = await background();
    await tab.page.getByRole('checkbox', { name: 'Pessoa' }).uncheck();
    expect(await background()).not.toBe(before);
    expect(await mark.locator('.tag').isVisible()).toBe(false);
    await tab.page.getByRole('checkbox', { name: 'Pessoa' }).check();
    expect(await background()).toBe(before);
    await tab.page.getByRole('slider').fill('1');
    expect(await background()).not.toBe(before);
    await tab.page.getByRole('slider').fill('0');
    await tab.page.getByRole('checkbox', { name: 'rótulos' }).uncheck();
    expect(await mark.locator('.tag').isVisible()).toBe(false);
  });

  it('shows two models side by side with their differences marked', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}try?example=2`);
    await tab.page.getByLabel('Modelo B').selectOption({ label: await otherModel(tab.page.getByLabel('Modelo B')) });
    await tab.page.getByRole('button', { name: 'Reconhecer' }).click();
    await tab.page.getByRole('heading', { name: /Onde os modelos divergem \(\d+\)/ }).waitFor();
    expect(await tab.page.locator('article.reading').count()).toBe(2);
    expect(await tab.page.locator('mark.differs .tag').first().textContent()).toMatch(/· (só o A|outro)/);
    const [left, right] = await Promise.all(
      [0, 1].map((at) => tab.page.locator('article.reading').nth(at).boundingBox()),
    );
    expect(right!.x).toBeGreaterThan(left!.x + left!.width);
    await expectAccessible(tab.page);
    expect(tab.problems).toEqual([]);
  });

  it('reads a file that was chosen, and says when a text is not from a court', async () => {
    await using tab = await openPage(browser, { javaScriptEnabled: false });
    await tab.page.goto(`${explorer.url}try?example=5`);
    expect(await tab.page.getByRole('status').textContent()).toContain('não parece ser da Justiça');
    await tab.page.getByLabel('ou um arquivo').setInputFiles(sample('despacho-audiencias.docx'));
    await tab.page.getByRole('button', { name: 'Reconhecer' }).click();
    expect(await tab.page.locator('mark').count()).toBeGreaterThan(10);
    expect(await tab.page.getByLabel('Texto', { exact: true }).inputValue()).toContain('Designo as audiências');
    await tab.page.getByLabel('ou um arquivo').setInputFiles(sample('arquivo-danificado.pdf'));
    await tab.page.getByRole('button', { name: 'Reconhecer' }).click();
    expect(await tab.page.getByRole('alert').textContent()).toContain('danificado');
  });

  it('works with the keyboard alone', async () => {
    await using tab = await openPage(browser);
    await tab.page.goto(`${explorer.url}try?example=0`);
    const press = async (key: string, times = 1) => {
      for (let done = 0; done < times; done += 1) await tab.page.keyboard.press(key);
    };
    const focused = () => tab.page.evaluate<string>(`document.activeElement?.id ?? ''`);
    await press('Tab');
    await press('Enter'); // the link past the navigation
    for (let tabs = 0; (await focused()) !== 'text'; tabs += 1) {
      expect(tabs).toBeLessThan(15);
      await press('Tab');
    }
    await tab.page.keyboard.insertText(EXAMPLES[2]!.text);
    await press('Control+Enter');
    await tab.page.locator('mark', { hasText: 'Belarmino' }).waitFor();
  });

  it('has no violations of WCAG 2.2 AA and nothing to scroll sideways, at two widths, light and dark', async () => {
    for (const { width, height } of WIDTHS)
      for (const dark of [false, true]) {
        await using tab = await openPage(browser, { width, height, dark });
        for (const path of ['try', 'try?example=5', 'try?example=0', 'nowhere']) {
          await tab.page.goto(explorer.url + path);
          expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          await tab.page.evaluate(
            `document.querySelectorAll('details').forEach((details) => { details.open = true; })`,
          );
          await expectAccessible(tab.page);
        }
      }
  });
});

async function otherModel(select: Locator): Promise<string> {
  const names = await select.locator('option').allTextContents();
  return names.find((name) => name.startsWith('tiny-bert'))!;
}
