import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const TEXT = 'ACÓRDÃO nº 1: a 3ª Câmara não conheceu da apelação, à unanimidade; às págs. 5 a 7 há exceções';

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16, big endian', Buffer.from(TEXT, 'utf16le').swap16()],
  ['UTF-16, big endian, with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
  ['windows-1252', Buffer.from(TEXT, 'latin1')],
  // as Python 3 encodes it: cp850 and mac_roman
  [
    'code page 850',
    Buffer.from(
      '4143e05244c74f206ea720313a20612033a62043836d617261206ec66f20636f6e6865636575206461206170656c6187c66f2c208520756e616e696d69646164653b2085732070a067732e2035206120372068a0206578636587e46573',
      'hex',
    ),
  ],
  [
    'Mac Roman',
    Buffer.from(
      '4143ee5244cc4f206ebc20313a20612033bb2043896d617261206e8b6f20636f6e6865636575206461206170656c618d8b6f2c208820756e616e696d69646164653b20887320708767732e20352061203720688720657863658d9b6573',
      'hex',
    ),
  ],
])('text in %s is recognized', (_, bytes) => {
  expect(decodeText(bytes).replace('\ufeff', '')).toBe(TEXT);
});

test('plain ASCII and nothing are themselves; a few broken bytes leave UTF-8 what it is', () => {
  expect(decodeText(Buffer.from('plain'))).toBe('plain');
  expect(decodeText(new Uint8Array())).toBe('');
  const broken = Buffer.concat([Buffer.from(TEXT.repeat(3)), Buffer.of(0xe7), Buffer.from(' fim')]);
  expect(decodeText(broken)).toBe(`${TEXT.repeat(3)}\ufffd fim`);
});

test('typographic quotes of windows-1252 alone do not make it another encoding', () => {
  expect(decodeText(Buffer.from('the \x93plain\x94 text \x96 5 \xa7', 'latin1'))).toBe('the “plain” text – 5 §');
});
