import type { NoiseRule } from '../pdf/noise/find-noise.ts';
import type { ReadPage } from '../pdf/read-page.ts';
import type { Segment } from '../pdf/segments.ts';
import { isListed } from '../text/word-list.ts';
import type { OcrReason } from './ocr-page.ts';

/** From this share of the page on, an image is taken for a scan of it. */
const WHOLE_PAGE = 0.6;
const LARGE = 0.25;
/** Characters besides noise: a page with fewer has a line or two. */
const FEW_CHARACTERS = 100;
const SPARSE_CHARACTERS = 250;
/** The share of words that must be in the word list: names and numbers are not, and half of them may be. */
const MIN_LISTED = 0.4;
const MIN_WORDS = 10;

/** Why a page should be read by OCR, if it should. A scan with a text layer of its own keeps it where it makes sense: OCR
 *  would have to be better than whoever made it. */
export function findOcrReason(
  { frame, imageShare, segments, turned }: ReadPage,
  noise: ReadonlyMap<Segment, NoiseRule>,
): OcrReason | undefined {
  if (frame.reason === 'no-text-layer' || frame.reason === 'garbled-text') return frame.reason;
  if (frame.textSource === 'none' || imageShare < LARGE) return undefined;
  const texts = [...segments, ...turned].filter((segment) => !noise.has(segment)).map(({ text }) => text);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (imageShare >= WHOLE_PAGE)
    return characters < FEW_CHARACTERS || !makesSense(texts) ? 'image-covers-text' : undefined;
  return characters < SPARSE_CHARACTERS ? 'low-density' : undefined;
}

function makesSense(texts: readonly string[]): boolean {
  const words = texts.join(' ').match(/\p{L}{4,}/gu) ?? [];
  return (
    words.length < MIN_WORDS || words.filter((word) => isListed(word.toLowerCase())).length >= MIN_LISTED * words.length
  );
}
