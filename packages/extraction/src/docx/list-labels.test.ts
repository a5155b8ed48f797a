import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';
import { wordPackage } from '../../test/word-package.ts';
import { formatNumber } from '../text/format-number.ts';

const level = (at: number, format: string, template: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${template}"/>${more}</w:lvl>`;
const definition = (id: number, ...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const list = (numId: number, id: number, more = '') =>
  `<w:num w:numId="${numId}"><w:abstractNumId w:val="${id}"/>${more}</w:num>`;
const item = (text: string, numId?: number, at?: number, style?: string) =>
  `<w:p><w:pPr>${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${
    numId === undefined
      ? ''
      : `<w:numPr>${at === undefined ? '' : `<w:ilvl w:val="${at}"/>`}<w:numId w:val="${numId}"/></w:numPr>`
  }</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

async function read(numbering: string, items: string[], styles = ''): Promise<string[]> {
  return (await readDocument(wordPackage({ body: items.join(''), numbering, styles }))).text.split('\n');
}

test('nested lists count level by level, and lower levels begin again', async () => {
  const numbering =
    definition(
      0,
      level(0, 'decimal', '%1.'),
      level(1, 'lowerLetter', '%2)'),
      level(2, 'upperRoman', '%1.%2.%3 –', '<w:suff w:val="space"/>'),
    ) + list(1, 0);
  expect(
    await read(numbering, [
      item('um', 1, 0),
      item('a', 1, 1),
      item('b', 1, 1),
      item('fundo', 1, 2),
      item('fora'),
      item('dois', 1, 0),
      item('a de novo', 1, 1),
      item('fundo de novo', 1, 2),
    ]),
  ).toEqual(['1. um', 'a) a', 'b) b', '1.b.I – fundo', 'fora', '2. dois', 'a) a de novo', '2.a.I – fundo de novo']);
});

test('paragraphs that were deleted or moved away are not counted', async () => {
  const numbering = definition(0, level(0, 'decimal', '%1.')) + list(1, 0);
  const gone = (mark: string, content: string) =>
    item('', 1, 0).replace('</w:pPr><w:r><w:t></w:t></w:r>', `<w:rPr><w:${mark} w:id="1"/></w:rPr></w:pPr>${content}`);
  const deleted = gone('del', '<w:del w:id="2"><w:r><w:delText>saiu</w:delText></w:r></w:del>');
  const moved = gone('moveFrom', '<w:moveFrom w:id="3"><w:r><w:t>mudou</w:t></w:r></w:moveFrom>');
  expect(await read(numbering, [item('a', 1), deleted, moved, item('b', 1)])).toEqual(['1. a', '2. b']);
});

test('lists of one definition count on in each other; one with a start of its own begins anew once', async () => {
  const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
  const numbering = definition(0, level(0, 'decimal', '%1.')) + list(1, 0) + list(2, 0) + list(3, 0, restart);
  const items = [item('a', 1), item('b', 2), item('c', 3), item('d', 3), item('e', 1)];
  expect(await read(numbering, items)).toEqual(['1. a', '2. b', '1. c', '2. d', '3. e']);
});

test('a level may go on through those above it, begin elsewhere, and be redefined in one list', async () => {
  const numbering =
    definition(
      0,
      level(0, 'upperRoman', 'Título %1', '<w:suff w:val="space"/>'),
      level(1, 'ordinal', 'Art. %2', '<w:lvlRestart w:val="0"/>'),
    ) +
    list(1, 0) +
    list(
      2,
      0,
      `<w:lvlOverride w:ilvl="1">${level(1, 'decimalZero', '§ %2').replace('w:start w:val="1"', 'w:start w:val="5"')}</w:lvlOverride>`,
    );
  const items = [item('x', 1, 0), item('a', 1, 1), item('b', 1, 1), item('y', 1, 0), item('c', 1, 1), item('d', 2, 1)];
  expect(await read(numbering, items)).toEqual([
    'Título I x',
    'Art. 1º a',
    'Art. 2º b',
    'Título II y',
    'Art. 3º c',
    '§ 04 d',
  ]);
});

test('headings are numbered by their styles, legal levels in decimals, and numId 0 takes a paragraph out', async () => {
  const numbering =
    definition(
      7,
      level(0, 'upperRoman', '%1.', '<w:pStyle w:val="T1"/>'),
      level(1, 'decimal', '%1.%2', '<w:pStyle w:val="T2"/><w:isLgl/>'),
    ) + list(4, 7);
  const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
    <w:style w:type="paragraph" w:styleId="T1"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="T2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Filho"><w:basedOn w:val="T2"/></w:style>`;
  const items = [
    item('RELATÓRIO', undefined, undefined, 'T1'),
    item('Fatos', undefined, undefined, 'T2'),
    item('VOTO', undefined, undefined, 'T1'),
    item('Mérito', undefined, undefined, 'Filho'),
    item('sem número', 0, undefined, 'T2'),
    item('texto'),
  ];
  expect(await read(numbering, items, styles)).toEqual([
    'I. RELATÓRIO',
    '1.1 Fatos',
    'II. VOTO',
    '2.1 Mérito',
    'sem número',
    'texto',
  ]);
});

test('a list defined by a numbering style is that style’s; bullets have no number', async () => {
  const numbering =
    definition(1, level(0, 'upperLetter', '%1.')) +
    '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Lista"/></w:abstractNum>' +
    definition(3, level(0, 'bullet', '\uf0b7')) +
    list(1, 1) +
    list(2, 2) +
    list(3, 3);
  const styles =
    '<w:style w:type="numbering" w:styleId="Lista"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
  const items = [item('a', 1), item('b', 2), item('c', 3)];
  expect(await read(numbering, items, styles)).toEqual(['A. a', 'B. b', 'c']);
});

test.each([
  [4, 'lowerRoman', 'iv'],
  [1999, 'upperRoman', 'MCMXCIX'],
  [27, 'upperLetter', 'AA'],
  [54, 'lowerLetter', 'bbb'],
  [3, 'ordinalText', '3º'],
  [7, 'decimalZero', '07'],
  [0, 'upperRoman', '0'],
  [5, 'chicago', '5'],
  [5, 'none', ''],
])('%i as %s is %s', (value, format, expected) => {
  expect(formatNumber(value, format)).toBe(expected);
});
