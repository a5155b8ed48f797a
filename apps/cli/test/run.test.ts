import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type EmbeddedServer, openDatabase, openEmbeddedServer } from '@acervo/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDocx, writePdf } from './documents.ts';
import { commandsOn, startAcervo } from './processes.ts';

const bin = fileURLToPath(new URL('../bin/acervo.js', import.meta.url));
const tinyBert = fileURLToPath(new URL('../../../packages/inference/test-data/tiny-bert', import.meta.url));
const tinyXlmRoberta = fileURLToPath(
  new URL('../../../packages/inference/test-data/tiny-xlm-roberta', import.meta.url),
);
const APPEAL =
  'Trata-se de apelação interposta por Maria Aparecida de Souza contra a sentença proferida pelo Tribunal de Justiça ' +
  'do Estado de São Paulo, em 12 de março de 2018, nos termos do art. 186 da Lei nº 10.406, de 10 de janeiro de 2002.';
const ORDER = 'O Supremo Tribunal Federal, ao julgar o RE 580.252, decidiu que a Lei nº 8.112/1990 se aplica ao caso.';
/** A decision that was downloaded by two people, one that differs from it in a word, and another one of the same form. */
const DOWNLOADS: readonly [string, string[], string][] = [
  ['download-1.pdf', decision('Maria da Silva'), '012'],
  ['download-2.pdf', decision('Maria da Silva'), '345'],
  ['revised.pdf', decision('Maria da Silva').map((page) => page.replace('intime-se', 'cumpra-se')), '012'],
  [
    'same-form.pdf',
    decision('João Pereira').map((page) => page.replaceAll('aposentadoria', 'pensão por morte')),
    '012',
  ],
];

function decision(name: string): string[] {
  const grounds = Array.from(
    { length: 60 },
    (_, at) =>
      `No ponto ${at + 1}, a prova ${at * 7 + 3} mostra que ${at % 6 === 0 ? `a aposentadoria de ${name}` : 'o pedido'} procede.`,
  );
  return [
    `${ORDER} ${name} pede aposentadoria. ${grounds.slice(0, 30).join(' ')}`,
    `${grounds.slice(30).join(' ')} Publique-se; intime-se.`,
  ];
}

function pjeStamp(user: string): string[] {
  return [
    `Este documento foi gerado pelo usuário ${user}.***.***-00 em 12/03/2024 14:08:${user.slice(1)}`,
    `https://pje.tjar.jus.br:443/pje/Processo/ConsultaDocumento/listView.seam?x=2003121404${user}`,
    `Número do documento: 2003121404${user}`,
  ];
}
/** The tests go through one archive in order, as a person would. */
let root: string;
let folder: string;
let archive: string;
let server: EmbeddedServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-run-'));
  folder = join(root, 'autos');
  archive = join(root, 'archive');
  await mkdir(join(folder, 'anexos'), { recursive: true });
  await mkdir(archive);
  await writePdf(join(folder, 'apelacao.pdf'), [APPEAL, ORDER]);
  await writePdf(join(folder, 'anexos', 'ofício \u001b[31m.pdf'), [`${ORDER} Publique-se.`]);
  await writeDocx(join(folder, 'despacho.docx'), ['Vistos.', APPEAL]);
  await writeFile(join(folder, 'quebrado.pdf'), '%PDF-1.7\nthe rest of it never arrived');
  await writeFile(join(folder, 'leia-me.md'), 'not a document');
  const rows = ['arquivo;id;tribunal;processo;data;relatora', 'apelacao.pdf;AP-7;TJSP;1001-22.2018;12/03/2018;Célia'];
  await writeFile(join(root, 'meta.csv'), Buffer.from(rows.join('\r\n'), 'latin1'));
  // the database stays open between the commands, which saves them its start
  server = await openEmbeddedServer({ archive });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

const { acervo, json } = commandsOn(() => archive);

it('reads a folder, says what came out, and ends with code 1 for the broken file', async () => {
  const { code, stdout, stderr } = await acervo(
    'run',
    folder,
    join(folder, 'anexos'),
    '--manifest',
    join(root, 'meta.csv'),
  );
  expect(code, stderr).toBe(1);
  expect(stderr).toContain(`archive: ${archive}`);
  expect(stderr).toMatch(/anexos is inside .*autos/);
  expect(stderr).toContain('manifest: 1 document described, 0 rows matched none');
  expect(stderr).toContain('1 document failed, 0 are allowed');
  expect(stdout).toMatch(/documents\s+4\s+1 failed/);
  expect(stdout).toMatch(/pages\s+3\n/);
  expect(stdout).toMatch(/law\s+\d/);
  expect(stdout).toMatch(/corrupt × 1\n.*damaged.*\n.*quebrado\.pdf/);
});

