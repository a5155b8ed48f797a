import { open } from 'node:fs/promises';
import { sniffMediaType } from '@acervo/extraction';

const HEAD_BYTES = 1024;
/** Where a zip keeps its names: enough for thousands of parts. */
const TAIL_BYTES = 64 * 1024;
const MARKERS_OF_SIDE_FILES = ['~$', '._'];

/** Whether a name alone makes a file a document: PDF and DOCX, but not the lock files of Word nor the side files of macOS. */
export function isDocumentName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(pdf|docx)$/i.test(name) && !MARKERS_OF_SIDE_FILES.some((marker) => name.startsWith(marker));
}

/** Whether a file's content is that of a PDF or DOCX, whatever its name. Stricter than extraction about what may stand
 *  before a PDF: a text that only mentions `%PDF-` is none.
 *  @throws the file system's error when it can't be read. */
export async function hasDocumentContent(path: string | Buffer): Promise<boolean> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    if (/^[\s\0\u00ef\u00bb\u00bf]*%PDF-/.test(head.toString('latin1', 0, bytesRead))) return true;
    if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') return false;
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size - bytesRead));
    await file.read(tail, 0, tail.length, size - tail.length);
    const names = Buffer.concat([head.subarray(0, bytesRead), tail]);
    return sniffMediaType(names) !== undefined && names.includes('word/');
  } finally {
    await file.close();
  }
}
