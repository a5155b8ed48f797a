import type { Attachment, ExtractedPage, OutlineEntry, RemovedSpan } from '../extraction.ts';
import type { OcrPage } from '../ocr/ocr-page.ts';

/** What an extractor yields, piece by piece, so that nobody holds the whole result twice. */
export type Part =
  /** Text of a page with its layout; `lead` stands between the text before and this. */
  | { readonly kind: 'page'; readonly page: ExtractedPage; readonly lead: string; readonly text: string }
  /** Text of a document without pages. */
  | { readonly kind: 'text'; readonly text: string }
  /** What was taken out of the text. */
  | { readonly kind: 'removed'; readonly spans: readonly RemovedSpan[] }
  | { readonly kind: 'attachment'; readonly attachment: Attachment }
  | { readonly kind: 'outline'; readonly entries: readonly OutlineEntry[] }
  | { readonly kind: 'properties'; readonly properties: Properties }
  /** A sign of life between pages. */
  | { readonly kind: 'progress' };

export type Properties = Record<string, string | number | boolean>;

/** Limits and keys that come with a document. */
export interface DocumentRequest {
  readonly passwords: readonly string[];
  readonly maxTextUnits: number;
  /** How the file's name ends, in small letters (`txt`, `txt.p7s`): texts and web pages have no marks of their own. */
  readonly extension?: string;
  /** The name of a file embedded in the document: its bytes are wanted, and nothing else. */
  readonly attachment?: string;
  /** Stamps, running heads and the like stay in the text. */
  readonly keepNoise?: boolean;
  /** What OCR has read so far; absent where no page will be read by it. */
  readonly ocr?: OcrReadings;
}

/** Pages read by OCR, to take in place of a text layer or beside it: one by one, since they are large. */
export interface OcrReadings {
  /** Also where the text layer is good. */
  readonly force: boolean;
  /** Those that were read. */
  readonly pages: readonly number[];
  read(page: number): Promise<OcrPage>;
}

/** A request as it is sent to a child, which asks for the readings. */
export type SentRequest = Omit<DocumentRequest, 'ocr'> & { readonly ocr?: Omit<OcrReadings, 'read'> };

/** Turns bytes of one media type into parts; throws ExtractionFailure. May detach `bytes`. */
export type Extractor = (bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest) => AsyncGenerator<Part>;
