import { expect, test } from 'vitest';
import { readDocument } from '../../test/read-document.ts';

const read = (html: string | Buffer) => readDocument(Buffer.from(html), { extension: 'html' });

test('blocks are lines, rows are lines of cells, and numbered items have their numbers', async () => {
  const { mediaType, text, removed } =
    await read(`<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>
    <h1>ACÓRDÃO&nbsp;n&ordm; 1</h1><p>Vistos,
      relatados <b>e</b> discutidos<br>estes autos.<script>alert(1)</script></p>
    <ol start=3 type=a><li><p>Autor</p><p>e mais</p><li>Réu<ul><li>só</ul></ol>
    <table><tr><th>Parte</th><td>Fulano</td></tr><tr><td>Valor<td>R$ 10</table>
    <pre>linha um
  linha dois</pre><p style="display: none">escondido</p><!-- nada --></body></html>`);
  expect(mediaType).toBe('text/html');
  expect(text.split('\n')).toEqual([
    'ACÓRDÃO\u00a0nº 1',
    'Vistos, relatados e discutidos',
    'estes autos.',
    'c. Autor',
    'e mais',
    'd. Réu',
    'só',
    'Parte Fulano',
    'Valor R$ 10',
    'linha um',
    'linha dois',
  ]);
  expect(removed).toEqual([{ page: null, rule: 'hidden-text', text: 'escondido' }]);
});

test('the encoding is what the page says, if it is that, else what the bytes are', async () => {
  const page = (charset: string) => `<html><meta charset="${charset}"><p>decisão</p>`;
  expect((await read(Buffer.from(page('iso-8859-1'), 'latin1'))).text).toBe('decisão');
  expect((await read(page('utf-8'))).text).toBe('decisão');
  expect((await read(Buffer.from(page('utf-8'), 'latin1'))).text).toBe('decisão');
  expect((await read(page('inventada'))).text).toBe('decisão');
});

test('a web page under another name is what a portal answered instead of the document', async () => {
  const page = Buffer.from('<html><p>Sessão expirada');
  await expect(readDocument(page, { extension: 'pdf' })).rejects.toMatchObject({ code: 'corrupt' });
});
