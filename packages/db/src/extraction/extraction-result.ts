import type { OutlineEntry } from '@acervo/legal';

/** One page as `packages/extraction` gives it. Positions are UTF-16 in the text. */
export interface ExtractedPageResult {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly textSource: 'layer' | 'ocr' | 'none';
  readonly reason?: string | undefined;
  /** Of OCR, 0..1. */
  readonly confidence?: number | undefined;
  /** start, end, left, top, right, bottom, …: six numbers a run; boxes in 1/100 pt from the top left corner. */
  readonly runs: Int32Array;
  /** One number for each UTF-16 unit of all runs: how far its glyph reaches beyond the one before, in 1/100 pt. */
  readonly advances: Int16Array;
}

/** What an extraction yields, in the shape of `packages/extraction` (which this package doesn't import). */
export interface ExtractionResult {
  readonly mediaType: string;
  readonly text: string;
  readonly pages: readonly ExtractedPageResult[];
  readonly removed: readonly {
    readonly page?: number | null | undefined;
    readonly rule: string;
    readonly text: string;
    readonly box?: readonly number[] | undefined;
  }[];
  /** Of a PDF; pages are 1-based, depth 0 is the outermost. */
  readonly outline: readonly OutlineEntry[];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly extractorVersion: string;
}
