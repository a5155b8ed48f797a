import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../src/try/examples.ts';
import { openSampleExplorer, type TestExplorer } from './sample-archive.ts';

const TOKEN = 'um-código-de-acesso-bem-comprido';

let open: TestExplorer;
let locked: TestExplorer;
beforeAll(async () => {
  open = await openSampleExplorer();
  locked = await openSampleExplorer({
    documents: false,
    environment: { ACERVO_WEB_TOKEN: TOKEN, ACERVO_WEB_NAMES: 'acervo.example' },
  });
}, 240_000);
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await locked[Symbol.asyncDispose]();
});

/** A request with any headers and path: fetch sets some of its own and tidies others. */
function send(
  explorer: TestExplorer,
  {
    path = '/',
    method = 'GET',
    headers = {},
    body = '',
  }: { path?: string; method?: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { port } = new URL(explorer.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('what the explorer answers', () => {
  it('forbids everything from elsewhere, inline scripts and frames, on pages, errors and JSON alike', async () => {
    const paths = ['/', '/?q=acao', '/try', '/archive', '/entities/1', '/documents/1', '/nowhere', '/api/archive'];
    for (const path of paths) {
      const { headers } = await send(open, { path });
      expect(headers['content-security-policy'], path).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers['content-security-policy'], path).not.toMatch(/unsafe|\*|https?:/);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
    const { body } = await send(open, { path: '/try' });
    expect(body).not.toMatch(/<script(?! type="module" src="\/assets\/)|\son\w+=|javascript:|style="|https?:\/\//);
  });

  it('writes links that are to be kept with the scheme that people use', async () => {
    const path = '/documents/1?at=0-10';
    const { rows } = await open.db.pool.query('select start, "end" from mentions where document_id = 1 limit 1');
    const quoted = path.replace('0-10', `${rows[0].start}-${rows[0].end}`);
    const headers = { host: 'localhost', 'x-forwarded-proto': 'https' };
    expect((await send(open, { path: quoted, headers })).body).toContain('href="https://localhost/m/');
    expect((await send(open, { path: quoted, headers: { host: 'localhost' } })).body).toContain(
      'href="http://localhost/m/',
    );
  });

  it('gives an original only to be saved, in ranges', async () => {
    const { rows } = await open.db.pool.query(
      `select d.id, d.size_bytes as size from documents d where status = 'extracted' and media_type = 'application/pdf' order by id limit 1`,
    );
    const path = `/documents/${rows[0].id}/file`;
    const whole = await send(open, { path });
    expect(whole).toMatchObject({ status: 200, headers: { 'content-length': String(rows[0].size) } });
    expect(whole.headers['content-disposition']).toMatch(/^attachment/);
    const part = await send(open, { path, headers: { range: 'bytes=0-3' } });
    expect(part).toMatchObject({
      status: 206,
      body: '%PDF',
      headers: { 'content-range': `bytes 0-3/${rows[0].size}` },
    });
    expect((await send(open, { path, headers: { range: `bytes=${rows[0].size}-` } })).status).toBe(416);
  });

  it('serves no file outside of a source, whatever the database says', async () => {
    await using _row = {
      id: (
        await open.db.pool.query(
          `insert into files (source_id, path, document_id, scan_id, content_scan_id)
           select id, '../package.json', (select min(id) from documents where status = 'failed'), 1, 1 from sources limit 1 returning document_id as id`,
        )
      ).rows[0].id,
      [Symbol.asyncDispose]: async () =>
        void (await open.db.pool.query(`delete from files where path = '../package.json'`)),
    };
    await open.db.pool.query(
      `update files set vanished_at = now() where document_id = $1 and path <> '../package.json'`,
      [_row.id],
    );
    expect((await send(open, { path: `/documents/${_row.id}/file` })).status).toBe(404);
    await open.db.pool.query('update files set vanished_at = null where document_id = $1', [_row.id]);
  });
});

describe('who may ask', () => {
  it('answers only to names it goes by: a page whose name points here reads nothing', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8080'])
      expect((await send(open, { headers: { host } })).status, host).toBe(403);
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:8080'])
      expect((await send(open, { headers: { host } })).status, host).toBe(200);
    expect((await send(open, { headers: { host: 'acervo.example' } })).status).toBe(403);
    expect((await send(locked, { headers: { host: 'acervo.example' } })).status).toBe(401);
  });

  it('refuses what another site sends, and takes links from it', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = (headers: Record<string, string>) =>
      send(open, { method: 'POST', path: '/api/try', headers: { ...form, ...headers }, body: 'text=Lei+8.078' });
    expect((await post({})).status).toBe(200);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect(
      (await send(open, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })).status,
    ).toBe(200);
    expect(
      (await send(open, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } })).status,
    ).toBe(403);
  });

  it('lets in who knows the token, and nobody else', async () => {
    for (const path of ['/', '/try', '/archive', '/api/archive', '/openapi.json', '/documents/1', '/nowhere'])
      expect((await send(locked, { path })).status, path).toBe(401);
    expect((await send(locked, { headers: { authorization: 'Bearer nope' } })).status).toBe(401);
    expect((await send(locked, { headers: { authorization: `Bearer ${encodeURI(TOKEN)}` } })).status).toBe(401);
    const login = (token: string) =>
      send(locked, {
        method: 'POST',
        path: '/login',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token }).toString(),
      });
    expect((await login('nope')).status).toBe(401);
    const { status, headers } = await login(TOKEN);
    expect(status).toBe(303);
    const [cookie = ''] = headers['set-cookie'] as string[];
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const inside = await send(locked, { path: '/try', headers: { cookie: cookie.split(';')[0]! } });
    expect(inside).toMatchObject({ status: 200, body: expect.stringContaining('action="/logout"') });
    const shown = await send(locked, { path: '/try', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(shown.body).not.toContain('action="/logout"'); // nothing here to leave by
    const tries = await Promise.all(Array.from({ length: 10 }, () => login('nope')));
    expect(tries.map((answer) => answer.status)).toContain(429);
  });
});

