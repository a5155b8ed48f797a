import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openManifest, readDate } from './manifest.ts';
import { messagesIn } from './messages.ts';

const say = messagesIn('en');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acervo-manifest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(name: string, content: string | Buffer) {
  const file = join(folder, name);
  await writeFile(file, content);
  const rows = [];
  for await (const row of (await openManifest(file, say)).rows()) rows.push(row);
  return rows;
}

test('a comma-separated manifest in English is read with its further columns', async () => {
  expect(
    await rowsOf('en.csv', 'path,id,court,case,date,class,judge\na/b.pdf,7,STF,"HC 1, SP",2018-03-23,HC,"Silva, J."\n'),
  ).toEqual([
    {
      path: 'a/b.pdf',
      ownId: '7',
      court: 'STF',
      caseNumber: 'HC 1, SP',
      judgedOn: '2018-03-23',
      class: 'HC',
      extra: { judge: 'Silva, J.' },
    },
  ]);
});

test('a semicolon-separated Latin-1 manifest with Portuguese headers is read', async () => {
  const text =
    'Arquivo;Tribunal;Número do Processo;Data do Julgamento;Órgão\r\n.\\atas\\ação.pdf;TJSP;123;05/10/1988;x\r\n';
  expect(await rowsOf('pt.csv', Buffer.from(text, 'latin1'))).toEqual([
    { path: 'atas/ação.pdf', court: 'TJSP', caseNumber: '123', judgedOn: '1988-10-05', extra: { Órgão: 'x' } },
  ]);
});

test('a byte-order mark, blank lines and a date that is none do not lose a row', async () => {
  const hash = 'A'.repeat(64);
  expect(await rowsOf('bom.csv', `\ufeffsha256,data\n\n${hash},ontem\n,2020-01-01\n`)).toEqual([
    { sha256: 'a'.repeat(64), extra: { data: 'ontem' } },
  ]);
});

test('a manifest that names no documents is refused', async () => {
  await expect(rowsOf('none.csv', 'court,date\nSTF,2018-01-01\n')).rejects.toMatchObject({ code: 'usage' });
  await expect(openManifest(join(folder, 'missing.csv'), say)).rejects.toMatchObject({ code: 'usage' });
  await expect(rowsOf('empty.csv', '')).rejects.toMatchObject({ code: 'usage' });
});

test('dates are read as Brazilians and machines write them', () => {
  expect(['2018-03-23', '23/03/2018', '3.1.2020', '2018-03-23T10:00:00'].map(readDate)).toEqual([
    '2018-03-23',
    '2018-03-23',
    '2020-01-03',
    '2018-03-23',
  ]);
  expect(['31/02/2018', '2018', 'ontem', '2018-13-01'].map(readDate)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
