import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPORT_TABLES, type ExportTable } from '@acervo/db';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePdf } from './documents.ts';
import { lenerConv, openArchive } from './open-archive.ts';

/** Invented people; `𝒟` is a character of two UTF-16 units. */
const TEXTS: Record<string, string> = {
  'Gumercindo Taborda.pdf':
    'Processo nº 0001234-56.2018.8.99.0001. Relator: Ministro Eleutério Sertório Camboatá. A autora, Dulcineia Barbacã Araribóia, CPF 529.982.247-25, residente na Rua das Quaresmeiras, nº 45, CEP 99999-123, e-mail dulcineia@exemplo.com.br, alega o que segue, nos termos do art. 186 do Código Civil. A senhora DULCINEIA BARBACÃ ARARIBÓIA recorreu.',
  'b/y.pdf':
    'O Supremo Tribunal Federal julgou, em 12/05/2016, o RE 580.337, interposto por Dulcineia Barbacã Araribóia contra a União. Documento assinado eletronicamente por FLORISBELA MONTALVERNE, em 12/12/2018.',
  'z.pdf':
    'Publique-se. Intime-se a empresa Exemplo Ltda. em Porto Alegre, conforme o art. 5º da Constituição Federal.',
};

let root: string;
let t: Awaited<ReturnType<typeof openReadArchive>>;
beforeAll(async () => {
  t = await openReadArchive();
  root = t.root;
}, 180_000);
afterAll(() => t[Symbol.asyncDispose]());

/** An archive in which the default model has read three documents, two of them described by a manifest. */
async function openReadArchive() {
  const archive = await openArchive();
  const { folder, acervo } = archive;
  const hash = await archive.use(lenerConv, 'lener-conv');
  await mkdir(join(folder, 'b'));
  for (const [name, text] of Object.entries(TEXTS)) await writePdf(join(folder, name), [text, 'Segunda página.']);
  const manifest = join(archive.root, 'meta.csv');
  await writeFile(
    manifest,
    'path,court,date,case,id,parte\nGumercindo Taborda.pdf,TJXX,2019-03-01,0001234-56.2018.8.99.0001,pasta-77,Dulcineia\nb/y.pdf,STF,2016-05-12,,,\n',
  );
  const run = await acervo('run', folder, '--manifest', manifest);
  expect(run.code, run.stderr).toBe(0);
  return {
    ...archive,
    hash,
    async export(to: string, ...args: string[]) {
      const { code, stdout, stderr } = await acervo('export', to, '--json', ...args);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout) as Manifest;
    },
  };
}

interface Manifest {
  id: string;
  snapshot: { id: string };
  model: { hash: string };
  documents: number;
  files: { file: string; rows: number; bytes: number; sha256: string }[];
  pseudonymized: {
    replaced: { recognized: number; searched: number; byRule: Record<string, number> };
    leaks: { names: number; namesLeft: number };
  } | null;
}
type Row = Record<string, unknown>;

