/** What a file is, told by its content. `application/x-cfb` (OLE compound file: a legacy .doc or an encrypted DOCX) is
 *  recognized so that it can be refused with the right code; it is never extracted. */
export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/x-cfb';

/** The media type of DOCX. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

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
  /** `layer`: text came from the file; `none`: the page gave no text, and `reason` says why. */
  readonly textSource: 'layer' | 'none';
  readonly reason?: string;
  /** Six numbers a run, ascending: start, end (UTF-16 in the text), left, top, right, bottom (1/100 pt from the top left
   *  corner of the displayed page). Ranges do not overlap; what lies between them (spaces, line breaks) is ours. */
  readonly runs: Int32Array;
  /** One number for each UTF-16 unit of all runs in their order: how far its glyph reaches to the right beyond the one
   *  before, in 1/100 pt, the first of a run from its left. Text that doesn't run from left to right has a run a glyph. */
  readonly advances: Int16Array;
}

/** Text that was taken out of the document's text, and why: nothing is gone for good. */
export interface RemovedSpan {
  readonly page: number;
  readonly rule: string;
  readonly text: string;
  /** Left, top, right, bottom in 1/100 pt from the top left corner of the displayed page. */
  readonly box: readonly [number, number, number, number];
}

/** What extraction makes of one file. */
export interface Extraction {
  readonly mediaType: MediaType;
  /** NFC; lines and paragraphs end in '\n'; no other control characters, no lone surrogates. */
  readonly text: string;
  /** In order; empty for DOCX, which has no fixed pages. */
  readonly pages: readonly ExtractedPage[];
  readonly removed: readonly RemovedSpan[];
  readonly properties: Record<string, string | number | boolean>;
  readonly extractorVersion: string;
}

/** Changes whenever the same bytes may give another text or layout. */
export const EXTRACTOR_VERSION = '2';