it('finds nothing to do the second time, and says so in Portuguese where asked', async () => {
  const again = await acervo('run', folder, '--max-failures', '1');
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toMatch(/^Nothing to do: all 4 documents/);
  const { code, stdout } = await acervo('run', folder, '--max-failures', '25%', '--lang', 'pt');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Nada a fazer/);
  expect(stdout).toContain('arquivo está danificado');
});

it('opens no health endpoint, whose port its services could not share', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const run = startAcervo(['run', folder, '--max-failures', '1', '--archive', archive], {
    ACERVO_HEALTH_PORT: String(port),
  });
  const { code, stderr } = await run.ended;
  other.close();
  expect(code, stderr).toBe(0);
});

it('finds laws by a word of either language, page by page, with the mention in brackets', async () => {
  const first = await json('find', 'lei', '8.112', '--limit', '1');
  expect(first.entities[0]).toMatchObject({ type: 'LEGISLACAO', mentions: 2, documents: 2 });
  expect(first.mentions).toHaveLength(1);
  const second = await json('find', 'law', '8.112', '--limit', '1', '--after', first.after);
  expect(second).toMatchObject({ entities: [], after: null });
  expect(second.mentions[0].documentId).not.toBe(first.mentions[0].documentId);
  const { stdout, stderr } = await acervo('find', 'lei', '8.112', '--limit', '1');
  expect(stdout).toMatch(/\[[^\]]*8\.112[^\]]*\]/);
  expect(stderr).toContain(`--after ${first.after} --limit 1 --archive`);
  expect((await acervo('find', 'any', 'zzz')).stdout).toBe('No mention found.\n');
});

it('shows mentions from a score on, and says what it leaves out', async () => {
  const all = await json('find', 'any', 'lei', '--min-score', '0', '--limit', '100');
  const scores: number[] = all.mentions.map(({ score }: { score: number }) => score).sort();
  const least = scores.at(-1)!;
  expect(scores[0]).toBeLessThan(least);
  const some = await json('find', 'any', 'lei', '--min-score', String(least), '--limit', '100');
  expect(some.mentions.map(({ score }: { score: number }) => score)).toEqual(scores.filter((each) => each >= least));
  const { stdout, stderr } = await acervo('find', 'lei', '8.112', '--min-score', '1', '--lang', 'pt');
  expect(stdout).not.toContain('apelacao.pdf');
  expect(stderr).toContain('só menções com confiança de ao menos 1; todas: --min-score 0; contagens de todas');
  const usual = await acervo('find', 'organization', 'tribunal');
  expect(usual.stdout).toContain('apelacao.pdf');
  expect(usual.stderr).toMatch(
    /only mentions with a score of at least 0\.\d+ \(organization\); all of them: --min-score 0/,
  );
});

it('prints no control character of a file name', async () => {
  const { stdout } = await acervo('find', 'lei', '8.112');
  expect(stdout).toContain('anexos/ofício  [31m.pdf');
  expect(stdout).not.toContain('\u001b');
});

it('shows a document by name, path, own id, case number and id', async () => {
  const { id } = await json('show', 'apelacao.pdf');
  for (const reference of [join(folder, 'apelacao.pdf'), 'AP-7', '1001-22.2018', String(id)]) {
    const document = await json('show', reference);
    expect(document).toMatchObject({
      id,
      metadata: { court: 'TJSP', judgedOn: '2018-03-12', extra: { relatora: 'Célia' } },
    });
    for (const { start, end, text } of document.mentions) expect(document.text.slice(start, end)).toBe(text);
  }
  const { stdout } = await acervo('show', 'apelacao.pdf', '--page', '2');
  expect(stdout).toContain('── page 2 ──');
  expect(stdout).toMatch(/\[Supremo Tribunal Federal\]/);
  expect(stdout).not.toContain('Maria Aparecida');
  expect(stdout).toContain('Places of the mentions, in mm from the top left corner (216 × 279)');
  expect(stdout).toMatch(/Supremo Tribunal Federal +ORGANIZACAO +\d+ +25 +\d+ +\d/);
  expect(stdout).toMatch(/^ *·+█+/m);
  const { mentions } = await json('show', 'apelacao.pdf', '--page', '2');
  for (const { places } of mentions) expect(places).toMatchObject([{ page: 2, box: expect.any(Array) }]);
  const broken = await acervo('show', 'quebrado.pdf');
  expect(broken).toMatchObject({ code: 2 });
  expect(broken.stderr).toMatch(/no text: corrupt\n.*damaged/);
  expect(await acervo('show', 'nowhere.pdf')).toMatchObject({ code: 2, stdout: '' });
});

