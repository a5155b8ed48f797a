import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifyFile } from '../containers/classify-content.ts';
import { inBatches } from './in-batches.ts';
import { inspectFile } from './inspect-file.ts';
import { isDocumentName } from './is-document.ts';
import { filePath, toPathText } from './path-text.ts';
import { openSample } from './sample-paths.ts';
import { walkFolder } from './walk-folder.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-discover-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const readPaths = async (folder: string) => {
  const found = await Array.fromAsync(walkFolder(folder));
  return found.map(({ kind, path }) => `${kind} ${path}`).sort();
};

describe('the text that stands for a path', () => {
  it('leads back to exactly the same bytes', () => {
    // no file is called `.` or `..`, and none has a slash in its name
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((bytes) => bytes.map((byte) => (byte === 0 || byte === 0x2f ? 1 : byte)))
      .filter((bytes) => !['.', '..'].includes(Buffer.from(bytes).toString('latin1')));
    const privateUse = fc.string({
      unit: fc.constantFrom('\uf780', '\uf7ff', '\ufffd', 'é', 'a', '😀', '\ufeff'),
      minLength: 1,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          name,
          privateUse.map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const text = toPathText(bytes);
          expect(text.isWellFormed()).toBe(true);
          expect(Buffer.from(filePath('/root', text)).toString('hex')).toBe(
            Buffer.concat([Buffer.from('/root/'), bytes]).toString('hex'),
          );
        },
      ),
    );
  });

  it('is the name itself where that is UTF-8', () => {
    expect(toPathText(Buffer.from('Acórdão nº 5.pdf'))).toBe('Acórdão nº 5.pdf');
  });
});

describe('walking a folder', () => {
  it('finds odd names, and neither follows links to folders nor enters an archive of ours', async () => {
    const folder = join(root, 'walk');
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await mkdir(join(folder, '.acervo'));
    await writeFile(join(folder, '.acervo/x.pdf'), '');
    await writeFile(join(folder, "a/b/it's 100% \n ok.pdf"), '');
    await writeFile(Buffer.concat([Buffer.from(`${folder}/a/`), Buffer.of(0x41, 0xe7, 0xe3, 0x6f)]), '');
    await symlink('..', join(folder, 'a/b/up'), 'dir');
    await symlink('a', join(folder, 'again'), 'dir');
    expect(await readPaths(folder)).toEqual([
      'file a/A\uf7e7\uf7e3o',
      "file a/b/it's 100% \n ok.pdf",
      'link a/b/up',
      'link again',
    ]);
  });

  it.each([
    ['with a server of its own', 'postgres/server.json'],
    ['of a server elsewhere', 'logs/ingest.log'],
  ])('leaves out an archive %s under any name, and its parts where the source is its folder', async (_, mark) => {
    const folder = join(root, 'archives', dirname(mark));
    for (const archive of ['', 'acervo 2019/']) {
      for (const part of ['postgres', 'models/a', 'logs'])
        await mkdir(join(folder, archive, part), { recursive: true });
      await writeFile(join(folder, archive, mark), '{}');
      await writeFile(join(folder, archive, 'models/a/vocab.txt'), 'x');
    }
    await mkdir(join(folder, 'a/models'), { recursive: true });
    await writeFile(join(folder, 'a/models/b.pdf'), 'x');
    expect(await readPaths(folder)).toEqual(['file a/models/b.pdf']);
  });

  it('fails when the source itself is missing', async () => {
    await expect(readPaths(join(root, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('links are files only where they lead to files inside of the source', async () => {
    const folder = join(root, 'links');
    await mkdir(join(folder, 'inside'), { recursive: true });
    await writeFile(join(folder, 'inside/a.pdf'), 'x');
    await writeFile(join(root, 'links-secret.pdf'), 'x');
    await symlink('inside/a.pdf', join(folder, 'to file'));
    await symlink('inside', join(folder, 'to folder'), 'dir');
    await symlink('../links-secret.pdf', join(folder, 'out'));
    await symlink('loop', join(folder, 'loop'));
    await symlink('nowhere', join(folder, 'dangling'));
    const inspect = (path: string) => inspectFile({ path: folder, realPath: folder }, { kind: 'link', path });
    expect(await inspect('to file')).toMatchObject({ path: 'to file', sizeBytes: 1 });
    for (const path of ['to folder', 'out', 'loop', 'dangling']) expect(await inspect(path)).toBeUndefined();
  });
});

describe('what is a document', () => {
  it.each([
    ['a/Acórdão.PDF', true],
    ['b.docx', true],
    ['~$b.docx', false],
    ['._a.pdf', false],
    ['pdf', false],
    ['a.pdf.txt', true],
    ['c.ODT', true],
    ['pagina.htm', true],
    ['.~lock.c.odt', false],
    ['d.doc', false],
    ['folha 1.TIF', true],
    ['foto.jpeg', true],
    ['logo.svg', false],
    ['e.pdf.p7s', false],
  ])('by name %s: %s', (path, is) => {
    expect(isDocumentName(path)).toBe(is);
  });

  it.each([
    ['%PDF-1.4', 'document'],
    ['\ufeff\r\n%PDF-1.7', 'document'],
    ['a table that mentions %PDF-1.6', 'other'],
    ['{\\rtf1 x}', 'document'],
    ['PK\x03\x04 no zip', 'other'],
    ['', 'other'],
  ])('by content %j: %s', async (content, is) => {
    const path = join(root, 'content');
    await writeFile(path, content);
    expect(await classifyFile(path)).toBe(is);
  });
});

describe('a sample', () => {
  const take = (paths: readonly string[], size: number, seed: number) => {
    const sample = openSample(size, seed);
    for (const path of paths) sample.offer(path);
    return sample.paths();
  };

  it('depends on the paths and the seed only, and grows by adding', () => {
    const paths = fc.uniqueArray(fc.string(), { maxLength: 60 });
    fc.assert(
      fc.property(paths, fc.nat(20), fc.nat(20), fc.integer(), (all, size, more, seed) => {
        const sample = take(all, size, seed);
        expect(sample).toHaveLength(Math.min(size, all.length));
        expect(take(all.toReversed(), size, seed)).toEqual(sample);
        expect(take(all, size + more, seed).slice(0, sample.length)).toEqual(sample);
      }),
    );
  });
});

it('batches start small and grow, and hold everything in order', async () => {
  async function* numbers() {
    for (let number = 0; number < 100; number++) yield number;
  }
  const batches = await Array.fromAsync(inBatches(numbers(), 32));
  expect(batches.map((batch) => batch.length)).toEqual([8, 16, 32, 32, 12]);
  expect(batches.flat()).toEqual(Array.from({ length: 100 }, (_, index) => index));
});
