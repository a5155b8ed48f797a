import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@acervo/db';

/** How the pages of a PDF are listed: in nodes of some pages each, or all in one list. */
export type PageTree = 'nested' | 'flat';

/** A document of many pages that lies on disk and stands in the database, as ingest would have left it. */
export interface LongPdf extends AsyncDisposable {
  readonly documentId: number;
  readonly sizeBytes: number;
}

/** Makes one, some 8 kB a page. */
export async function addLongPdf(db: Db, { pages, tree }: { pages: number; tree: PageTree }): Promise<LongPdf> {
  const folder = mkdtempSync(join(tmpdir(), 'acervo-long-'));
  const file = join(folder, 'longo.pdf');
  const bytes = composePdf(pages, tree === 'flat' ? pages : PAGES_OF_A_NODE);
  writeFileSync(file, bytes);
  const { size, mtime } = statSync(file);
  const sha256 = createHash('sha256').update(bytes).digest();
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

const PAGES_OF_A_NODE = 40;

/** A PDF with so many pages in each node of its tree; where all are in one node, that is the root (pdfkit writes such ones). */
function composePdf(pages: number, pagesOfANode: number): Buffer {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const nodes = pagesOfANode === pages ? 0 : Math.ceil(pages / pagesOfANode);
  const pageObject = (page: number) => 4 + nodes + 2 * page;
  const parentOf = (page: number) => (nodes === 0 ? 2 : 4 + Math.floor(page / pagesOfANode));
  const refs = (count: number, of: (at: number) => number) =>
    Array.from({ length: count }, (_, at) => `${of(at)} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = nodes === 0 ? refs(pages, pageObject) : refs(nodes, (node) => 4 + node);
  add(`<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (let node = 0; node < nodes; node += 1) {
    const first = node * pagesOfANode;
    const count = Math.min(pagesOfANode, pages - first);
    add(`<< /Type /Pages /Parent 2 0 R /Count ${count} /Kids [${refs(count, (at) => pageObject(first + at))}] >>`);
  }
  for (let page = 0; page < pages; page += 1) {
    const words = `(pagina ${page + 1}) Tj ${'0 -9 Td (muitas palavras sem sentido, uma linha inteira delas) Tj '.repeat(120)}`;
    const content = `BT /F 9 Tf 40 740 Td ${words} ET`;
    add(
      `<< /Type /Page /Parent ${parentOf(page)} 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents ${pageObject(page) + 1} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  let written = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = written.length;
    written += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  written += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${written.length}\n%%EOF\n`;
  return Buffer.from(written, 'latin1');
}
