import { createHash } from 'node:crypto';
import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { openExtractorPool } from '../index.ts';

const LIMITS = { children: 1, timeoutMs: 30_000, maxRssBytes: 512 * 1024 * 1024, maxTextUnits: 100_000 };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function draw(text: string, files: Record<string, Buffer>): Promise<Buffer> {
  const pdf = new PDFDocument();
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(pdf, 'end');
  if (text !== '') pdf.text(text);
  for (const [name, bytes] of Object.entries(files)) pdf.file(bytes, { name });
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

test('embedded documents are told with their hash and can be read; other files are only told', async () => {
  const voto = await draw('O voto anexo.', {});
  const bytes = await draw('Com anexos.', {
    'voto/x.pdf': voto,
    'nota.txt': Buffer.from('nota'),
    'foto.png': Buffer.from('png'),
  });
  await using pool = openExtractorPool(LIMITS);
  const { text, attachments } = await pool.extract(bytes);
  expect(text).toBe('Com anexos.');
  expect(attachments.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: 'foto.png', sizeBytes: 0 },
    { name: 'nota.txt', sizeBytes: 4, sha256: sha256(Buffer.from('nota')) },
    { name: 'x.pdf', sizeBytes: voto.length, sha256: sha256(voto) },
  ]);
  expect(sha256(await pool.readAttachment(bytes, 'x.pdf'))).toBe(sha256(voto));
  await expect(pool.readAttachment(bytes, 'y.pdf')).rejects.toMatchObject({ code: 'corrupt' });
  await expect(pool.readAttachment(Buffer.from('no pdf'), 'x.pdf')).rejects.toMatchObject({ code: 'corrupt' });
});

test('a cover without text does not fail when documents are attached to it', async () => {
  await using pool = openExtractorPool(LIMITS);
  await expect(pool.extract(await draw('', { 'a.txt': Buffer.from('a') }))).resolves.toMatchObject({ text: '' });
  await expect(pool.extract(await draw('', { 'a.png': Buffer.from('a') }))).rejects.toMatchObject({ code: 'empty' });
});
