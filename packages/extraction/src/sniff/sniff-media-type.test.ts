import { expect, test } from 'vitest';
import { DOCX } from '../extraction.ts';
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
])('%j is %s', (content, mediaType) => {
  expect(sniffMediaType(Buffer.from(content))).toBe(mediaType);
});
