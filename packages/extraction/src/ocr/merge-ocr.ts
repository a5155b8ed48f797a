import { type Fragment, rightAngle, spreadEvenly } from '../pdf/fragment.ts';
import { type Box, placeBox } from '../pdf/geometry.ts';
import type { NoiseRule } from '../pdf/noise/find-noise.ts';
import type { ReadPage } from '../pdf/read-page.ts';
import { joinSegments, type Segment } from '../pdf/segments.ts';
import type { OcrPage, OcrReason, OcrWord } from './ocr-page.ts';

/** A page with what OCR has read of it. Where its text layer means nothing, only stamps and the like stay of it; else all
 *  of it does, since it is surer than OCR. What OCR reads at the place of something that stays is left out. */
export function mergeOcr(
  page: ReadPage,
  { turn, confidence, words }: OcrPage,
  { reason, noise }: { reason: OcrReason; noise: ReadonlyMap<Segment, NoiseRule> },
): ReadPage {
  if (words.length === 0) return { ...page, frame: { ...page.frame, reason } };
  const keepsLayer = reason === 'no-text-layer' || reason === 'low-density';
  const layer = [...page.segments, ...page.turned].filter((segment) => keepsLayer || noise.has(segment));
  const boxes = [...layer, ...page.signatures].map((segment) => placeBox(segment, segment.left, segment.right));
  const fragments = words
    .map((word) => toFragment(word, turn))
    .filter((fragment) => !isCovered(placeBox(fragment, fragment.left, fragment.right), boxes));
  const angle = rightAngle(turn);
  return {
    ...page,
    frame: { ...page.frame, textSource: 'ocr', reason, confidence },
    segments: [...layer.filter((segment) => segment.angle === angle), ...joinSegments(fragments)],
    turned: layer.filter((segment) => segment.angle !== angle),
  };
}

function toFragment({ text, left, right, top, bottom, baseline, size }: OcrWord, turn: number): Fragment {
  const place = { left, right, top, bottom, baseline, size, turn, angle: rightAngle(turn) };
  return { ...spreadEvenly(text, left, right), ...place, spaceBefore: true, spaceAfter: true };
}

/** Whether the middle of a box lies in another. */
function isCovered([left, top, right, bottom]: Box, boxes: readonly Box[]): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return boxes.some((box) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
}
