import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DOCX, ODT } from '../extraction.ts';
import { documentExtension } from './document-extension.ts';
import { sniffMediaType } from './sniff-media-type.ts';

test.each([
  ['%PDF-1.7', 'application/pdf'],
  ['\ufeff%PDF-1.4', 'application/pdf'],
  [`${' '.repeat(1023)}%PDF-1.4`, 'application/pdf'],
  [`${' '.repeat(1025)}%PDF-1.4`, undefined],
  ['PK\x03\x04…[Content_Types].xml', DOCX],
  ['PK\x03\x04…[Content_Types].xml…xl/workbook.xml', undefined],
  ['PK\x03\x04…holiday.jpg', undefined],
  ['PDF', undefined],
  ['', undefined],
  ['{\\rtf1', 'application/rtf'],
  [`${'PK\x03\x04'.padEnd(30)}mimetypeapplication/vnd.oasis.opendocument.text`, ODT],
  [`${'PK\x03\x04'.padEnd(30)}mimetypeapplication/epub+zip`, undefined],
])('%j is %s', (content, mediaType) => {
  expect(sniffMediaType(Buffer.from(content))).toBe(mediaType);
});

test.each([
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ffe0', 'image/jpeg'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['d0cf11e0a1b11ae1', 'application/x-cfb'],
])('the bytes %s are %s', (hex, mediaType) => {
  expect(sniffMediaType(Buffer.from(hex, 'hex'))).toBe(mediaType);
});

test.each([
  ['definite.txt.p7s', 'application/pkcs7-mime'],
  ['streamed.txt.p7s', 'application/pkcs7-mime'],
  ['text.txt.p7s', 'application/pkcs7-mime'],
  ['detached.p7s', 'application/pkcs7-signature'],
])('%s is %s by its headers', (name, mediaType) => {
  expect(sniffMediaType(readFileSync(new URL(`../../test-data/signed/${name}`, import.meta.url)))).toBe(mediaType);
});

test.each([
  ['um texto', 'txt', 'text/plain'],
  ['um texto', 'pdf', undefined],
  ['<p>uma página', 'html', 'text/html'],
  ['%PDF-1.4', 'txt', 'application/pdf'],
  ['mentions %PDF-1.4', 'txt', 'text/plain'],
  ['zeros \0\0\0', 'txt', undefined],
])('%j under the name .%s is %s', (content, extension, mediaType) => {
  expect(sniffMediaType(Buffer.from(content), extension)).toBe(mediaType);
});

test.each([
  ['a/b.c/Petição.PDF', 'pdf'],
  ['v1.2.txt', 'txt'],
  ['x.txt.p7s', 'txt.p7s'],
  ['x.p7s', 'p7s'],
  ['a.b/c', ''],
])('%s ends in %s', (path, extension) => {
  expect(documentExtension(path)).toBe(extension);
});
