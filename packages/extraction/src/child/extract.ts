import { extractDocx } from '../docx/extract-docx.ts';
import { DOCX, type MediaType } from '../extraction.ts';
import { extractPdf } from '../pdf/extract-pdf.ts';
import { sniffMediaType } from '../sniff/sniff-media-type.ts';
import { ExtractionFailure } from './extraction-failure.ts';
import type { DocumentRequest, ExtractableType, Extractor, Part } from './part.ts';

const extractors: Record<ExtractableType, Extractor> = { 'application/pdf': extractPdf, [DOCX]: extractDocx };

/** Picks the extractor by content.
 *  @throws {ExtractionFailure} `unsupported-type`; `encrypted` for a DOCX with a password (an OLE compound file). */
export function extract(
  bytes: Uint8Array<ArrayBuffer>,
  request: DocumentRequest,
): { mediaType: MediaType; parts: AsyncGenerator<Part> } {
  const mediaType = sniffMediaType(bytes);
  if (isWebPage(bytes)) throw new ExtractionFailure('corrupt', 'a web page, saved in place of the document');
  if (mediaType === undefined) throw new ExtractionFailure('unsupported-type', 'neither PDF nor DOCX');
  if (mediaType !== 'application/x-cfb') return { mediaType, parts: extractors[mediaType](bytes, request) };
  // [MS-OFFCRYPTO] 2.3.2: the package is in a stream of this name
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    'EncryptedPackage',
    0,
    'utf16le',
  );
  throw isEncrypted
    ? new ExtractionFailure('encrypted', 'encrypted Office package')
    : new ExtractionFailure('unsupported-type', 'OLE compound file');
}

/** Court portals answer with a web page when a session has ended, and downloaders save it under the document's name. */
function isWebPage(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*<(?:!doctype\s+html|html)[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 512)));
}
