import { decodeCodePage850 } from '../text/code-page-850.ts';

/** Encodings by `\fcharset` (RTF specification 1.9.1, "Font Table"); others are the document's. */
const BY_CHARSET: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
const SYMBOL_CHARSET = 2;
const OEM = 'oem';

/** The encoding of a document by `\ansicpg`, or by `\mac`, `\pc`, `\pca`. */
export function encodingOfPage(codePage: number): string {
  if (codePage === 437 || codePage === 850) return OEM;
  if (codePage === 10_000) return 'macintosh';
  const names: Readonly<Record<number, string>> = {
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    874: 'windows-874',
    65001: 'utf-8',
  };
  return names[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252');
}

/** The encoding of a font in a document; symbol fonts keep their codes, as private characters. */
export function encodingOfCharset(charset: number | undefined, ofDocument: string): string {
  if (charset === SYMBOL_CHARSET) return 'symbol';
  if (charset === 255) return OEM;
  return (charset === undefined ? undefined : BY_CHARSET[charset]) ?? ofDocument;
}

/** Decodes characters of a code page. */
export function decodeBytes(bytes: readonly number[], encoding: string): string {
  if (encoding === OEM) return decodeCodePage850(Uint8Array.from(bytes));
  if (encoding === 'symbol') return String.fromCharCode(...bytes.map((byte) => 0xf000 + byte));
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
}
