import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openExtractorPool } from '../src/index.ts';
import { expectSound } from './expect-sound.ts';
import { wordPackage } from './word-package.ts';

const LIMITS = { children: 1, timeoutMs: 30_000, maxRssBytes: 512 * 1024 * 1024, maxTextUnits: 100_000 };
const ODT = zipSync({
  mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
  'content.xml': strToU8(
    `<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>decisão</t:p></o:text></o:body></o:document-content>`,
  ),
});

// each with its libraries, in the process that may read nothing but their code
test('every kind of document is extracted in a supervised child', async () => {
  const documents: [extension: string, bytes: Uint8Array][] = [
    ['docx', wordPackage({ body: '<w:p><w:r><w:t>decisão</w:t></w:r></w:p>' })],
    ['odt', ODT],
    ['rtf', Buffer.from("{\\rtf1\\ansi decis\\'e3o\\par}")],
    ['html', Buffer.from('<html><p>decisão')],
    ['txt', Buffer.from('decisão', 'latin1')],
  ];
  await using pool = openExtractorPool(LIMITS);
  for (const [extension, bytes] of documents) {
    const extraction = await pool.extract(bytes, { extension });
    expectSound(extraction);
    expect([extension, extraction.text]).toEqual([extension, 'decisão']);
  }
  const signed = readFileSync(new URL('../test-data/signed/definite.txt.p7s', import.meta.url));
  expect((await pool.extract(signed, { extension: 'txt.p7s' })).text).toContain('Petição inicial');
});

test('headers come back from a child as removed spans without page and box', async () => {
  await using pool = openExtractorPool(LIMITS);
  const bytes = wordPackage({ body: '', header: '<w:p><w:r><w:t>PODER JUDICIÁRIO</w:t></w:r></w:p>' });
  expect((await pool.extract(bytes)).removed).toEqual([{ page: null, rule: 'header', text: 'PODER JUDICIÁRIO' }]);
});

// Node 24 never ends a search for UTF-16 in bytes at an odd offset, where the request before them has an odd length
test('old Word files are refused at whatever offset they come', async () => {
  await using pool = openExtractorPool({ ...LIMITS, timeoutMs: 5000 });
  const bytes = Buffer.alloc(100_000, 'E');
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  for (const extension of ['doc', 'docx'])
    await expect(pool.extract(bytes, { extension })).rejects.toMatchObject({ code: 'unsupported-type' });
  bytes.write('EncryptedPackage', 50_001, 'utf16le');
  for (const extension of ['doc', 'docx'])
    await expect(pool.extract(bytes, { extension })).rejects.toMatchObject({ code: 'encrypted' });
});

test.each([
  ['an image without its head', '89504e470d0a1a0a', 'corrupt'],
  ['an old Word file', 'd0cf11e0a1b11ae1', 'unsupported-type'],
])('%s is refused with its code', async (_, hex, code) => {
  await using pool = openExtractorPool(LIMITS);
  await expect(pool.extract(Buffer.from(hex, 'hex'))).rejects.toMatchObject({ code });
});
