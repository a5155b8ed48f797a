import { strToU8, type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

const NAMES = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
  .join(' ');

function pack(body: string, automatic = '', common = '', more: Zippable = {}): Uint8Array {
  const content = `<office:document-content ${NAMES}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(content),
    'styles.xml': strToU8(`<office:document-styles ${NAMES}>${common}</office:document-styles>`),
    ...more,
  });
}
const lines = async (...parts: Parameters<typeof pack>) => (await readDocument(pack(...parts))).text.split('\n');
const p = (text: string) => `<text:p>${text}</text:p>`;

test('paragraphs, spaces, tables, notes, text boxes; changes accepted, comments left out', async () => {
  const cell = (content: string) => `<table:table-cell>${content}</table:table-cell>`;
  const body = [
    `<text:tracked-changes><text:changed-region><text:deletion>${p('apagado')}</text:deletion></text:changed-region></text:tracked-changes>`,
    p(
      'Corpo<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>' +
        `${p('Rodapé.')}</text:note-body></text:note><text:note text:note-class="endnote"><text:note-body>${p('Final.')}</text:note-body></text:note>` +
        ' do<text:s text:c="3"/><text:span>texto</text:span><text:tab/><text:a>elo</text:a><office:annotation><text:p>comentário</text:p></office:annotation>.',
    ),
    p(`uma<text:line-break/>linha<draw:frame><draw:text-box>${p('Caixa')}</draw:text-box></draw:frame>`),
    `<table:table><table:table-header-rows><table:table-row>${cell(p('Autor'))}${cell(p('Fulano'))}</table:table-row></table:table-header-rows><table:table-row>${cell(p('a') + p('b'))}<table:covered-table-cell/>${cell(p('c'))}</table:table-row></table:table>`,
    `<text:section>${p('Fim.')}</text:section>`,
  ];
  expect(await lines(body.join(''))).toEqual([
    'Corpo do texto elo.',
    'Rodapé.',
    'uma',
    'linha',
    'Caixa',
    'Autor Fulano',
    'a',
    'b',
    'c',
    'Fim.',
    'Final.',
  ]);
});

test('lists and headings have their numbers', async () => {
  const level = (at: number, format: string, suffix: string, shown = 1) =>
    `<text:list-level-style-number text:level="${at}" style:num-format="${format}" style:num-suffix="${suffix}" text:display-levels="${shown}"/>`;
  const styles =
    `<text:list-style style:name="L">${level(1, '1', '.')}${level(2, 'a', ')', 2)}</text:list-style>` +
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>';
  const outline =
    '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix=" –"/></text:outline-style></office:styles>';
  const list = (style: string, items: string[], more = '') =>
    `<text:list text:style-name="${style}"${more}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join('')}</text:list>`;
  const inner = `<text:list>${['x', 'y'].map((item) => `<text:list-item>${p(item)}</text:list-item>`).join('')}</text:list>`;
  const body = [
    '<text:h text:outline-level="1">RELATÓRIO</text:h>',
    list('L', [p('um'), p('dois') + inner]),
    '<text:h text:outline-level="1">VOTO</text:h>',
    list('L', [p('três')], ' text:continue-numbering="true"'),
    list('L', [p('de novo')]),
    list('B', [p('ponto')]),
  ];
  expect(await lines(body.join(''), styles, outline)).toEqual([
    'I – RELATÓRIO',
    '1. um',
    '2. dois',
    '2.a) x',
    '2.b) y',
    'II – VOTO',
    '3. três',
    '1. de novo',
    'ponto',
  ]);
});

test('headers, footers and hidden text are removed spans', async () => {
  const hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>';
  const common = `<office:master-styles><style:master-page><style:header>${p('PODER JUDICIÁRIO')}</style:header><style:footer>${p('fls. 1')}</style:footer></style:master-page></office:master-styles>`;
  const bytes = pack(p('Visível<text:span text:style-name="H"> segredo</text:span>'), hidden, common);
  const { mediaType, text, removed } = await readDocument(bytes);
  expect({ mediaType, text }).toEqual({ mediaType: 'application/vnd.oasis.opendocument.text', text: 'Visível' });
  expect(removed.map(({ rule, text: cut }) => [rule, cut])).toEqual([
    ['hidden-text', 'segredo'],
    ['header', 'PODER JUDICIÁRIO'],
    ['footer', 'fls. 1'],
  ]);
});

test('encrypted, pictures only, and other OpenDocuments have their codes', async () => {
  const manifest = `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`;
  await expect(readDocument(pack('', '', '', { 'META-INF/manifest.xml': strToU8(manifest) }))).rejects.toMatchObject({
    code: 'encrypted',
  });
  await expect(readDocument(pack('', '', '', { 'Pictures/1.png': strToU8('png') }))).rejects.toMatchObject({
    code: 'empty',
  });
  const sheet = zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }] });
  await expect(readDocument(sheet)).rejects.toMatchObject({ code: 'unsupported-type' });
});
