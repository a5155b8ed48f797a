import { openTestDatabase } from '@acervo/db/test';
import { expect, test } from 'vitest';
import { pathPatterns } from './path-patterns.ts';

const PATHS = [
  'a.pdf',
  '2019/a.pdf',
  '2019/01/b.pdf',
  '2019/01/b.docx',
  '2019-velho/c.pdf',
  '2019/01/Decisão (1).pdf',
  '2019/a+b.pdf',
];

test('a glob or a folder means the paths that a person expects, by PostgreSQL too', async () => {
  await using t = await openTestDatabase({ migrated: false });
  const meant = async (reference: string, workingFolder = '/casa') => {
    const { rows } = await t.db.pool.query<{ path: string }>(
      `select path from unnest($1::text[]) path
        where normalize(path, nfc) ~ any ($2) or normalize('/casa/autos/' || path, nfc) ~ any ($2)`,
      [PATHS, pathPatterns(reference, workingFolder)],
    );
    return rows.map(({ path }) => path);
  };
  expect(await meant('**')).toEqual(PATHS);
  expect(await meant('*.docx'), 'a file name, wherever it is').toEqual(['2019/01/b.docx']);
  expect(await meant('2019/*.pdf')).toEqual(['2019/a.pdf', '2019/a+b.pdf']);
  expect(await meant('2019/**/*.pdf')).toEqual([
    '2019/a.pdf',
    '2019/01/b.pdf',
    '2019/01/Decisão (1).pdf',
    '2019/a+b.pdf',
  ]);
  expect(await meant('2019/01/?.pdf')).toEqual(['2019/01/b.pdf']);
  expect(await meant('autos/2019/01/b.*'), 'from the working folder').toEqual(['2019/01/b.pdf', '2019/01/b.docx']);
  for (const folder of ['2019/01', '2019/01/', '/casa/autos/2019/01', 'autos/2019/01', './autos/2019/01'])
    expect(await meant(folder), folder).toEqual(['2019/01/b.pdf', '2019/01/b.docx', '2019/01/Decisão (1).pdf']);
  expect(await meant('*Decisa\u0303o (1)*'), 'accents however they are written').toEqual(['2019/01/Decisão (1).pdf']);
  expect(await meant('*a+b*')).toEqual(['2019/a+b.pdf']);
  expect(await meant('19')).toEqual([]);
});

test('on Windows, paths are compared with slashes', () => {
  expect(pathPatterns('autos\\2019', 'C:\\casa')).toEqual(['^autos/2019/', '^C:/casa/autos/2019/']);
});