describe('how much may be asked', () => {
  it('slows down who asks too often', async () => {
    const rates = { pages: { burst: 5, perMinute: 1 }, attempts: { burst: 2, perMinute: 1 } };
    await using explorer = await openSampleExplorer({ documents: false, rates });
    const tries = [];
    for (let at = 0; at < 3; at += 1)
      tries.push(
        await send(explorer, {
          method: 'POST',
          path: '/api/try',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'text=Lei+8.078',
        }),
      );
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(tries[2]!.headers['retry-after'])).toBeGreaterThan(0);
    const pages = [];
    for (let at = 0; at < 3; at += 1) pages.push((await send(explorer, { path: '/openapi.json' })).status);
    expect(pages).toEqual([200, 200, 429]);
  });
});

describe('what stays out of logs', () => {
  it('logs neither what was looked for, nor what was tried, nor the token', async () => {
    await send(open, { path: '/?q=Gumercindo+Segredo' });
    await send(open, { path: '/search.csv?q=Gumercindo+Segredo' });
    await send(open, { path: '/Gumercindo-Segredo?x=Segredo' });
    await send(open, {
      method: 'POST',
      path: '/try',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ text: EXAMPLES[0]!.text }).toString(),
    });
    expect(open.log.join('\n')).not.toMatch(/Segredo|Dulcineia|q=/);
    expect(open.log.some((line) => line.includes('"route":"/try"') && line.includes('"status":200'))).toBe(true);
    expect(open.log.some((line) => line.includes('"route":"none"') && line.includes('"status":404'))).toBe(true);
    expect(locked.log.join('\n')).not.toContain(TOKEN);
  });
});

describe('1,000 requests made of nonsense', () => {
  it('get no 5xx, and no answer tells paths or SQL', async () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        '0',
        '-1',
        '1e9',
        '999999999999999999999',
        '../../etc/passwd',
        '%00',
        '\0',
        "' or 1=1 --",
        '"',
        '\ud800',
        '<script>',
        '1_2_3',
        '-1e9_1_1',
        '9_9_9',
        '1-0',
        '2147483648',
        'NaN',
        'pt',
        'CPF',
        'NAO_EXISTE',
        ':*',
        '!',
        '&',
        '"a',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.integer().map(String),
    );
    const name = fc.constantFrom(
      'q',
      'view',
      'type',
      'court',
      'class',
      'year',
      'source',
      'score',
      'sort',
      'after',
      'limit',
      'entity',
      'role',
      'article',
      'page',
      'at',
      'changed',
      'a',
      'b',
      'example',
      'lang',
    );
    const segment = fc.oneof(fc.constantFrom('1', '2', '3', '7'), nasty);
    const path = fc.oneof(
      fc.constantFrom(
        '/',
        '/search.csv',
        '/archive',
        '/api/search',
        '/api/archive',
        '/api/entities',
        '/try',
        '/openapi.json',
      ),
      segment.map((id) => `/documents/${encodeURIComponent(id.toWellFormed())}`),
      segment.map((id) => `/documents/${encodeURIComponent(id.toWellFormed())}/file`),
      segment.map((id) => `/entities/${encodeURIComponent(id.toWellFormed())}`),
      fc
        .tuple(segment, segment)
        .map(
          ([a, b]) =>
            `/api/documents/${encodeURIComponent(a.toWellFormed())}/pages/${encodeURIComponent(b.toWellFormed())}`,
        ),
      fc
        .tuple(segment, segment)
        .map(
          ([a, b]) => `/api/compare/${encodeURIComponent(a.toWellFormed())}/${encodeURIComponent(b.toWellFormed())}`,
        ),
      fc
        .tuple(segment, segment, segment)
        .map((parts) => `/m/${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}`),
      fc
        .tuple(segment, segment)
        .map((parts) => `/pdfjs/1/${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}`),
      segment.map((id) => `/assets/x/${encodeURIComponent(id.toWellFormed())}`),
    );
    const query = fc
      .array(fc.tuple(name, nasty), { maxLength: 5 })
      .map((pairs) => pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join('&'));
    const posted = fc.record({
      method: fc.constant('POST'),
      path: fc.constantFrom('/try', '/api/try', '/try/words.csv', '/login'),
      type: fc.constantFrom(
        'application/json',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'text/plain',
        '',
      ),
      body: fc.oneof(
        fc.json(),
        fc.string(),
        nasty.map((text) => `text=${encodeURIComponent(text.toWellFormed())}`),
      ),
    });
    const got = fc.record({ method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'PUT', 'OPTIONS'), path, query });
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: got }, { weight: 1, arbitrary: posted }), async (asked) => {
        const answer = await send(open, {
          method: asked.method,
          path: 'query' in asked && asked.query !== '' ? `${asked.path}?${asked.query}` : asked.path,
          ...('body' in asked
            ? { body: asked.body, headers: asked.type === '' ? {} : { 'content-type': asked.type } }
            : {}),
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400)
          expect(answer.body).not.toMatch(
            /\/work|\/home|\/tmp|node_modules|at async|from documents|relation "|syntax error|Error:/,
          );
      }),
      { numRuns: 1_000 },
    );
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 404]));
  }, 180_000);
});
