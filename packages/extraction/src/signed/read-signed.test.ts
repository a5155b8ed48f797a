import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

// OpenSSL 3.0.19: cms -sign -binary -nocerts, with -nodetach, -stream -indef, -outform PEM; an invented key
const read = (name: string) => readFileSync(new URL(`../../test-data/signed/${name}`, import.meta.url));

test.each(['definite.txt.p7s', 'streamed.txt.p7s', 'text.txt.p7s'])(
  '%s gives the text that was signed',
  async (name) => {
    const { mediaType, text, properties } = await readDocument(read(name), { extension: 'txt.p7s' });
    expect({ mediaType, text, properties }).toEqual({
      mediaType: 'text/plain',
      text: 'Petição inicial assinada.\nSegunda linha.',
      properties: { container: 'application/pkcs7-mime' },
    });
  },
);

test('base64 without lines around it is taken under its extension', async () => {
  const bare = Buffer.from(read('definite.txt.p7s').toString('base64'));
  expect((await readDocument(bare, { extension: 'txt.p7s' })).text).toContain('Petição');
});

test('a signature without content, a damaged one and one of something unknown are refused', async () => {
  await expect(readDocument(read('detached.p7s'))).rejects.toMatchObject({ code: 'unsupported-type' });
  await expect(readDocument(read('definite.txt.p7s'))).rejects.toMatchObject({ code: 'unsupported-type' });
  const cut = read('definite.txt.p7s').subarray(0, 60);
  await expect(readDocument(cut, { extension: 'txt.p7s' })).rejects.toMatchObject({ code: 'corrupt' });
});
