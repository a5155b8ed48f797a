import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classifyFile } from './classify-content.ts';
import { openContentFinder } from './find-content.ts';
import { contentBudget, listContents } from './list-contents.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-containers-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const MB = 1024 * 1024;
const PDF = strToU8('%PDF-1.7 um documento');
const OTHER_PDF = strToU8('%PDF-1.7 outro documento');
const DOCX: Zippable = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') };
const signal = AbortSignal.timeout(60_000);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function list(
  bytes: Uint8Array,
  {
    maxBytes = 100 * MB,
    leftBytes = 1000 * MB,
    only,
  }: { maxBytes?: number; leftBytes?: number; only?: Set<string> } = {},
): Promise<Record<string, string>> {
  const limits = { maxBytes, signal, budget: { leftBytes }, ...(only ? { only } : {}) };
  const contents = await Array.fromAsync(listContents({ bytes: Buffer.from(bytes) }, limits));
  return Object.fromEntries(
    contents.map(({ path, sha256, errorCode }) => [path, errorCode ?? sha256?.toString('hex') ?? '']),
  );
}

/** Changes a zip where a mark stands, in all places of it. */
function patch(zip: Uint8Array, mark: string, change: (view: Buffer, at: number) => void): Buffer {
  const view = Buffer.from(zip);
  for (let at = view.indexOf(mark, 0, 'latin1'); at >= 0; at = view.indexOf(mark, at + 1, 'latin1')) change(view, at);
  return view;
}

it('documents in a zip are found by name or content, in folders and in zips inside, and everything else is told apart', async () => {
  const docx = zipSync(DOCX); // once: a zip holds the time it was made at
  const zip = zipSync({
    'autos/Decisão.pdf': PDF,
    'autos/sem extensão': PDF,
    'voto.docx': strToU8('whatever its content'),
    'docx sem nome': docx,
    'anexos.zip': zipSync({ 'a/b.pdf': OTHER_PDF, 'mais.zip': zipSync({ 'c.pdf': PDF, 'd.svg': strToU8('svg') }) }),
    'planilha.xlsx': zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<w/>') }),
    'livro.epub': zipSync({ mimetype: [strToU8('application/epub+zip'), { level: 0 }], 'x.pdf': PDF }),
    'foto.svg': strToU8('svg'),
    '__MACOSX/autos/._Decisão.pdf': strToU8('side file'),
    'vazio/': new Uint8Array(),
    'estragado.zip': strToU8('PK\x03\x04 no zip'),
  });
  expect(await list(zip)).toEqual({
    'autos/Decisão.pdf': sha256(PDF),
    'autos/sem extensão': sha256(PDF),
    'voto.docx': sha256(strToU8('whatever its content')),
    'docx sem nome': sha256(docx),
    'anexos.zip!/a/b.pdf': sha256(OTHER_PDF),
    'anexos.zip!/mais.zip!/c.pdf': sha256(PDF),
    'anexos.zip!/mais.zip!/d.svg': 'unsupported-type',
    'planilha.xlsx': 'unsupported-type',
    'livro.epub': 'unsupported-type',
    'foto.svg': 'unsupported-type',
    'estragado.zip': 'corrupt',
  });
  expect(Object.keys(await list(zip, { only: new Set(['voto.docx']) }))).toEqual(['voto.docx']);
});

it('names in any encoding, twice the same, or leading out of the zip become paths of their own', async () => {
  const zip = patch(
    zipSync({
      ...{ 'Decis_o.pdf': PDF, '../../etc/x.pdf': PDF, 'a\\b.pdf': PDF, 'a/b.pdf': OTHER_PDF },
      // names that others were given, or will be
      ...{ 'a/b.pdf (2)': PDF, 'a//b.pdf': OTHER_PDF, 'a/./b.pdf': PDF },
    }),
    'Decis_o',
    (view, at) => view.writeUInt8(0xc6, at + 5), // ã in code page 850
  );
  expect(await list(zip)).toEqual({
    'Decisão.pdf': sha256(PDF),
    '__/__/etc/x.pdf': sha256(PDF),
    'a/b.pdf': sha256(PDF),
    'a/b.pdf (2)': sha256(OTHER_PDF),
    'a/b.pdf (2) (2)': sha256(PDF),
    'a/b.pdf (3)': sha256(OTHER_PDF),
    'a/b.pdf (4)': sha256(PDF),
  });
});