it('answers SQL as a table, CSV and JSON, and stays quiet when the reader leaves', async () => {
  const query = `select 1 as one, null as nothing, 'a,"b"' as text`;
  expect((await acervo('sql', query)).stdout).toMatch(/^one {2}nothing {2}text\n─.*\n {2}1 .*a,"b"\n$/);
  expect((await acervo('sql', '--csv', query)).stdout).toBe('one,nothing,text\n1,,"a,""b"""\n');
  expect(await json('sql', query)).toEqual([{ one: 1, nothing: null, text: 'a,"b"' }]);
  expect(await json('sql', 'select text from mentions_current where text <> substr(text, 1)')).toEqual([]);
  const cut = await acervo('sql', 'select generate_series(1, 9)', '--limit', '2');
  expect(cut.stderr).toContain('only the first 2 rows');
  const pipe = `"${process.execPath}" "${bin}" sql --csv "select generate_series(1, 300000)" --archive "${archive}" | head -2`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', pipe], {
    env: { ...process.env, DATABASE_URL: '' },
  });
  expect(stdout).toBe('generate_series\n1\n');
  expect(stderr).not.toMatch(/EPIPE|Error/);
});

it('cannot write through acervo sql, nor become somebody who can', async () => {
  const attempts = [
    'delete from documents',
    'create table mine (x int)',
    'set role postgres',
    'reset role',
    'select 1; delete from documents',
    'commit',
    "copy (select 1) to program 'true'",
    'select lo_create(0)',
  ];
  for (const attempt of attempts) {
    const { code, stdout } = await acervo('sql', attempt);
    if (!/^(reset role|commit)$/.test(attempt)) expect({ code, stdout }, attempt).toEqual({ code: 2, stdout: '' });
  }
  const [{ count }] = await json('sql', 'select count(*) from documents');
  expect(count).toBe(4);
});

it('tells the state of the archive, and verifies it', async () => {
  const status = await json('status');
  expect(status.counts).toMatchObject({
    documents: { pending: 0, extracted: 3, failed: 1 },
    runs: { pending: 0, done: 3, failed: 0 },
    files: { total: 4, failed: 0, unsupported: 1 },
  });
  expect(status.stale).toEqual({ extractor: 0, normalizer: 0, rules: 0, text: 0 });
  expect((await acervo('status')).stdout).toContain('Fetch it again from the court');
  expect(await acervo('verify')).toMatchObject({ code: 0, stdout: 'Everything holds.\n' });
  await using db = openDatabase(server.url);
  await db.pool.query(`update mentions set text = text || 'x' where start = (select max(start) from mentions)`);
  const broken = await acervo('verify');
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/documentId=\d+/);
  await db.pool.query(`update mentions set text = left(text, -1) where start = (select max(start) from mentions)`);
});

it('tries failed documents again by code', async () => {
  expect(await json('redrive', '--code', 'timeout')).toMatchObject({ documents: 0 });
  expect(await json('redrive', '--code', 'corrupt')).toMatchObject({ documents: 1 });
  const { code, stdout } = await acervo('run', folder, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ failed: 1, nothingToDo: false });
});

it('switches to another model only when it has read everything', async () => {
  expect(await json('model', 'add', tinyBert, '--name', 'tiny')).toMatchObject({ name: 'tiny' });
  expect(await json('model', 'use', 'tiny')).toMatchObject({ state: 'filling', missing: 3 });
  expect((await acervo('run', folder, '--max-failures', '1')).code).toBe(0);
  const models: { name: string; state: string }[] = await json('model', 'list');
  expect(models.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    ['lener-conv', 'installed'],
    ['tiny', 'active'],
  ]);
  expect(await json('model', 'use', 'lener-conv')).toMatchObject({ state: 'active' });
  expect(await acervo('model', 'use', 'nobody')).toMatchObject({ code: 2 });
});

it('reads with a model of another kind whose types are not ours, and keeps those that are mapped', async () => {
  const add = ['model', 'add', tinyXlmRoberta, '--name', 'foreign'];
  const { code, stderr } = await acervo(...add);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--map PER=PESSOA') });
  expect(await json(...add, '--map', 'ORG=organização', '--map', 'LOC=lugar')).toMatchObject({ name: 'foreign' });
  expect((await acervo('model', 'use', 'foreign')).code).toBe(0);
  expect((await acervo('run', folder, '--max-failures', '1')).code).toBe(0);
  await using db = openDatabase(server.url);
  const { rows } = await db.pool.query(
    'select count(*)::int as mentions, array_agg(distinct type) as types from mentions_current',
  );
  expect(rows[0].mentions).toBeGreaterThan(0);
  expect(['ORGANIZACAO', 'LOCAL']).toEqual(expect.arrayContaining(rows[0].types));
  expect(await json('model', 'use', 'lener-conv')).toMatchObject({ state: 'active' });
});

