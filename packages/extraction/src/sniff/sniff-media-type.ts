import { DOCX, type MediaType } from '../extraction.ts';

const PDF_MARK = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-
const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04];
const CFB_MARK = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEAD_BYTES = 1024;

/** Tells a file's type by its content. The first 1,024 bytes suffice for PDF (junk may stand before `%PDF-`; ISO 32000-1,
 *  H.3, note 13) and OLE compound files. A zip is taken for DOCX if a name within the given bytes is one of a Word
 *  package, so more bytes (best: all) decide better; extraction itself looks again, at the package's relationships. */
export function sniffMediaType(head: Uint8Array): MediaType | undefined {
  const first = head.subarray(0, HEAD_BYTES + PDF_MARK.length - 1);
  if (startsWith(first, CFB_MARK)) return 'application/x-cfb';
  if (startsWith(first, ZIP_MARK)) return namesWordPart(head) ? DOCX : undefined;
  for (let at = 0; at + PDF_MARK.length <= first.length; at++) {
    if (startsWith(first.subarray(at), PDF_MARK)) return 'application/pdf';
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return bytes.length >= mark.length && mark.every((byte, index) => bytes[index] === byte);
}

/** Zip keeps names uncompressed: in local headers as they come, and once more in the directory at the end. */
function namesWordPart(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => view.indexOf(name, 0, 'latin1') >= 0;
  if (has('xl/workbook') || has('ppt/presentation')) return false;
  return has('word/') || has('[Content_Types].xml') || has('_rels/.rels');
}
