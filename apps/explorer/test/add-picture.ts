import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@acervo/db';

/** A picture that lies on disk and stands in the database as a document of one page, or as one that gave no text. */
export interface AddedPicture extends AsyncDisposable {
  readonly documentId: number;
}

/** Adds one. A page that was read has the text "Maria", in a box over the right half of the picture's upper half. */
export async function addPicture(
  db: Db,
  { name, bytes, mediaType }: { name: string; bytes: Uint8Array; mediaType: string | null },
): Promise<AddedPicture> {
  const folder = mkdtempSync(join(tmpdir(), 'acervo-picture-'));
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const { size, mtime } = statSync(file);
  const isRead = mediaType !== null;
  const { rows } = await db.pool.query<{ id: number }>(
    `with source as (insert into sources (path) values ($1) returning id),
       document as (
         insert into documents (sha256, size_bytes, media_type, status, error_code, page_count, word_count, text_hash, text_length, extractor_version)
         values ($2, $3, $4, $5, $6, $7, $7, $8, $9, $10) returning id),
       file as (
         insert into files (source_id, path, document_id, size_bytes, modified_at, scan_id, content_scan_id)
         select source.id, $11, document.id, $3, $12, 1, 1 from source, document)
     select id from document`,
    [
      folder,
      createHash('sha256').update(bytes).digest(),
      size,
      mediaType,
      ...(isRead ? ['extracted', null, 1, Buffer.alloc(32), 5, '1'] : ['failed', 'empty', null, null, null, null]),
      name,
      mtime,
    ],
  );
  const documentId = rows[0]?.id ?? 0;
  if (isRead) {
    const statements = [
      `insert into pages (document_id, number, start, "end", width, height, text_source) values ($1, 1, 0, 5, 200, 100, 'ocr')`,
      `insert into layouts (document_id, page, runs) values ($1, 1, '{0,5,10000,0,20000,5000}')`,
      `insert into segments (document_id, start, "end", page, text, words) values ($1, 0, 5, 1, 'Maria', '')`,
      `insert into mentions (document_id, model_id, entity_type_id, start, "end", text, score, page, entity_id, normalizer_version)
       select $1, (select id from models where state = 'active'), 2, 0, 5, 'Maria', 0.9, 1, min(id), 1 from entities where entity_type_id = 2`,
    ];
    for (const statement of statements) await db.pool.query(statement, [documentId]);
  }
  return {
    documentId,
    async [Symbol.asyncDispose]() {
      await db.pool.query('delete from mentions where document_id = $1', [documentId]);
      await db.pool.query('delete from files where document_id = $1', [documentId]);
      await db.pool.query('delete from documents where id = $1', [documentId]);
      rmSync(folder, { recursive: true });
    },
  };
}
