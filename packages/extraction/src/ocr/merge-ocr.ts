import { type Fragment, rightAngle, spreadEvenly } from '../pdf/fragment.ts';
import { type Box, placeBox } from '../pdf/geometry.ts';
import type { NoiseRule } from '../pdf/noise/find-noise.ts';
import type { ReadPage } from '../pdf/read-page.ts';
import { joinSegments, type Segment } from '../pdf/segments.ts';
import type { OcrPage, OcrReason, OcrWord } from './ocr-page.ts';

/** A text layer with this many times the letters that OCR has read is not given up for them. */
const MUCH_MORE = 2;
const UNSURE = 0.5;

/** A page with what OCR has read of it. Where its text layer means nothing, only stamps and the like stay of it; else all
 *  of it does, since it is surer than OCR. What OCR reads at the place of something that stays is left out. Nobody knows
 *  whether a layer means something where OCR was forced: it gives way, unless OCR has read little of it, or unsurely. */
export function mergeOcr(
  page: ReadPage,
  reading: OcrPage,
  { reason, noise }: { reason: OcrReason; noise: ReadonlyMap<Segment, NoiseRule> },
): ReadPage {
  const { turn, confidence, words } = reading;
  if (words.length === 0 || (reason === 'forced' && isPoor(reading, page)))
    return { ...page, frame: { ...page.frame, reason } };
  const keepsLayer = reason === 'no-text-layer' || reason === 'low-density';
  const layer = [...page.segments, ...page.turned].filter((segment) => keepsLayer || noise.has(segment));
  const boxes = [...layer, ...page.signatures].map((segment) => placeBox(segment, segment.left, segment.right));
  const fragments = words
    .map((word) => toFragment(word, turn))
    .filter((fragment) => !isCovered(placeBox(fragment, fragment.left, fragment.right), boxes));
  const angle = rightAngle(turn);
  const turned = Map.groupBy(
    fragments.filter((fragment) => fragment.angle !== angle),
    (fragment) => fragment.turn,
  );
  return {
    ...page,
    frame: { ...page.frame, textSource: 'ocr', reason, confidence },
    segments: [
      ...layer.filter((segment) => segment.angle === angle),
      ...joinSegments(fragments.filter((fragment) => fragment.angle === angle)),
    ],
    turned: [...layer.filter((segment) => segment.angle !== angle), ...[...turned.values()].flatMap(joinSegments)],
  };
}

function isPoor({ confidence, words }: OcrPage, { segments, turned }: ReadPage): boolean {
  const count = (texts: readonly { text: string }[]) =>
    texts.reduce((sum, { text }) => sum + text.replaceAll(/\s/g, '').length, 0);
  const layer = count([...segments, ...turned]);
  return layer > 0 && (confidence < UNSURE || layer > MUCH_MORE * count(words));
}

function toFragment({ text, left, right, top, bottom, baseline, size, ...word }: OcrWord, pageTurn: number): Fragment {
  const turn = word.turn ?? pageTurn;
  const place = { left, right, top, bottom, baseline, size, turn, angle: rightAngle(turn) };
  return { ...spreadEvenly(text, left, right), ...place, spaceBefore: true, spaceAfter: true };
}

/** Whether the middle of a box lies in another. */
function isCovered([left, top, right, bottom]: Box, boxes: readonly Box[]): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return boxes.some((box) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
}
