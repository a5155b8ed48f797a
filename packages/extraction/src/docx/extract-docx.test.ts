import { Document, FootnoteReferenceRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { extract } from '../child/extract.ts';
import { DOCX } from '../extraction.ts';

async function read(bytes: Uint8Array, maxTextUnits = 1_000_000): Promise<string> {
  let text = '';
  const { mediaType, parts } = extract(new Uint8Array(bytes), { passwords: [], maxTextUnits });
  expect(mediaType).toBe(DOCX);
  for await (const part of parts) if (part.kind === 'text') text += part.text;
  return text;
}

const cell = (...texts: string[]) => new TableCell({ children: texts.map((text) => new Paragraph(text)) });
const types =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const main = (body: string, prolog = '') =>
  `${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:body></w:document>`;
const pack = (files: Zippable) => zipSync({ '[Content_Types].xml': strToU8(types), ...files });

test('paragraphs are lines, rows are lines of cells, cells of several paragraphs stay whole, a footnote follows its paragraph', async () => {
  const document = new Document({
    footnotes: { 1: { children: [new Paragraph('Nota de rodapé.')] } },
    sections: [
      {
        children: [
          new Paragraph({ children: [new TextRun('ACÓRDÃO nº 1'), new FootnoteReferenceRun(1)] }),
          new Paragraph({ children: [new TextRun('uma'), new TextRun({ text: 'linha', break: 1 })] }),
          new Table({
            rows: [
              new TableRow({ children: [cell('Autor'), cell('Fulano')] }),
              new TableRow({ children: [cell('a', 'b'), cell('c')] }),
            ],
          }),
          new Paragraph('Fim.'),
        ],
      },
    ],
  });
  expect((await read(await Packer.toBuffer(document))).split('\n')).toEqual([
    'ACÓRDÃO nº 1',
    'Nota de rodapé.',
    'uma',
    'linha',
    'Autor Fulano',
    'a',
    'b',
    'c',
    'Fim.',
  ]);
});

test('text is cleaned as that of a PDF is', async () => {
  expect(await read(pack({ 'word/document.xml': strToU8(main('aco\u0302rda\u0303o\u00ad')) }))).toBe('acôrdão');
});

test('a bomb is refused by what comes out of it, whatever it claims', async () => {
  const bomb = pack({ 'word/document.xml': [strToU8(main(' '.repeat(140 * 1024 * 1024))), { level: 1 }] });
  // the directory's claim of the inflated size, made small
  const view = Buffer.from(bomb);
  view.writeUInt32LE(100, view.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
  await expect(read(view)).rejects.toMatchObject({ code: 'too-large' });
});

test('entities that explode are refused before they are read', async () => {
  const prolog = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  await expect(read(pack({ 'word/document.xml': strToU8(main('&b;', prolog)) }))).rejects.toMatchObject({
    code: 'corrupt',
  });
});

test('a document without text is blank, and empty only when its package may hold text that was not read', async () => {
  const blank = { 'word/document.xml': strToU8(main('')) };
  const other = strToU8('bytes of another format');
  const harmless = { 'word/': other, 'docProps/thumbnail.jpeg': other, 'customXml/item1.xml': other };
  expect(await read(pack({ ...blank, ...harmless, 'word/header1.xml': strToU8('<w:hdr><w:t> </w:t></w:hdr>') }))).toBe(
    '',
  );
  const unread: Zippable = {
    'word/media/image1.png': other,
    'word/embeddings/oleObject1.bin': other,
    'word/htmlDoc.mht': other,
    'word/header1.xml': strToU8('<w:hdr><w:p><w:r><w:t xml:space="preserve"> Vara</w:t></w:r></w:p></w:hdr>'),
    'word/charts/chart1.xml': strToU8('<c:pt idx="0"><c:v>Autor</c:v></c:pt>'),
    'word/_rels/document.xml.rels': strToU8('<Relationship Type="http://…/relationships/aFChunk" Target="chunk.xml"/>'),
  };
  for (const [name, part] of Object.entries(unread))
    await expect(read(pack({ ...blank, [name]: part })), name).rejects.toMatchObject({ code: 'empty' });
});

test('text over the limit, a cut-off file and broken XML have their codes', async () => {
  const good = pack({ 'word/document.xml': strToU8(main('x'.repeat(200))) });
  await expect(read(good, 100)).rejects.toMatchObject({ code: 'too-large' });
  await expect(read(good.subarray(0, good.length - 40))).rejects.toMatchObject({ code: 'corrupt' });
  await expect(read(pack({ 'word/document.xml': strToU8('<w:document') }))).rejects.toMatchObject({ code: 'corrupt' });
});

test('OLE files and web pages are told apart', () => {
  const request = { passwords: [], maxTextUnits: 100 };
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  expect(() => extract(new Uint8Array(ole), request)).toThrow(expect.objectContaining({ code: 'unsupported-type' }));
  ole.write('EncryptedPackage', 100, 'utf16le');
  expect(() => extract(new Uint8Array(ole), request)).toThrow(expect.objectContaining({ code: 'encrypted' }));
  const page = new Uint8Array(Buffer.from('\ufeff<!DOCTYPE html><p>Sessão expirada'));
  expect(() => extract(page, request)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
