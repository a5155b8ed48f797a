import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampledDifference } from '@acervo/db';
import { ensureModel, listModels } from '@acervo/db';
import { readModelFolder } from '@acervo/inference';
import { parseConll, strictEntities } from '@acervo/ner-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DifferenceSums } from '../src/compare/sum-differences.ts';
import { writePdf } from './documents.ts';
import { lenerConv, openArchive, tinyBert } from './open-archive.ts';

const TEXTS: Record<string, string> = {
  'x.pdf':
    'Nos termos do art. 186 da Lei nº 10.406, de 10 de janeiro de 2002, julgo procedente o pedido de Maria Souza.',
  'y.pdf': 'O Supremo Tribunal Federal julgou, em 12/05/2016, o RE 580.337. Relator: Ministro João Pereira da Silva.',
  'z.pdf':
    'Publique-se. Intime-se a empresa Exemplo Ltda. em Porto Alegre, conforme o art. 5º da Constituição Federal.',
};

interface Compared extends DifferenceSums {
  coverage: Record<string, number>;
  documents: number;
  words: number;
  samples: SampledDifference[];
  measured: {
    documents: number;
    words: number;
    speeds: Record<'a' | 'b', { words: number; elapsedMs: number; peakBytes: number } | null>;
  } | null;
  exported: { path: string; documents: number; windows: number } | null;
}

let root: string;
let t: Awaited<ReturnType<typeof openReadArchive>>;
beforeAll(async () => {
  t = await openReadArchive();
  root = t.root;
});
afterAll(() => t[Symbol.asyncDispose]());

/** An archive in which the default model has read three documents, and another model is installed. */
async function openReadArchive() {
  const archive = await openArchive();
  const { folder, acervo } = archive;
  await archive.use(lenerConv, 'lener-conv');
  await archive.install(tinyBert, 'tiny');
  for (const [name, text] of Object.entries(TEXTS)) await writePdf(join(folder, name), [text]);
  const run = await acervo('run', folder);
  expect(run.code, run.stderr).toBe(0);
  const compare = (...args: string[]) => acervo('model', 'compare', 'lener-conv', 'tiny', ...args);
  return {
    ...archive,
    compare,
    async compareJson(...args: string[]): Promise<Compared> {
      const { code, stdout, stderr } = await compare(...args, '--json');
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout) as Compared;
    },
  };
}

it('reads a sample with both models on the spot, and says the same as SQL', { timeout: 180_000 }, async () => {
  const refused = await t.compare();
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/read by both models \(A: 3, B: 0\)\n.*compare lener-conv tiny --sample 50/);

  const sampled = await t.compareJson('--sample', '2');
  expect(sampled).toMatchObject({ documents: 2, coverage: { documents: 2, readByBoth: 2 }, exported: null });
  expect(await t.compareJson('--no-measure'), 'what both have read, now').toMatchObject({
    total: sampled.total,
    coverage: { documents: 3, readByA: 3, readByB: 2, readByBoth: 2 },
    measured: null,
  });
  expect((await listModels(t.db)).map(({ name, state }) => [name, state])).toEqual([
    ['lener-conv', 'active'],
    ['tiny', 'installed'],
  ]);
  const { a, b } = sampled.measured!.speeds;
  expect(a?.words).toBe(sampled.words);
  expect(b?.words).toBe(sampled.words);
  for (const speed of [a, b]) expect(speed?.peakBytes).toBeGreaterThan(50e6);

  const all = await t.compareJson('--docs', '**', '--no-measure', '--limit', '1');
  const { stdout } = await t.acervo('sql', '--json', 'select kind, count(*) from mention_diff(1, 2) group by kind');
  const inSql = Object.fromEntries(
    (JSON.parse(stdout) as { kind: string; count: number }[]).map(({ kind, count }) => [kind, count]),
  );
  const { alike, mentionsA, mentionsB, ...kinds } = all.total;
  expect(Object.fromEntries(Object.entries(kinds).filter(([, count]) => count > 0))).toEqual(inSql);
  expect(alike + kinds.relabelled + kinds.moved + kinds.added).toBe(mentionsB);
  const { rows } = await t.db.pool.query('select count(*) from mentions where model_id = 2');
  expect(mentionsB).toBe(rows[0].count);
  expect(mentionsA).toBeGreaterThan(8);
  const kindsShown = all.samples.map(({ kind }) => kind);
  expect(new Set(kindsShown).size, 'one of each').toBe(kindsShown.length);
  for (const { context, contextStart, a: ofA, b: ofB } of all.samples)
    for (const side of [ofA, ofB])
      if (side !== null)
        expect([...context].slice(side.start - contextStart, side.end - contextStart).join('')).toBe(side.text);
  expect((await t.acervo('verify')).code).toBe(0);

  const { stdout: said } = await t.compare('--docs', 'y.pdf', '--lang', 'pt');
  expect(said).toMatch(/1 de 1 documento \(100,0 %\)/);
  expect(said).toMatch(/A {2}pessoa .*\[João Pereira da Silva\]/);
  expect(said).toMatch(/pico de memória\n.*\nA +[\d.]+ +[\d.]+ +\d+ MB\nB +[\d.]+ +[\d.]+ +\d+ MB\n/);
});

