import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, openEmbeddedServer } from '@acervo/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePdf } from './documents.ts';
import { commandsOn } from './processes.ts';

const ORDER =
  'O réu Caio Prado Lopes, CPF 529.982.247-25, por seu advogado, OAB/SP 123.456, pagou R$ 1.500,00. ' +
  'SEI 00123.004567/2020-11: apreendidos 20 g de maconha na Vila Pirapora. Publique-se. ' +
  'Relator: Desembargador João Carlos de Oliveira. Advogada: Maria Aparecida de Souza (OAB/RJ 98.765).';
/** Somebody whom no model is likely to recognize, in a word list. */
const RULES = `- type: PROCESSO_SEI
  pattern: '\\d{5}\\.\\d{6}/\\d{4}-\\d{2}'
- type: APELIDO
  words: [maconha, 'Caio Prado Lopes']
`;
let root: string;
let archive: string;
let server: EmbeddedServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-normalize-'));
  archive = join(root, 'archive');
  await mkdir(archive);
  await mkdir(join(root, 'autos'));
  await writePdf(join(root, 'autos', 'despacho.pdf'), [ORDER]);
  await writeFile(join(root, 'rules.yaml'), RULES);
  await writeFile(join(root, 'bad.yaml'), `- type: OK\n  words: [a]\n- type: BAD\n  pattern: 'a*'\n`);
  server = await openEmbeddedServer({ archive });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

const { acervo, json } = commandsOn(() => archive);

it('finds what rules find in everything that is read', async () => {
  const { code, stdout, stderr } = await acervo('run', join(root, 'autos'));
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/CPF\s+1\n/);
  expect((await json('find', 'cpf', '52998224725')).mentions).toMatchObject([
    { type: 'CPF', text: '529.982.247-25', entityName: '529.982.247-25' },
  ]);
  expect((await acervo('find', 'valor', '1.500', '--lang', 'pt')).stdout).toContain('[R$ 1.500,00]');
  expect((await acervo('show', 'despacho.pdf')).stdout).toContain('[OAB/SP 123.456]');
  expect((await json('find', 'oab', '123456')).entities).toMatchObject([{ key: 'oab:sp:123456', documents: 1 }]);
  expect(await acervo('find', 'apelido', 'maconha')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/apelido is no type/),
  });
});

it('says who is what in a case, in find, show and SQL', async () => {
  const lawyer = { role: 'advogado', registration: 'OAB/RJ 98765' };
  expect((await acervo('show', 'despacho.pdf')).stdout).toMatch(
    /Carlos de Oliveira +rapporteur\nMaria Aparecida de Souza +lawyer, OAB\/RJ 98765/,
  );
  expect((await json('find', 'person', 'maria aparecida')).mentions).toMatchObject([lawyer]);
  expect((await acervo('find', 'pessoa', 'maria aparecida', '--lang', 'pt')).stdout).toMatch(
    /despacho\.pdf, p\. 1 #\d+ {2}advogado\(a\), OAB\/RJ 98765\n/,
  );
  expect((await json('find', 'person', 'maria aparecida', '--role', 'advogada')).mentions).toMatchObject([lawyer]);
  expect((await json('find', 'any', 'maria aparecida', '--role', 'judge')).mentions).toEqual([]);
  const nobody = await acervo('find', 'any', 'maria aparecida', '--role', 'judge');
  expect(nobody.stdout, 'the entity is named, but not in this role').toMatch(/^No mention found\.\nEntities\n/);
  const both = ['--role', 'Relatora', '--role', 'lawyer'];
  expect((await json('find', 'person', 'oliveira', ...both)).mentions).toMatchObject([{ role: 'relator' }]);
  const unknown = await acervo('find', 'person', 'maria', '--role', 'king');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/king is no role\n.*rapporteur, .*party/) });
  expect(await acervo('find', 'law', '8.078', '--role', 'judge')).toMatchObject({ code: 2 });
  const asked = await acervo('sql', '--csv', 'select role, registration from roles order by first_start');
  expect(asked.stdout).toMatch(/relator,\nadvogado,OAB\/RJ 98765\n/);
});

it("takes a user's rules without asking the model, and says which of them can't be used", async () => {
  const bad = await acervo('normalize', '--rules', join(root, 'bad.yaml'));
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('rule 2 of') });
  const { documents, rules } = await json('normalize', '--rules', join(root, 'rules.yaml'));
  expect(documents).toBe(1);
  expect(rules).toMatchObject([{ state: 'rules', yaml: RULES }]);
  expect((await json('find', 'processo_sei', '00123.004567')).mentions).toMatchObject([
    { text: '00123.004567/2020-11' },
  ]);
  expect((await json('find', 'APELIDO', 'maconha')).entities).toMatchObject([{ key: 'apelido:maconha', mentions: 1 }]);
});

it('does only what is left to do, and everything where asked', async () => {
  expect((await acervo('normalize')).stdout).toContain('up to date');
  expect((await json('normalize', '--again')).documents).toBe(1);
  expect((await acervo('run', join(root, 'autos'))).stdout).toMatch(/Nothing to do/);
  expect((await json('status')).stale).toEqual({ extractor: 0, normalizer: 0, rules: 0, text: 0 });
  expect(await acervo('verify')).toMatchObject({ code: 0 });
});

it('exports what rules found, with pseudonyms where it is personal', async () => {
  const exported = async (name: string, ...args: string[]) => {
    const { code, stderr } = await acervo('export', join(root, name), '--format', 'jsonl', '--min-score', '0', ...args);
    expect(code, stderr).toBe(0);
    const rows = async (table: string): Promise<Record<string, unknown>[]> =>
      (await readFile(join(root, name, `${table}.jsonl`), 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    return { mentions: await rows('mentions'), entities: await rows('entities') };
  };
  const plain = await exported('plain', '--type', 'cpf', '--type', 'processo_sei');
  expect(plain.mentions.map(({ type, text, model }) => [type, text, model])).toEqual([
    ['CPF', '529.982.247-25', 'rules'],
    ['PROCESSO_SEI', '00123.004567/2020-11', 'rules'],
  ]);
  const hidden = await exported('hidden', '--pseudonymize', '--key', join(root, 'key'));
  const written = JSON.stringify(hidden);
  expect(written).toMatch(/"text":"CPF-[0-9A-Z]+"/);
  for (const personal of ['529.982.247-25', '52998224725', '123.456', 'oab:sp:123456'])
    expect(written).not.toContain(personal);
  expect(hidden.entities.some(({ key }) => key === 'apelido:maconha')).toBe(true);
});
