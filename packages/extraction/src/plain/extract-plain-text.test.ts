import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

test('lines of a text in any encoding are its lines, whatever ends them', async () => {
  const text = 'Ofício nº 1\r\n\r\nÀ Vara\rde Execuções\nFim';
  const expected = 'Ofício nº 1\nÀ Vara\nde Execuções\nFim';
  for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1'), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
    expect(await readDocument(bytes, { extension: 'txt' })).toMatchObject({ mediaType: 'text/plain', text: expected });
  }
});

test('a text that mentions a mark of PDF is a text, and bytes are none', async () => {
  const { text } = await readDocument(Buffer.from('Salve como %PDF-1.4'), { extension: 'txt' });
  expect(text).toBe('Salve como %PDF-1.4');
  const bytes = Buffer.from(Array.from({ length: 500 }, (_, index) => index % 256));
  await expect(readDocument(bytes, { extension: 'txt' })).rejects.toMatchObject({ code: 'unsupported-type' });
  await expect(readDocument(Buffer.from('um texto'), { extension: 'pdf' })).rejects.toMatchObject({
    code: 'unsupported-type',
  });
});
