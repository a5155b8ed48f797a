import { open } from 'node:fs/promises';
import { documentExtension, sniffMediaType } from '@acervo/extraction';
import { PipelineError } from '@acervo/runtime';
import { openZip, type ZipSource } from './open-zip.ts';

/** What content is to us: a document, something that holds documents, or neither. */
export type ContentKind = 'document' | 'archive' | 'other';

const HEAD_BYTES = 1024;
/** Of a file in it, or of its end where it is empty. */
const ZIP_MARKS = ['504b0304', '504b0506'];
/** More names than this are not looked at to tell an Office file. */
const MAX_NAMES = 20_000;
const OPEN_DOCUMENT_TEXT = 'application/vnd.oasis.opendocument.text';

/** Whether a file's content is that of a document, whatever its name. Stricter than extraction about what may stand
 *  before a PDF: a text that only mentions `%PDF-` is none.
 *  @throws the file system's error when it can't be read. */
export async function classifyFile(path: string | Buffer): Promise<ContentKind> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    const kind = classifyHead(head.subarray(0, bytesRead), String(path));
    return kind === 'zip' ? await classifyZip({ path }) : kind;
  } finally {
    await file.close();
  }
}

/** The same by the first bytes and the name, as far as these tell. */
export function classifyHead(head: Buffer, path: string): ContentKind | 'zip' {
  if (/^[\s\0\u00ef\u00bb\u00bf]*%PDF-/.test(head.toString('latin1', 0, HEAD_BYTES))) return 'document';
  if (ZIP_MARKS.includes(head.toString('hex', 0, 4))) return 'zip';
  const mediaType = sniffMediaType(head, documentExtension(path));
  return mediaType === 'application/rtf' || mediaType === 'application/pkcs7-mime' ? 'document' : 'other';
}

/** Office files, books and programs are zips as well: by what is in them (ECMA-376 part 2; OpenDocument 1.3 part 2, 3.3). A
 *  damaged zip is `other`. */
export async function classifyZip(source: ZipSource): Promise<ContentKind> {
  try {
    await using zip = await openZip(source);
    let names = 0;
    let isOffice = false;
    let isWord = false;
    for await (const member of zip.members()) {
      if (member.path === 'mimetype' && names === 0) {
        let type = '';
        for await (const chunk of zip.read(member, new AbortController().signal)) {
          type += chunk.toString('latin1', 0, OPEN_DOCUMENT_TEXT.length);
          if (type.length >= OPEN_DOCUMENT_TEXT.length) break;
        }
        return type.startsWith(OPEN_DOCUMENT_TEXT) ? 'document' : 'other';
      }
      if (/^(?:META-INF\/MANIFEST\.MF|AndroidManifest\.xml)$/.test(member.path)) return 'other';
      isOffice ||= member.path === '[Content_Types].xml';
      isWord ||= member.path.startsWith('word/');
      names += 1;
      if (names === MAX_NAMES) break;
    }
    if (isOffice) return isWord ? 'document' : 'other';
    return 'archive';
  } catch (error) {
    if (error instanceof PipelineError) return 'other';
    throw error;
  }
}