const readJsonl = async (folder: string, table: ExportTable): Promise<Row[]> =>
  (await readFile(join(root, folder, `${table}.jsonl`), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Each mention is its slice of the text, and pages lie within it. */
async function expectSlices(folder: string): Promise<number> {
  const texts = new Map(
    (await readJsonl(folder, 'texts')).map((row) => [row['document_id'], [...String(row['text'])]]),
  );
  const mentions = await readJsonl(folder, 'mentions');
  const slice = (row: Row, from: number, to: number) => texts.get(row['document_id'])?.slice(from, to).join('');
  for (const row of mentions) {
    const [start, end] = [Number(row['start']), Number(row['end'])];
    expect(slice(row, start, end)).toBe(row['text']);
    expect(slice(row, Math.max(0, start - 20), start)).toBe(row['before']);
    expect(slice(row, end, end + 20)).toBe(row['after']);
  }
  return mentions.length;
}

it('writes the same rows in every format, with a manifest that fits and a dictionary', {
  timeout: 120_000,
}, async () => {
  const jsonl = await t.export('jsonl', '--format', 'jsonl', '--texts', '--context', '20');
  await t.export('csv', '--texts', '--context', '20');
  const parquet = await t.export('parquet', '--format', 'parquet', '--texts', '--context', '20');
  expect(jsonl).toMatchObject({ documents: 3, model: { hash: t.hash }, pseudonymized: null });
  expect(jsonl.snapshot.id).toMatch(/^[0-9A-F-]+$/);
  for (const { file, bytes, sha256 } of parquet.files) {
    const content = await readFile(join(root, 'parquet', file));
    expect([content.length, createHash('sha256').update(content).digest('hex')], file).toEqual([bytes, sha256]);
  }
  expect(await expectSlices('jsonl')).toBeGreaterThan(10);
  for (const table of Object.keys(EXPORT_TABLES) as ExportTable[]) {
    const rows = await readJsonl('jsonl', table);
    expect(rows.length, table).toBe(jsonl.files.find(({ file }) => file === `${table}.jsonl`)?.rows);
    const columns = EXPORT_TABLES[table];
    const file = await asyncBufferFromFile(join(root, 'parquet', `${table}.parquet`));
    const plain = (row: Row) =>
      columns.map(({ name, type }) => {
        const value = row[name] ?? null;
        if (value === null) return null;
        if (type === 'id' || type === 'integer') return Number(value);
        if (type === 'real') return Math.fround(Number(value));
        if (type === 'date') return value instanceof Date ? value.toISOString().slice(0, 10) : value;
        return type === 'json' && typeof value === 'string' ? JSON.parse(value) : value;
      });
    if (rows.length > 0) {
      const { compressors } = await import('./zstd.ts');
      expect((await parquetReadObjects({ file, compressors })).map(plain), table).toEqual(rows.map(plain));
    }
    const csv = parse(await readFile(join(root, 'csv', `${table}.csv`), 'utf8'), { columns: true }) as Row[];
    const asText = (value: unknown) =>
      value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    expect(csv, table).toEqual(
      rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, asText(row[name])]))),
    );
  }
  const dictionary = await readFile(join(root, 'csv/dictionary.csv'), 'utf8');
  expect(dictionary.split('\r\n')).toHaveLength(2 + Object.values(EXPORT_TABLES).flat().length);
  expect((await t.export('again', '--texts', '--context', '20')).id, 'the same data').toBe(
    JSON.parse(await readFile(join(root, 'csv/manifest.json'), 'utf8')).id,
  );
});

