import { DOCX, type MediaType, ODT } from '../extraction.ts';
import { looksLikeText } from './looks-like-text.ts';
import { sniffSignedData } from './signed-data.ts';

const PDF_MARK = '%PDF-';
const MARKS: readonly (readonly [mark: string, MediaType])[] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-cfb'],
  ['{\\rtf', 'application/rtf'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
];
const HEAD_BYTES = 1024;
/** What is looked at to tell a text from bytes. */
const TEXT_BYTES = 64 * 1024;

/** Tells a file's type by its content. The first bytes suffice but for zips, which are taken for DOCX or ODT if a name
 *  within the given bytes is one of such a package, so more bytes (best: all) decide better; extraction itself looks
 *  again. Texts and web pages have no marks, so that their name has to say it.
 *  @param extension how the name ends, in small letters */
export function sniffMediaType(bytes: Uint8Array, extension = ''): MediaType | undefined {
  const first = Buffer.from(bytes.subarray(0, HEAD_BYTES + PDF_MARK.length - 1)).toString('latin1');
  const marked = MARKS.find(([mark]) => first.startsWith(mark))?.[1];
  if (marked !== undefined) return marked;
  if (first.startsWith('PK\x03\x04')) return sniffPackage(bytes);
  const signed = sniffSignedData(bytes, /(?:^|\.)p7[ms]$/.test(extension));
  if (signed !== undefined) return signed === 'holding' ? 'application/pkcs7-mime' : 'application/pkcs7-signature';
  if (first.startsWith(PDF_MARK)) return 'application/pdf';
  const isText = /^(?:txt|html?|xhtml)$/.test(extension) && looksLikeText(bytes.subarray(0, TEXT_BYTES));
  if (isText) return extension === 'txt' ? 'text/plain' : 'text/html';
  // junk may stand before it (ISO 32000-1, H.3, note 13)
  return first.includes(PDF_MARK) ? 'application/pdf' : undefined;
}

/** Zip keeps names uncompressed: in local headers as they come, and once more in the directory at the end; the type of an
 *  OpenDocument stands in the first file (OpenDocument 1.3 part 2, 3.3). */
function sniffPackage(bytes: Uint8Array): MediaType | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => view.indexOf(name, 0, 'latin1') >= 0;
  if (view.toString('latin1', 30, 38) === 'mimetype')
    return view.toString('latin1', 38, 160).includes(ODT) ? ODT : undefined;
  if (has('xl/workbook') || has('ppt/presentation')) return undefined;
  return has('word/') || has('[Content_Types].xml') || has('_rels/.rels') ? DOCX : undefined;
}
