import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@acervo/db';
import PDFDocument from 'pdfkit';

/** A document of many pages that lies on disk and stands in the database, as ingest would have left it. */
export interface LongPdf extends AsyncDisposable {
  readonly documentId: number;
  readonly sizeBytes: number;
}

/** Makes one, some 8 kB a page. */
export async function addLongPdf(db: Db, pages: number): Promise<LongPdf> {
  const folder = mkdtempSync(join(tmpdir(), 'acervo-long-'));
  const file = join(folder, 'longo.pdf');
  const pdf = new PDFDocument({ autoFirstPage: false, compress: false });
  const written = once(pdf.pipe(createWriteStream(file)), 'finish');
  const text = (page: number) => `esta é a página ${page} ${'de muitas palavras sem sentido '.repeat(60)}`;
  for (let page = 1; page <= pages; page += 1) pdf.addPage().fontSize(9).text(text(page));
  pdf.end();
  await written;
  const { size, mtime } = statSync(file);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest();
  const { rows } = await db.pool.query<{ id: number }>(
    `with source as (insert into sources (path) values ($1) returning id),
       document as (
         insert into documents (sha256, size_bytes, media_type, status, page_count, word_count, text_hash, text_length, extractor_version)
         values ($2, $3, 'application/pdf', 'extracted', $4, 1, $2, 1, '1') returning id),
       file as (
         insert into files (source_id, path, document_id, size_bytes, modified_at, scan_id, content_scan_id)
         select source.id, 'longo.pdf', document.id, $3, $5, 1, 1 from source, document)
     select id from document`,
    [folder, sha256, size, pages, mtime],
  );
  const documentId = rows[0]?.id ?? 0;
  await db.pool.query(
    `insert into pages (document_id, number, start, "end", width, height, text_source)
     select $1, n, (n - 1) * 2000, (n - 1) * 2000 + 1999, 612, 792, 'layer' from generate_series(1, $2::integer) n`,
    [documentId, pages],
  );
  await db.pool.query(
    `insert into segments (document_id, start, "end", page, text, words)
     select $1, (n - 1) * 2000, n * 2000, n, rpad('esta é a página ' || n, 1999) || E'\\n', to_tsvector('portuguese', 'pagina')
     from generate_series(1, $2::integer) n`,
    [documentId, pages],
  );
  return {
    documentId,
    sizeBytes: size,
    async [Symbol.asyncDispose]() {
      await db.pool.query('delete from files where document_id = $1', [documentId]);
      await db.pool.query('delete from documents where id = $1', [documentId]);
      rmSync(folder, { recursive: true });
    },
  };
}
