import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';
import { wordPackage } from '../../test/word-package.ts';

const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;
const r = (text: string, properties = '') => `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${t(text)}</w:r>`;
const p = (content: string, properties = '') => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const read = (parts: Parameters<typeof wordPackage>[0]) => readDocument(wordPackage(parts));
const lines = async (body: string) => (await read({ body })).text.split('\n');

test('tracked changes are read as accepted: insertions in, deletions out, moves at their new place', async () => {
  const body = [
    p(
      `${r('O réu ')}<w:del w:id="1"><w:r><w:delText>não </w:delText></w:r></w:del><w:ins w:id="2">${r('já ')}</w:ins>${r('pagou.')}`,
    ),
    p(`<w:moveFrom w:id="3">${r('Mudou de lugar.')}</w:moveFrom>`),
    p(r('Depois.')),
    p(`<w:moveTo w:id="4">${r('Mudou de lugar.')}</w:moveTo>`),
    p(r('Um só '), '<w:rPr><w:del w:id="5"/></w:rPr>'),
    p(r('parágrafo.')),
    p(r('Estilo novo.', '<w:b/><w:rPrChange w:id="6"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')),
  ];
  expect(await lines(body.join(''))).toEqual([
    'O réu já pagou.',
    'Depois.',
    'Mudou de lugar.',
    'Um só parágrafo.',
    'Estilo novo.',
  ]);
});

test('rows and cells that were deleted are gone, and a deleted mark at the end of a cell deletes nothing', async () => {
  const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
  const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
  const table = [
    row(cell(p(r('fica'))) + cell(p(r('sai')), '<w:cellDel w:id="1"/>')),
    row(cell(p(r('sai também'))), '<w:del w:id="2"/>'),
    row(cell(p(r('última'), '<w:rPr><w:del w:id="3"/></w:rPr>')) + cell(p(r('célula')))),
  ];
  expect(await lines(`<w:tbl>${table.join('')}</w:tbl>${p(r('Fim.'))}`)).toEqual(['fica', 'última célula', 'Fim.']);
});

test('a text box is read once, after its paragraph, whichever of its two forms holds it', async () => {
  const content = (text: string) => `<w:txbxContent>${p(r(text))}${p(r('segunda linha'))}</w:txbxContent>`;
  const choice = `<mc:Choice Requires="wps"><w:drawing><wps:txbx>${content('Caixa')}</wps:txbx></w:drawing></mc:Choice>`;
  const fallback = (text: string) =>
    `<mc:Fallback><w:pict><v:shape><v:textbox>${content(text)}</v:textbox></v:shape></w:pict></mc:Fallback>`;
  const box = (forms: string) =>
    p(`${r('Antes ')}<w:r><mc:AlternateContent>${forms}</mc:AlternateContent></w:r>${r('depois.')}`);
  const expected = ['Antes depois.', 'Caixa', 'segunda linha'];
  expect(await lines(box(choice + fallback('Caixa')))).toEqual(expected);
  expect(await lines(box(choice))).toEqual(expected);
  expect(await lines(box(`<mc:Choice Requires="novo"><w:drawing/></mc:Choice>${fallback('Caixa')}`))).toEqual(expected);
});

