import { extractDocx } from '../docx/extract-docx.ts';
import { DOCX, type DocumentType, type MediaType, ODT } from '../extraction.ts';
import { extractHtml } from '../html/extract-html.ts';
import { extractImage } from '../image/extract-image.ts';
import { extractOdt } from '../odt/extract-odt.ts';
import { extractPdf } from '../pdf/extract-pdf.ts';
import { extractPlainText } from '../plain/extract-plain-text.ts';
import { extractRtf } from '../rtf/extract-rtf.ts';
import { readSigned } from '../signed/read-signed.ts';
import { sniffMediaType } from '../sniff/sniff-media-type.ts';
import { ExtractionFailure } from './extraction-failure.ts';
import type { DocumentRequest, Extractor, Part } from './part.ts';

const extractors: Record<DocumentType, Extractor> = {
  'application/pdf': extractPdf,
  [DOCX]: extractDocx,
  [ODT]: extractOdt,
  'application/rtf': extractRtf,
  'text/html': extractHtml,
  'text/plain': extractPlainText,
  'image/png': extractImage,
  'image/jpeg': extractImage,
  'image/tiff': extractImage,
};
/** The stream that holds an encrypted package ([MS-OFFCRYPTO] 2.3.2). As bytes: Node's own search for UTF-16 may never end
 *  where the bytes begin at an odd offset. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** Signed containers in signed containers. */
const MAX_DEPTH = 3;

/** What is extracted from a document. */
export interface Extracting {
  readonly mediaType: DocumentType;
  readonly parts: AsyncGenerator<Part>;
}

/** Picks the extractor by content, and by the name's end where content does not tell.
 *  @throws {ExtractionFailure} `unsupported-type`; `encrypted` for a DOCX with a password (an OLE compound file). */
export function extract(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest, depth = 0): Extracting {
  const mediaType = sniffMediaType(bytes, request.extension);
  if (isDocument(mediaType)) return { mediaType, parts: extractors[mediaType](bytes, request) };
  if (mediaType === 'application/pkcs7-mime') return extractSigned(bytes, request, depth);
  if (isWebPage(bytes)) throw new ExtractionFailure('corrupt', 'a web page, saved in place of the document');
  if (mediaType === undefined) throw new ExtractionFailure('unsupported-type', 'no known kind of document');
  if (mediaType !== 'application/x-cfb') throw new ExtractionFailure('unsupported-type', `no document: ${mediaType}`);
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED_PACKAGE);
  throw isEncrypted
    ? new ExtractionFailure('encrypted', 'encrypted Office package')
    : new ExtractionFailure('unsupported-type', 'OLE compound file');
}

function isDocument(mediaType: MediaType | undefined): mediaType is DocumentType {
  return mediaType !== undefined && mediaType in extractors;
}

/** The document in a signed container, whose name is that of the container without its own end. */
function extractSigned(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest, depth: number): Extracting {
  if (depth === MAX_DEPTH) throw new ExtractionFailure('too-large', `over ${MAX_DEPTH} signatures around a document`);
  const { extension = '', ...rest } = request;
  const inner = extension.replace(/\.?p7[ms]$/, '');
  const { mediaType, parts } = extract(readSigned(bytes), { ...rest, extension: inner }, depth + 1);
  return { mediaType, parts: markSigned(parts) };
}

async function* markSigned(parts: AsyncGenerator<Part>): AsyncGenerator<Part> {
  let properties = { container: 'application/pkcs7-mime' };
  for await (const part of parts) {
    if (part.kind === 'properties') properties = { ...part.properties, ...properties };
    else yield part;
  }
  yield { kind: 'properties', properties };
}

/** Court portals answer with a web page when a session has ended, and downloaders save it under the document's name. */
function isWebPage(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*<(?:!doctype\s+html|html)[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 512)));
}