/** pyarrow is Apache's own reader; where no Python has it, only hyparquet has read the files. */
const python = process.env['ACERVO_PYTHON'] ?? 'python3';
const hasPyarrow = (() => {
  try {
    execFileSync(python, ['-c', 'import pyarrow.parquet'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!hasPyarrow)('Parquet is read by pyarrow, too (skipped: ACERVO_PYTHON has no pyarrow)', async () => {
  await t.export('arrow', '--format', 'parquet', '--texts');
  await t.export('arrow-jsonl', '--format', 'jsonl', '--texts');
  const code = `import json, sys, pyarrow.parquet as pq
for table in ['documents', 'pages', 'mentions', 'mention_entities', 'entities', 'texts']:
    got = pq.read_table(f'{sys.argv[1]}/{table}.parquet').to_pylist()
    print(json.dumps([[str(v) for k, v in row.items() if k not in ('score', 'width', 'height', 'attributes', 'extra')] for row in got]))`;
  const lines = execFileSync(python, ['-c', code, join(root, 'arrow')], { encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const [at, table] of (Object.keys(EXPORT_TABLES) as ExportTable[]).entries()) {
    const rows = await readJsonl('arrow-jsonl', table);
    const left = new Set(['score', 'width', 'height', 'attributes', 'extra']);
    const expected = rows.map((row) =>
      Object.entries(row)
        .filter(([name]) => !left.has(name))
        .map(([, value]) => (value === null ? 'None' : String(value))),
    );
    expect(JSON.parse(lines[at] ?? ''), table).toEqual(expected);
  }
});

it('filters by court, date, type, score, source and document', { timeout: 120_000 }, async () => {
  const laws = await t.export('laws', '--format', 'jsonl', '--type', 'lei', '--court', 'TJXX');
  expect(laws.documents).toBe(1);
  expect(new Set((await readJsonl('laws', 'mentions')).map((row) => row['type']))).toEqual(new Set(['LEGISLACAO']));
  expect((await t.export('dated', '--from', '2016', '--until', '2016-12')).documents).toBe(1);
  expect((await t.export('source', '--source', 'autos')).documents).toBe(3);
  expect((await t.export('docs', '--docs', 'b')).documents).toBe(1);
  const sure = await t.export('sure', '--format', 'jsonl', '--min-score', '0,9', '--tables', 'mentions,entities');
  const all = await t.export('all', '--format', 'jsonl', '--min-score', '0', '--tables', 'mentions,entities');
  expect(sure.files.map(({ file }) => file)).toEqual(['mentions.jsonl', 'entities.jsonl', 'dictionary.csv']);
  expect(sure.files[0]!.rows).toBeLessThan(all.files[0]!.rows);
  for (const row of await readJsonl('sure', 'mentions')) expect(Number(row['score'])).toBeGreaterThanOrEqual(0.9);
  const counted = (await readJsonl('all', 'entities')).reduce((sum, row) => sum + Number(row['mentions']), 0);
  // a mention that names several entities counts for each of them
  const extra = await t.db.pool.query('select count(*)::int as count from mention_extra_entities');
  expect(counted).toBe(all.files[0]!.rows + extra.rows[0].count);
  const found = async (...args: string[]) => {
    const { stdout } = await t.acervo('find', 'any', 'araribóia', '--json', ...args);
    return new Set((JSON.parse(stdout) as { mentions: { path: string }[] }).mentions.map(({ path }) => path));
  };
  expect(await found(), 'find takes the same filters').toEqual(new Set(['Gumercindo Taborda.pdf', 'b/y.pdf']));
  expect(await found('--court', 'STF', '--source', 'autos')).toEqual(new Set(['b/y.pdf']));
  expect(await found('--until', '2016-04')).toEqual(new Set());
  const { rows } = await t.db.pool.query('select count(*) from mentions_current');
  expect(all.files[0]!.rows).toBe(rows[0].count);
});

it('a watch list finds who is mentioned, all of it or only in what has been read since a day', {
  timeout: 120_000,
}, async () => {
  await writeFile(
    join(root, 'names.csv'),
    '\ufeffNome;Tipo\r\nDulcineia Araribóia;\r\nNinguém de Lugar Nenhum;pessoa\r\nCódigo Civil;lei\r\n',
  );
  const find = async (...args: string[]) => {
    const { code, stdout, stderr } = await t.acervo('find', '--list', 'names.csv', ...args);
    expect(code, stderr).toBe(0);
    return { stdout, stderr };
  };
  const found = JSON.parse((await find('--json')).stdout) as {
    watched: number;
    found: { name: string; type: string; more: boolean; mentions: { path: string }[] }[];
  };
  expect(found.watched).toBe(3);
  expect(found.found.map(({ name, type }) => [name, type])).toEqual([
    ['Dulcineia Araribóia', 'PESSOA'],
    ['Código Civil', 'LEGISLACAO'],
  ]);
  expect(new Set(found.found[0]!.mentions.map(({ path }) => path)).size).toBe(2);
  expect((await find('--court', 'STF', '--limit', '1')).stdout).toMatch(
    /^Dulcineia Araribóia \(person\)\n {2}b\/y\.pdf, p\. 1.*\n.*\[Dulcineia/,
  );
  const { rows } = await t.db.pool.query(
    `select (now() + interval '2 days')::date::text as later, now()::date::text as today`,
  );
  expect(JSON.parse((await find('--json', '--since', rows[0].today)).stdout).found).toHaveLength(2);
  expect((await find('--since', rows[0].later, '--lang', 'pt')).stderr).toContain('0 de 3 da lista são citados');
});

it('pseudonyms replace every name and number in what is written, stay the same, and keep judges on request', {
  timeout: 120_000,
}, async () => {
  const options = ['--format', 'jsonl', '--texts', '--context', '20', '--pseudonymize', '--key', 'secret.key'];
  const first = await t.export('hidden', ...options);
  const again = await t.export('hidden-again', ...options);
  expect(again.id).toBe(first.id);
  if (process.platform !== 'win32') expect((await stat(join(root, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await expectSlices('hidden')).toBeGreaterThan(10);
  const names = await readdir(join(root, 'hidden'));
  const bytes = (await Promise.all(names.map((name) => readFile(join(root, 'hidden', name), 'utf8')))).join('\n');
  const lower = bytes.toLowerCase();
  for (const secret of ['dulcineia', 'barbac', 'ararib', 'eleut', 'camboat', 'gumercindo', 'florisbela', 'montalverne'])
    expect(lower, secret).not.toContain(secret);
  for (const secret of ['529.982.247-25', '0001234-56', '99999-123', 'exemplo.com.br', 'Quaresmeiras', 'pasta-77'])
    expect(bytes, secret).not.toContain(secret);
  const mentioned = (await readJsonl('hidden', 'mentions')).filter((row) => row['type'] === 'PESSOA');
  const byEntity = Map.groupBy(mentioned, (row) => row['entity_name']);
  const dulcineia = [...byEntity.values()].find((rows) => rows.length > 1);
  expect(new Set(dulcineia?.map((row) => row['document_id'])).size, 'the same name in both documents').toBe(2);
  const texts = (await readJsonl('hidden', 'texts')).map((row) => String(row['text'])).join('\n');
  expect(texts).toContain('Relator: Ministro Pessoa-');
  expect(texts).toContain('art. 186 do Código Civil');
  expect(first.pseudonymized).toMatchObject({
    replaced: { byRule: { CPF: 1, CEP: 1, Email: 1, Endereco: 1, Processo: 1 } },
    leaks: { namesLeft: 0 },
  });
  expect(first.pseudonymized!.leaks.names).toBeGreaterThan(3);
  const { document } = Object.fromEntries(
    (await readJsonl('hidden', 'documents')).map((row) => [row['court'] === 'TJXX' ? 'document' : 'other', row]),
  );
  expect(texts, 'a case has one pseudonym').toContain(String(document!['case_number']));
  expect(document).toMatchObject({
    extra: null,
    size_bytes: null,
    path: expect.stringMatching(/^Arquivo-\w{10}\.pdf$/),
  });

  await t.export('judges', ...options, '--keep', 'juiz');
  const kept = (await readJsonl('judges', 'mentions')).filter((row) => String(row['text']).includes('Eleutério'));
  expect(kept.length).toBeGreaterThan(0);
  for (const row of kept) expect(row).toMatchObject({ entity_id: null, entity_name: 'Eleutério Sertório Camboatá' });
  const judges = (await readJsonl('judges', 'texts')).map((row) => String(row['text'])).join('\n');
  expect(judges).toContain('Relator: Ministro Eleutério Sertório Camboatá');
  expect(judges.toLowerCase()).not.toContain('dulcineia');
  const entities = (await readJsonl('judges', 'entities')).map((row) => row['name']).join('\n');
  expect(entities, 'whoever is kept here may be a party elsewhere').not.toContain('Eleutério');

  const other = await t.export('other-key', ...options.slice(0, -1), 'other.key');
  expect(other.id).not.toBe(first.id);
  const { stdout, stderr } = await t.acervo('export', 'said', ...options, '--lang', 'pt');
  expect(stdout).toMatch(/Medido no que foi gravado: restam 0 de \d+ nomes procurados \(0,00 %\)/);
  expect(stderr).toContain('Ninguém contou');
});

it('a folder that is not empty is refused, and --force replaces an export and nothing else', {
  timeout: 120_000,
}, async () => {
  await t.export('taken', '--format', 'jsonl');
  await writeFile(join(root, 'taken/notes.txt'), 'mine');
  const refused = await t.acervo('export', 'taken');
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/taken is there already.*\n.*--force/),
  });
  await t.export('taken', '--force', '--tables', 'mentions');
  expect((await readdir(join(root, 'taken'))).sort()).toEqual([
    'dictionary.csv',
    'manifest.json',
    'mentions.csv',
    'notes.txt',
  ]);
});

it.skipIf(process.platform === 'win32')(
  'an interrupted export leaves no folder, a killed one no manifest',
  async () => {
    const lock = await t.db.pool.connect();
    const someoneWaits = async () => {
      const { rows } = await t.db.pool.query(
        `select 1 from pg_stat_activity where application_name = 'acervo' and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    };
    try {
      await lock.query('begin');
      await lock.query('lock table pages in access exclusive mode'); // the export waits for it, with its files open
      for (const [folder, signal] of [
        ['interrupted', 'SIGINT'],
        ['killed', 'SIGKILL'],
      ] as const) {
        const command = t.start('export', folder);
        while (!(await someoneWaits()));
        command.child.kill(signal);
        const { code } = await command.ended;
        expect(code).toBe(signal === 'SIGINT' ? 130 : null);
        await t.db.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`);
        while (await someoneWaits()); // or the next one would be taken for waiting, too
      }
    } finally {
      await lock.query('rollback');
      lock.release();
    }
    expect(await stat(join(root, 'interrupted')).catch(() => undefined)).toBeUndefined();
    const left = await readdir(join(root, 'killed'));
    expect(left.filter((name) => !name.startsWith('.partial-'))).toEqual([]);
  },
);