it('runs a schedule now, and forgets it', async () => {
  const cron = ['--cron', '0 2 * * *', '--tz', 'America/Sao_Paulo', '--source', folder];
  expect(await json('schedule', 'add', 'nightly', ...cron)).toMatchObject({ name: 'nightly', source: folder });
  expect((await acervo('schedule', 'add', 'nightly', ...cron)).code).toBe(2);
  const never = await acervo('schedule', 'add', 'never', '--cron', '0 0 30 2 *', '--source', folder);
  expect(never).toMatchObject({ code: 2, stderr: expect.stringContaining('"0 0 30 2 *" is never due') });
  await writePdf(join(folder, 'nova.pdf'), [`Nova decisão. ${ORDER}`]);
  for (const [name, pages, user] of DOWNLOADS) await writePdf(join(folder, name), pages, pjeStamp(user));
  await rm(join(folder, 'despacho.docx'));
  const ran = await acervo('schedule', 'run', 'nightly', '--max-failures', '1', '--json');
  expect(ran.code, ran.stderr).toBe(0);
  expect(JSON.parse(ran.stdout).scans[0].counts).toMatchObject({ new: 1 + DOWNLOADS.length, vanished: 1 });
  const { schedules, runs } = await json('schedule', 'list');
  expect(schedules).toHaveLength(1);
  expect(runs[0]).toMatchObject({ scheduleName: 'nightly', documentsFailed: expect.any(Number) });
  expect(runs[0].finishedAt).not.toBeNull();
  await rename(folder, `${folder}-gone`);
  const gone = await acervo('schedule', 'run', 'nightly');
  await rename(`${folder}-gone`, folder);
  expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining(`${folder} could not be looked through`) });
  expect((await json('schedule', 'list')).runs[0].errorCode).toMatch(/not-found|unreadable/);
  await using db = openDatabase(server.url);
  await db.pool.query('update schedules set next_due_at = null');
  expect((await acervo('schedule', 'list', '--lang', 'pt')).stdout).toMatch(/nightly.*nunca mais/);
  expect(await json('schedule', 'rm', 'nightly')).toEqual({ id: schedules[0].id, name: 'nightly' });
  expect((await acervo('schedule', 'rm', 'nightly')).code).toBe(2);
});

it('counts a decision once that was downloaded twice, and says what is a copy of what', async () => {
  const shown = await Promise.all(DOWNLOADS.map(([name]) => json('show', name)));
  const byId = (some: { id: number }, other: { id: number }) => some.id - other.id;
  const [first, second] = shown.slice(0, 2).sort(byId);
  expect([first.sameTextAs, second.sameTextAs?.id, second.nearDuplicateOf]).toEqual([null, first.id, null]);
  const [before, after] = [first, shown[2]].sort(byId);
  expect([before.nearDuplicateOf, after.nearDuplicateOf?.id]).toEqual([null, before.id]);
  expect(after.nearDuplicateOf.similarity).toBeCloseTo(0.98, 1);
  expect(before.copies).toContainEqual(expect.objectContaining({ id: after.id }));
  const { stdout } = await acervo('show', String(after.id));
  expect(stdout).toMatch(new RegExp(`^nearly the same as #${before.id} ${before.files[0].path} \\(9\\d %\\)$`, 'm'));
  expect(shown[3]).toMatchObject({ sameTextAs: null, nearDuplicateOf: null, copies: [] });
  expect((await json('status')).summary.copies).toEqual({ sameText: 1, nearDuplicates: 1, unlinked: 0 });
  const { entities } = await json('find', 'law', '8.112');
  expect(entities[0].documents - entities[0].decisions).toBe(1);
});

it('gives the address of a database that can only be read, and stops none that is in use', async () => {
  const { stdout } = await acervo('db', 'url');
  await using db = openDatabase(stdout.trim());
  expect((await db.pool.query('select count(*) as count from names')).rowCount).toBe(1);
  await expect(db.pool.query('delete from documents')).rejects.toThrow();
  expect(await acervo('db', 'stop')).toMatchObject({ code: 2, stdout: '' });
  const other = join(root, 'other');
  await mkdir(other);
  const { stdout: nothing } = await startAcervo(['db', 'stop', '--json', '--archive', other]).ended;
  expect(JSON.parse(nothing)).toEqual({ stopped: false });
});

it('the doctor finds this machine in order', async () => {
  const checks: { name: string; state: string; found: string }[] = await json('doctor');
  // how much memory and disk is free is not for a test to say
  const known = checks.filter(({ name }) => name !== 'memory' && name !== 'disk');
  expect(known.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(checks.find(({ name }) => name === 'database')?.found).toMatch(/^PostgreSQL \d+.*UTF8/);
  expect((await acervo('doctor', '--lang', 'pt')).stdout).toMatch(/memória: \d+,\d GB livres de \d+,\d GB, \d+ CPU\n/);
});
