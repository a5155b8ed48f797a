import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackages } from './build-packages.ts';
import { packPackages } from './pack-packages.ts';
import { ROOT } from './public-packages.ts';
import { publishedManifest } from './published-manifest.ts';
import { runNpm } from './run-npm.ts';

const run = promisify(execFile);
const node = async (args: readonly string[], cwd: string) =>
  (await run(process.execPath, args, { cwd, timeout: 60_000 })).stdout;

const TYPED_PROGRAM = `
import { openRecognizer, type WordLabel } from '@acervo/inference';
import { normalize } from '@acervo/legal';

const recognizer = await openRecognizer();
const labels: WordLabel[] = await recognizer.labels('');
const { mentions } = await recognizer.recognize('');
export const starts: number[] = mentions.map(({ start }) => start);
export const words: string[] = labels.map(([word]) => word);
export const entities = mentions.map(({ type, text }) => normalize(type, text));
// @ts-expect-error: a mention has no such property
export const nothing = mentions.map(({ colour }) => colour);
`;

describe('the packed packages, installed into an empty project', () => {
  let folder: string;
  let project: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acervo-packages-'));
    project = await mkdtemp(join(tmpdir(), 'acervo-project-'));
    await buildPackages(folder);
    const tarballs = await packPackages(folder);
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
    await writeFile(join(project, '.npmrc'), 'onnxruntime-node-install=skip\n');
    await runNpm(['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], { cwd: project });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(project, { recursive: true, force: true });
  });

  it('are JavaScript with types', async () => {
    const installed = join(project, 'node_modules/@acervo');
    expect((await readdir(installed)).sort()).toEqual(['inference', 'legal', 'lener-conv', 'ner-core', 'runtime']);
    for (const name of ['inference', 'legal', 'ner-core', 'runtime']) {
      const files = (await readdir(join(installed, name), { recursive: true })).map(String);
      expect(files).toContain('LICENSE');
      expect(files).toContain(join('dist', 'index.js'));
      expect(files).toContain(join('dist', 'index.d.ts'));
      expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
      expect(files.filter((file) => file.includes('.test.'))).toEqual([]);
    }
  });

  it('run the example as the repository does, with the model that comes along', async () => {
    await cp(join(ROOT, 'examples/labels.mjs'), join(project, 'labels.mjs'));
    const printed = await node(['labels.mjs'], project);
    expect(printed).toBe(await node(['examples/labels.mjs'], ROOT));
    expect(printed).toContain("[ 'Constituição', 'I-LEGISLACAO' ]\n");
    expect(printed).toContain("text: 'Maria Exemplo'");
  });

  it('are known to TypeScript', async () => {
    await writeFile(join(project, 'program.ts'), TYPED_PROGRAM);
    const settings = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2024',
        lib: ['es2024', 'esnext.disposable'],
        strict: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules/@types')],
      },
      files: ['program.ts'],
    };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(settings));
    const compiler = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', project];
    expect(await node(compiler, project).catch(({ stdout }) => stdout)).toBe('');
  });
});

describe('the sources', () => {
  it('are not packed where they lie', async () => {
    const manifest = join(ROOT, 'packages/inference/package.json');
    const before = await readFile(manifest, 'utf8');
    await expect(runNpm(['pack', '--dry-run'], { cwd: join(ROOT, 'packages/inference') })).rejects.toMatchObject({
      stderr: expect.stringContaining('npm run pack'),
    });
    expect(await readFile(manifest, 'utf8')).toBe(before);
  });

  it('have the example that their README shows', async () => {
    const example = await readFile(join(ROOT, 'examples/labels.mjs'), 'utf8');
    expect(await readFile(join(ROOT, 'packages/inference/README.md'), 'utf8')).toContain(example);
  });

  it('are not published beside what was built from them', () => {
    expect(() => publishedManifest({ name: 'x', exports: { './test': './test/x.ts' } })).toThrow(/not a source file/);
    expect(publishedManifest({ name: 'x', exports: { '.': './src/index.ts' } })).toMatchObject({
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    });
  });
});