it('bombs are refused: by the size of a file, by what comes out in all, by depth', async () => {
  const big = new Uint8Array(20 * MB);
  const zip = zipSync({ 'a.pdf': big, 'b.pdf': big, 'c.pdf': PDF });
  expect(await list(zip, { maxBytes: 10 * MB })).toEqual({
    'a.pdf': 'too-large',
    'b.pdf': 'too-large',
    'c.pdf': sha256(PDF),
  });
  expect(await list(zip, { leftBytes: 30 * MB })).toEqual({
    'a.pdf': sha256(big),
    'b.pdf': 'too-large',
    'c.pdf': sha256(PDF),
  });
  expect(contentBudget(zip.length).leftBytes).toBeLessThan(1100 * MB);
  const deep = [1, 2, 3, 4].reduce((inner) => zipSync({ 'z.zip': inner }), zipSync({ 'a.pdf': PDF }));
  expect(await list(deep)).toEqual({ 'z.zip!/z.zip!/z.zip': 'too-large' });
  // claims less than comes out
  const liar = patch(zipSync({ 'a.pdf': big }), 'PK\x01\x02', (view, at) => view.writeUInt32LE(100, at + 24));
  expect(await list(liar)).toEqual({ 'a.pdf': 'corrupt' });
});

it('damage is told: encrypted files, wrong checksums, a broken directory', async () => {
  const zip = zipSync({ 'a.pdf': PDF, 'b.txt.bin': strToU8('x') }, { level: 0 });
  const locked = zipSync({ 'a.pdf': PDF, 'b.txt.bin': strToU8('x') });
  const encrypted = patch(locked, 'PK\x01\x02', (view, at) =>
    view.writeUInt16LE(view.readUInt16LE(at + 8) | 1, at + 8),
  );
  expect(await list(encrypted)).toEqual({ 'a.pdf': 'encrypted', 'b.txt.bin': 'unsupported-type' });
  const changed = patch(zip, 'um documento', (view, at) => view.write('UM', at));
  expect(await list(changed)).toMatchObject({ 'a.pdf': 'corrupt' });
  const broken = patch(zip, 'PK\x01\x02', (view, at) => view.writeUInt8(0, at));
  await expect(list(broken)).rejects.toMatchObject({ code: 'corrupt' });
  const endless = patch(zip, 'PK\x05\x06', (view, at) => view.writeUInt16LE(0xfff0, at + 10));
  await expect(list(endless)).rejects.toMatchObject({ code: 'corrupt' });
});

it('on disk, what is listed is found again with the same bytes', async () => {
  const path = join(root, 'autos.zip');
  const inner = zipSync({ 'a.pdf': PDF, 'b.pdf': OTHER_PDF });
  await writeFile(path, zipSync({ 'pasta!/x.pdf': PDF, 'anexos.zip': inner, 'y.pdf': OTHER_PDF }));
  expect(await classifyFile(path)).toBe('archive');
  const finder = openContentFinder();
  const limits = { maxBytes: MB, signal };
  const contents = await Array.fromAsync(listContents({ path }, { ...limits, budget: contentBudget(1000) }));
  expect(contents.map((content) => content.path)).toEqual([
    'pasta!/x.pdf',
    'anexos.zip!/a.pdf',
    'anexos.zip!/b.pdf',
    'y.pdf',
  ]);
  await using file = await open(path);
  for (const content of contents) {
    const found = await finder.find(file, content.path, limits);
    expect(sha256(found.bytes)).toBe(content.sha256?.toString('hex'));
    expect(found.sha256).toEqual(content.sha256);
  }
  await expect(finder.find(file, 'y.pdf', { ...limits, maxBytes: 5 })).rejects.toMatchObject({ code: 'too-large' });
  await expect(finder.find(file, 'anexos.zip!/z.pdf', limits)).rejects.toMatchObject({ code: 'not-found' });
  await writeFile(path, zipSync({ 'y.pdf': PDF }));
  expect(sha256((await finder.find(file, 'y.pdf', limits)).bytes)).toBe(sha256(PDF));
});