it('exports what an annotator decides: every word once, as both models label it', { timeout: 180_000 }, async () => {
  const { exported } = await t.compareJson('--docs', '*.pdf', '--no-measure', '--export', 'one.conll');
  expect(exported).toMatchObject({ path: join(root, 'one.conll'), documents: 3 });
  const content = await readFile(join(root, 'one.conll'), 'utf8');
  const gold = content.replace(/^# .*\n/gm, '').replace(/\t[^\t\n]*$/gm, ''); // as the README has it
  expect(strictEntities(parseConll(gold).flatMap((sentence) => sentence.map(({ label }) => label)))).toHaveLength(
    (await t.db.pool.query('select from mentions where model_id = 1')).rowCount ?? 0,
  );
  const windows = content.trimEnd().split('\n\n');
  expect(windows).toHaveLength(exported!.windows);
  for (const window of windows) {
    const lines = window.split('\n');
    const facts = Object.fromEntries(
      lines.filter((line) => line.startsWith('# ')).map((line) => line.slice(2).split(' = ') as [string, string]),
    );
    expect(facts['labels']).toMatch(/^lener-conv [0-9a-f]{12}, tiny [0-9a-f]{12}$/);
    expect(facts['differences']).toMatch(/^((added|removed|relabelled|moved) ?)+$/);
    const rows = lines.filter((line) => !line.startsWith('# ')).map((line) => line.split('\t'));
    for (const row of rows) expect(row).toHaveLength(3);
    const { rows: stored } = await t.db.pool.query(
      `select substr(x.text, $2::integer + 1) as text, count(m.*) filter (where model_id = 1) as a,
         count(m.*) filter (where model_id = 2) as b
       from texts x join documents d on d.id = x.document_id left join mentions m on m.document_id = d.id
       where d.sha256 = decode($1, 'hex') group by x.text`,
      [facts['document'], facts['start']],
    );
    const squeeze = (text: string) => text.replace(/\s+/g, '');
    expect(squeeze(stored[0].text).startsWith(squeeze(rows.map(([word]) => word).join('')))).toBe(true);
    const begun = (column: number) => rows.filter((row) => row[column]?.startsWith('B-')).length;
    // these short documents are one window each, so that all mentions are in it
    expect([begun(1), begun(2)]).toEqual([stored[0].a, stored[0].b]);
  }

  const again = await t.compare('--stored', '--no-measure', '--export', 'one.conll');
  expect(again).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("annotator's work") });
  expect(await readFile(join(root, 'one.conll'), 'utf8')).toBe(content);
  expect((await t.compare('--stored', '--no-measure', '--export', 'many')).code).toBe(0);
  const names = (await readdir(join(root, 'many'))).sort();
  expect(names.map((name) => name.replace(/[0-9a-f]{12}/, '…'))).toEqual(['x-….conll', 'y-….conll', 'z-….conll']);
  const parts = await Promise.all(names.map((name) => readFile(join(root, 'many', name), 'utf8')));
  expect(parts.join('').split('\n').sort()).toEqual(content.split('\n').sort());
  expect((await readdir(root)).filter((name) => name.includes('partial'))).toEqual([]);
});

it('compares what is stored though the folder of a model is gone, and reads nothing with it', {
  timeout: 180_000,
}, async () => {
  await t.db.pool.query('delete from runs where model_id = 2 and document_id <> (select min(document_id) from runs)');
  await rm(join(t.models, 'tiny'), { recursive: true });
  const { code, stdout, stderr } = await t.compare('--docs', '*.pdf');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/to be read by tiny \([0-9a-f]{12}\), whose folder.*\n.*--stored/);
  const stored = await t.compare('--stored', '--json');
  expect(stored.code, stored.stderr).toBe(0);
  expect(stored.stderr).toContain('could not be measured: model-missing');
  const { documents, measured } = JSON.parse(stored.stdout) as Compared;
  expect(documents).toBe(1);
  expect(measured?.speeds).toMatchObject({ a: { words: expect.any(Number) }, b: null });
});

it('tells versions of a model apart, and refuses what cannot be meant', { timeout: 180_000 }, async () => {
  const other = join(t.models, 'lener-conv');
  const settings = JSON.parse(await readFile(join(other, 'acervo.json'), 'utf8'));
  await writeFile(join(other, 'acervo.json'), JSON.stringify({ ...settings, decode: 'argmax' }));
  const { name, hash, settings: read } = await readModelFolder(other);
  await ensureModel(t.db, { name, hash, settings: read });
  const [first, , second] = await listModels(t.db);
  const versions = [first!.hash.slice(0, 8), `lener-conv@${second!.hash.slice(0, 8)}`];
  // the first version's own folder has been replaced, and the repository's is the same
  const { code, stdout, stderr } = await t.acervo('model', 'compare', ...versions, '--sample', '1', '--no-measure');
  expect(code, stderr).toBe(0);
  expect(stdout).toContain(`A  lener-conv (${first!.hash.slice(0, 12)})\nB  lener-conv (${hash.slice(0, 12)})`);
  for (const [args, message] of [
    [['lener-conv', hash.slice(0, 12)], /both are lener-conv/],
    [['lener-conv', 'nobody'], /no model is called nobody/],
    [['lener-conv', 'tiny', '--docs', 'nothing*.pdf'], /no document with a text is meant by nothing\*\.pdf/],
    [['lener-conv', 'tiny', '--sample', '0'], /--sample wants a whole number/],
  ] as const) {
    const refused = await t.acervo('model', 'compare', ...args);
    expect(refused, args.join(' ')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  }
});
