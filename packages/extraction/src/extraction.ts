/** The media type of DOCX. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** The media type of ODT. */
export const ODT = 'application/vnd.oasis.opendocument.text';

/** What documents are extracted from. */
export const DOCUMENT_TYPES = [
  ...(['application/pdf', DOCX, ODT, 'application/rtf', 'text/html', 'text/plain'] as const),
  ...(['image/png', 'image/jpeg', 'image/tiff'] as const),
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** What a file is, told by its content. Signed containers (CMS, `pkcs7-mime`) hold a document. Signatures of other files
 *  and OLE compound files (a legacy .doc or an encrypted DOCX) are recognized so that they can be refused with the right
 *  code. */
export type MediaType = DocumentType | 'application/pkcs7-mime' | 'application/pkcs7-signature' | 'application/x-cfb';

/** One page of a document. */
export interface ExtractedPage {
  /** 1-based. */
  readonly number: number;
  /** UTF-16 range in the text, half-open. A word that continues on the next page ends the range without a line break. */
  readonly start: number;
  readonly end: number;
  /** Size as displayed, in points, after rotation. */
  readonly width: number;
  readonly height: number;
  /** The page's own rotation in degrees clockwise: 0, 90, 180 or 270. */
  readonly rotation: number;
  /** `layer`: text came from the file; `ocr`: it was read from the page's image, and `reason` says why; `none`: the page
   *  gave no text, and `reason` says why. A reason beside `layer` says why OCR would be better. */
  readonly textSource: 'layer' | 'ocr' | 'none';
  readonly reason?: string;
  /** Of OCR, 0..1. */
  readonly confidence?: number;
  /** Six numbers a run, ascending: start, end (UTF-16 in the text), left, top, right, bottom (1/100 pt from the top left
   *  corner of the displayed page). Ranges do not overlap; what lies between them (spaces, line breaks) is ours. */
  readonly runs: Int32Array;
  /** One number for each UTF-16 unit of all runs in their order: how far its glyph reaches to the right beyond the one
   *  before, in 1/100 pt, the first of a run from its left. Text that doesn't run from left to right has a run a glyph. */
  readonly advances: Int16Array;
}

/** Text that was taken out of the document's text, and why: nothing is gone for good. */
export interface RemovedSpan {
  /** `null` in a document without pages. */
  readonly page: number | null;
  readonly rule: string;
  readonly text: string;
  /** Left, top, right, bottom in 1/100 pt from the top left corner of the displayed page; absent without pages. */
  readonly box?: readonly [number, number, number, number];
}

/** A file embedded in a document: a document of its own where it has a hash. */
export interface Attachment {
  /** One word of a path, each once in its document. */
  readonly name: string;
  readonly sizeBytes: number;
  /** In hexadecimal. */
  readonly sha256?: string;
}

/** An entry of a PDF's outline that leads to a page. */
export interface OutlineEntry {
  readonly title: string;
  /** 1-based. */
  readonly page: number;
  /** 0 for the outermost. */
  readonly depth: number;
}

/** What extraction makes of one file. */
export interface Extraction {
  /** Of a signed container: that of the document in it. */
  readonly mediaType: DocumentType;
  /** NFC; lines and paragraphs end in '\n'; no other control characters, no lone surrogates. */
  readonly text: string;
  /** In order; empty but for PDF and images, since others have no fixed pages. */
  readonly pages: readonly ExtractedPage[];
  readonly removed: readonly RemovedSpan[];
  readonly attachments: readonly Attachment[];
  /** In its order; only of a PDF, and no more than are of use. */
  readonly outline: readonly OutlineEntry[];
  readonly properties: Record<string, string | number | boolean>;
  readonly extractorVersion: string;
}

/** Changes whenever the same bytes may give another text or layout. */
export const EXTRACTOR_VERSION = '6';
