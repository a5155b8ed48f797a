import type { Db } from '../connection/open-database.ts';
import { execute, queryOne, transaction } from '../connection/query.ts';
import { type FileRecord, recordFilesIn } from './record-files.ts';
import { isTooLong, shortPath } from './recordable-path.ts';

/** A file attached to a document: its name is one word of a path. */
export type AttachmentRecord = Pick<FileRecord, 'sizeBytes' | 'sha256' | 'errorCode'> & { readonly name: string };

/** Records what is attached to the document in a file, as files inside of it (`a.pdf!/anexo.pdf`); those recorded before
 *  that are not among them vanish. Does nothing where the file has vanished or is an attachment itself. Safe to repeat. */
export async function recordAttachments(
  db: Db,
  { fileId, attachments }: { fileId: number; attachments: readonly AttachmentRecord[] },
): Promise<void> {
  if (attachments.length === 0) {
    await execute(db, 'update files set vanished_at = now() where container_id = $1 and vanished_at is null', [fileId]);
    return;
  }
  await transaction(db, async (client) => {
    const file = await queryOne<{ sourceId: number; scanId: number; path: string; modifiedAt: Date }>(
      client,
      `select f.source_id as "sourceId", f.scan_id as "scanId", f.path, coalesce(f.modified_at, now()) as "modifiedAt"
       from files f left join files c on c.id = f.container_id
       where f.id = $1 and f.vanished_at is null and c.document_id is null for no key update of f`,
      [fileId],
    );
    if (file === undefined) return;
    const records = attachments.map(({ name, ...attachment }): FileRecord => {
      const path = `${file.path}!/${name}`;
      const known = { ...file, containerId: fileId, sizeBytes: attachment.sizeBytes };
      if (isTooLong(path)) return { ...known, path: shortPath(path), errorCode: 'unreadable' };
      return { ...known, ...attachment, path };
    });
    await execute(
      client,
      'update files set vanished_at = now() where container_id = $1 and vanished_at is null and path <> all ($2)',
      [fileId, records.map(({ path }) => path)],
    );
    await recordFilesIn(client, records);
  });
}