test('of fields their results are read, and nothing of their codes', async () => {
  const mark = (type: string, data = '') => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`;
  const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
  const nested =
    mark('begin') +
    code('IF ') +
    mark('begin') +
    code('MERGEFIELD x') +
    mark('separate') +
    r('interno') +
    mark('end') +
    code('= 1') +
    mark('separate') +
    r('o resultado') +
    mark('end');
  const list =
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Autor"/><w:listEntry w:val="Réu"/></w:ddList></w:ffData>';
  expect(
    await lines(
      [
        p(
          `<w:hyperlink r:id="x">${r('a página')}</w:hyperlink>${r(' do ')}<w:fldSimple w:instr="AUTHOR">${r('tribunal')}</w:fldSimple>`,
        ),
        p(r('É ') + nested + r('.')),
        p(r('Parte: ') + mark('begin', list) + code('FORMDROPDOWN') + mark('separate') + mark('end')),
        p(`${mark('begin')}${code('QUEBRADO')}${r('visível')}`),
        p(mark('begin') + code('PAGE') + mark('separate') + r('7') + mark('end')),
      ].join(''),
    ),
  ).toEqual(['a página do tribunal', 'É o resultado.', 'Parte: Réu', 'visível', '7']);
});

test('symbols, hyphens, tabs and breaks are what they look like', async () => {
  const special = [
    '<w:noBreakHyphen/>',
    t('2 extra'),
    '<w:softHyphen/>',
    t('judicial '),
    '<w:sym w:font="Symbol" w:char="F0A3"/>',
    '<w:sym w:font="Arial" w:char="00A7"/>',
    '<w:sym w:font="Outra" w:char="F041"/>',
  ].join('');
  expect(await lines(p(`<w:r>${t('2.200')}${special}<w:tab/>${t('fim')}<w:cr/>${t('outra linha')}</w:r>`))).toEqual([
    '2.200-2 extrajudicial ≤§\uf041 fim',
    'outra linha',
  ]);
});

test('text is found in elements of every kind; formulas, too', async () => {
  const body = [
    `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p(r('controle'))}</w:sdtContent></w:sdt>`,
    p(
      `<w:smartTag><w:customXml>${r('marca')}</w:customXml></w:smartTag><w:dir w:val="rtl">${r(' da direita')}</w:dir>`,
    ),
    p('<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>'),
    `<w:novidade>${p(r('do futuro'))}</w:novidade>`,
  ];
  expect(await lines(body.join(''))).toEqual(['controle', 'marca da direita', '3/4', 'do futuro']);
});

test('footnotes follow their paragraph or row, endnotes come last, comments and unreferenced notes do not come', async () => {
  const note = (kind: string, id: number, text: string) => `<w:${kind} w:id="${id}">${p(r(text))}</w:${kind}>`;
  const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
  const { text } = await read({
    body: [
      p(
        r('Corpo') +
          reference('endnote', 2) +
          reference('footnote', 2) +
          r(' do texto.') +
          '<w:r><w:commentReference w:id="0"/></w:r>',
      ),
      `<w:tbl><w:tr><w:tc>${p(r('célula') + reference('footnote', 3))}</w:tc></w:tr><w:tr><w:tc>${p(r('outra'))}</w:tc></w:tr></w:tbl>`,
      p(`<w:del w:id="9">${reference('footnote', 4)}</w:del>${r('Fim.')}`),
    ].join(''),
    footnotes: `<w:footnote w:type="separator" w:id="0">${p(r('___'))}</w:footnote>${note('footnote', 2, 'rodapé')}${note('footnote', 3, 'da tabela')}${note('footnote', 4, 'apagada')}`,
    endnotes: note('endnote', 2, 'final'),
  });
  expect(text.split('\n')).toEqual(['Corpo do texto.', 'rodapé', 'célula', 'da tabela', 'outra', 'Fim.', 'final']);
});

test('headers, footers and hidden text are removed spans', async () => {
  const { text, removed } = await read({
    body: p(r('Visível') + r(' segredo', '<w:vanish/>') + r(', e isto também', '<w:vanish w:val="0"/>')),
    styles: '<w:style w:type="character" w:styleId="Oculto"><w:rPr><w:vanish/></w:rPr></w:style>',
    header: p(r('PODER JUDICIÁRIO')) + p(r('1ª Vara')),
    footer: p(r('fls. 2')),
  });
  expect(text).toBe('Visível, e isto também');
  expect(removed).toEqual([
    { page: null, rule: 'hidden-text', text: 'segredo' },
    { page: null, rule: 'header', text: 'PODER JUDICIÁRIO\n1ª Vara' },
    { page: null, rule: 'footer', text: 'fls. 2' },
  ]);
});
