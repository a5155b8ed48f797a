/** A word read by OCR. Lengths in points, along and across the direction it runs in, as in Fragment. */
export interface OcrWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Of its line. */
  readonly baseline: number;
  /** Font size of its line. */
  readonly size: number;
  /** Its direction in radians clockwise, where it is not that of the page's lines. */
  readonly turn?: number | undefined;
}

/** What OCR made of one page. */
export interface OcrPage {
  /** 1-based. */
  readonly number: number;
  /** Direction of its lines on the displayed page in radians clockwise. */
  readonly turn: number;
  /** 0..1, over the words of its lines by their length; 0 without words. */
  readonly confidence: number;
  readonly words: readonly OcrWord[];
}

/** Why a page is to be read by OCR. `forced`: somebody wanted it, whatever its text layer is like. */
const OCR_REASONS = ['no-text-layer', 'image-covers-text', 'garbled-text', 'low-density', 'forced'] as const;
export type OcrReason = (typeof OCR_REASONS)[number];

/** Whether OCR should read a page that it has not read.
 *  @param force all pages, whatever their text layers are like */
export function wantsOcr(
  { textSource, reason }: { readonly textSource: string; readonly reason?: string | undefined },
  force: boolean,
): boolean {
  return textSource !== 'ocr' && (force || OCR_REASONS.some((each) => each === reason));
}
