import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { API } from '../src/api/open-api.ts';
import { openSampleExplorer, type TestExplorer } from './sample-archive.ts';

let explorer: TestExplorer;
beforeAll(async () => {
  explorer = await openSampleExplorer();
}, 240_000);
afterAll(() => explorer[Symbol.asyncDispose]());

const get = async (path: string) => {
  const response = await fetch(new URL(path, explorer.url));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const parse = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => schema.parse(body);

describe('the API', () => {
  it('is described by openapi.json: every path answers as it says, with nothing that it does not say', async () => {
    const { body } = await get('/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Acervo' } });
    expect(Object.keys(body['paths'] as object)).toEqual(Object.keys(API));
    const entity = (
      await explorer.db.pool.query(`select entity_id as id from entity_totals order by mentions desc limit 1`)
    ).rows[0].id;
    const examples: Record<keyof typeof API, string> = {
      '/api/search': '/api/search?q=lei+8078',
      '/api/documents/{id}': '/api/documents/1',
      '/api/documents/{id}/pages/{number}': '/api/documents/1/pages/1',
      '/api/entities': '/api/entities?type=PESSOA&limit=3',
      '/api/entities/{id}': `/api/entities/${entity}`,
      '/api/archive': '/api/archive',
      '/api/compare/{a}/{b}': '/api/compare/1/2',
      '/api/try': '/api/try',
    };
    for (const [path, operations] of Object.entries(API)) {
      const example = examples[path as keyof typeof API];
      const isGet = 'get' in operations;
      const { answer } = isGet ? operations.get : operations.post;
      const response = await fetch(
        new URL(example, explorer.url),
        isGet ? {} : { method: 'POST', body: new URLSearchParams({ text: 'Lei 8.078' }) },
      );
      expect(response.status, path).toBe(200);
      const given = await response.json();
      const parsed = parse(answer, given);
      expect(parsed, path).toEqual(given); // parsing leaves out what is not described
    }
  });

  it('tells of the archive what its page tells: scans, what failed, cards of models', async () => {
    const { answer } = API['/api/archive'].get;
    const { scans, failed, models } = parse(answer, (await get('/api/archive')).body);
    expect(scans).toMatchObject([{ source: expect.stringMatching(/samples$/), new: 10, errorCode: null }]);
    expect(failed).toMatchObject([{ code: 'corrupt', path: 'arquivo-danificado.pdf' }]);
    expect(models[0]).toMatchObject({ name: 'lener-conv', card: { f1: expect.any(Number) } });
    expect(models[0]?.thresholds.length).toBeGreaterThan(0);
    const people = parse(API['/api/entities'].get.answer, (await get('/api/entities?type=PESSOA&limit=3')).body);
    expect(people.entities.map(({ type }) => type)).toEqual(['PESSOA', 'PESSOA', 'PESSOA']);
    expect((await get('/api/entities?type=NADA')).status).toBe(400);
  });

  it('says of a copy what it repeats, as its page does, and of the first what repeats it', async () => {
    const { pool } = explorer.db;
    const set = (same: number | null, near: number | null) =>
      pool.query(
        `update document_copies set same_text_as = case document_id when 2 then $1::bigint end,
           near_duplicate_of = case document_id when 3 then $2::bigint end,
           similarity = case document_id when 3 then 0.97 * sign($2::bigint) end where document_id in (2, 3)`,
        [same, near],
      );
    try {
      await set(1, 1);
      const { answer } = API['/api/documents/{id}'].get;
      const [first, copy, near] = await Promise.all(
        [1, 2, 3].map(async (id) => parse(answer, (await get(`/api/documents/${id}`)).body)),
      );
      expect(first?.copies.map(({ id, similarity }) => [id, similarity])).toEqual([
        [2, null],
        [3, 0.97],
      ]);
      expect(copy).toMatchObject({ sameTextAs: { id: 1, path: first?.files[0]?.path }, nearDuplicateOf: null });
      expect(near).toMatchObject({ sameTextAs: null, nearDuplicateOf: { id: 1, similarity: 0.97 } });
      const page = async (id: number) => (await fetch(new URL(`/documents/${id}`, explorer.url))).text();
      const link = `<a href="/documents/1">${first?.files[0]?.path}</a>`;
      expect(await page(2)).toContain(`<dt>Mesmo texto que</dt><dd>${link}</dd>`);
      expect(await page(3)).toContain(`<dt>Quase o mesmo texto que</dt><dd>${link} (97%)</dd>`);
    } finally {
      await set(null, null);
    }
  });

  it('lists the parts of a decision and the signed documents of a file, with links to them', async () => {
    const { answer } = API['/api/documents/{id}'].get;
    const read = async (path: string) => {
      const { rows } = await explorer.db.pool.query('select document_id as id from files where path = $1', [path]);
      const page = await (await fetch(new URL(`/documents/${rows[0].id}`, explorer.url))).text();
      return { page, document: parse(answer, (await get(`/api/documents/${rows[0].id}`)).body) };
    };
    const { page, document } = await read('acordao-longo.pdf');
    const [report] = document.sections;
    expect(report).toMatchObject({ kind: 'relatorio', page: 1 });
    expect(document.pieces).toEqual([]);
    const link = `/documents/${document.id}?at=${report?.start}#m${report?.start}`;
    expect(page).toContain(`<a href="${link}">Relatório</a>`);
    const signed = await read('sentenca-com-selo-lateral.pdf');
    expect(signed.document.pieces).toMatchObject([{ firstPage: 1, lastPage: 2, signer: expect.any(String) }]);
    expect(signed.page).toContain(`assinada por ${signed.document.pieces[0]?.signer}`);
  });

  it('pages through all results, mentions and passages, without repeating one', async () => {
    for (const query of [
      'q=gumercindo&view=mentions&score=0',
      'q=acao&view=passages',
      'q=acao&view=passages&sort=document',
    ]) {
      const seen: string[] = [];
      let counted = 0;
      for (let after = ''; ; ) {
        const { body } = await get(`/api/search?${query}&limit=30${after}`);
        const answer = parse(API['/api/search'].get.answer, body);
        counted = answer.counted;
        seen.push(...[...answer.mentions, ...answer.passages].map(({ documentId, start }) => `${documentId} ${start}`));
        if (answer.after === null) break;
        after = `&after=${answer.after}`;
      }
      expect(new Set(seen).size, query).toBe(counted);
      expect(seen.length, query).toBe(counted);
      expect(counted, query).toBeGreaterThan(30);
    }
  });

  it('gives mentions whose positions count code points in the page they stand on', async () => {
    const { rows } = await explorer.db.pool.query(
      `select document_id as id from files where path = 'parecer-hifenizado.pdf'`,
    );
    const part = parse(
      API['/api/documents/{id}/pages/{number}'].get.answer,
      (await get(`/api/documents/${rows[0].id}/pages/2`)).body,
    );
    const characters = [...part.text];
    const inside = part.mentions.filter(({ start, end }) => start >= part.start && end <= part.end);
    expect(inside.length).toBeGreaterThan(5);
    for (const { start, end, text } of inside)
      expect(characters.slice(start - part.start, end - part.start).join('')).toBe(text);
  });

  it('gives what rules find beside what the model did, and finds it by its type', async () => {
    const found = parse(
      API['/api/search'].get.answer,
      (await get('/api/search?q=residente&view=mentions&type=DOMICILIO')).body,
    );
    expect(found.facets.type).toEqual([{ value: 'DOMICILIO', count: found.counted }]);
    expect(found.mentions[0]).toMatchObject({ type: 'DOMICILIO', text: 'residente', score: 1 });
    const { documentId } = found.mentions[0]!;
    const part = parse(
      API['/api/documents/{id}/pages/{number}'].get.answer,
      (await get(`/api/documents/${documentId}/pages/1`)).body,
    );
    expect(part.mentions.map(({ type }) => type)).toEqual(expect.arrayContaining(['DOMICILIO', 'PESSOA']));
    const state = parse(API['/api/archive'].get.answer, (await get('/api/archive')).body);
    expect(state.mentions['DOMICILIO']).toBe(found.counted);
    await explorer.db.pool.query(
      `insert into entities (entity_type_id, key, name, rule, normalizer_version) select id, 'cpf:52998224725', '529.982.247-25', 'cpf', 1 from entity_types where name = 'CPF'`,
    );
    for (const q of ['52998224725', '529.982.247-25'])
      expect((await get(`/api/search?q=${q}`)).body, q).toMatchObject({
        view: 'mentions',
        understood: { entities: [{ name: '529.982.247-25' }] },
      });
    expect(await get('/api/search?q=x&type=NAO_EXISTE')).toEqual({
      status: 400,
      body: { error: 'badRequest', detail: 'type' },
    });
  });

  it('finds people by what they are in the case', async () => {
    const { rows } = await explorer.db.pool.query(
      `select e.name from mentions m join entities e on e.id = m.entity_id where e.entity_type_id = 2
       group by 1 having count(*) filter (where m.role = 'perito') between 1 and count(*) - 1 order by count(*) desc limit 1`,
    );
    const search = async (more: string) =>
      parse(
        API['/api/search'].get.answer,
        (await get(`/api/search?q=${encodeURIComponent(rows[0].name)}${more}`)).body,
      );
    const all = await search('&view=mentions&score=0');
    const experts = all.facets.role.find(({ value }) => value === 'perito');
    expect(experts?.count).toBeGreaterThan(0);
    expect(experts?.count).toBeLessThan(all.counted);
    const found = await search('&role=perito&score=0');
    expect(found).toMatchObject({ view: 'mentions', counted: experts?.count });
    for (const mention of found.mentions) expect(mention).toMatchObject({ role: 'perito', type: 'PESSOA' });
    expect(await get('/api/search?q=x&role=rei')).toEqual({
      status: 400,
      body: { error: 'badRequest', detail: 'role' },
    });
  });

  it('refuses in JSON, with a name', async () => {
    expect(await get('/api/documents/999999')).toEqual({ status: 404, body: { error: 'notFound' } });
    expect(await get('/api/search?q=x&year=now')).toEqual({
      status: 400,
      body: { error: 'badRequest', detail: 'year' },
    });
    expect(await get('/api/nonsense')).toEqual({ status: 404, body: { error: 'notFound' } });
  });
});
