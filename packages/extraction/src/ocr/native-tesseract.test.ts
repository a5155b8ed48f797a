import { expect, it } from 'vitest';
import { toPgm } from './gray-image.ts';
import { findNativeTesseract, openNativeTesseract } from './native-tesseract.ts';

const isInstalled = (await findNativeTesseract()) !== undefined;
const blank = toPgm({ width: 300, height: 200, pixels: new Uint8Array(60_000).fill(255) });
const options = { dpi: 300, signal: new AbortController().signal };

it('hands nothing on but a whole image', async () => {
  const tesseract = openNativeTesseract(1024 ** 3);
  const cases = [blank.subarray(0, -1), new Uint8Array([...blank, 0]), Buffer.from('/etc/passwd\n'), new Uint8Array()];
  for (const given of cases)
    await expect(tesseract.read(given, options)).rejects.toMatchObject({
      code: 'crashed',
      message: expect.stringMatching(/no whole image/),
    });
  tesseract.close();
});

it.skipIf(!isInstalled)('gives its table also where there is no word', async () => {
  const tesseract = openNativeTesseract(1024 ** 3);
  expect(await tesseract.read(blank, options)).toMatch(/^level\tpage_num\t/);
  tesseract.close();
});

it.skipIf(!isInstalled)('is ended when it takes more memory than it may', async () => {
  const tesseract = openNativeTesseract(1024);
  const noise = Uint8Array.from({ length: 4_000_000 }, (_, index) => (index * 7919) % 251);
  await expect(tesseract.read(toPgm({ width: 2000, height: 2000, pixels: noise }), options)).rejects.toMatchObject({
    code: 'out-of-memory',
  });
  tesseract.close();
});
