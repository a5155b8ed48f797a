import { inkThreshold } from './find-ink.ts';
import type { GrayImage } from './gray-image.ts';

/** No stroke of a letter is as long and as thin, in points. */
const MIN_LENGTH = 40;
const MAX_THICKNESS = 2.5;
const WHITE = 255;

/** Erases straight rules across and down a page, in place: those of tables, and lines under words, which OCR takes for
 *  the borders of blocks and for letters. What crosses a rule stays whole.
 *  @param scale points a pixel */
export function eraseRules(image: GrayImage, scale: number): void {
  const { width, height } = image;
  const threshold = inkThreshold(image);
  const given = { threshold, minLength: MIN_LENGTH / scale, maxThickness: MAX_THICKNESS / scale };
  eraseAlong(image.pixels, { ...given, length: width, lines: height, step: 1, across: width });
  eraseAlong(image.pixels, { ...given, length: height, lines: width, step: width, across: 1 });
}

interface Scan {
  readonly threshold: number;
  /** In pixels. */
  readonly minLength: number;
  readonly maxThickness: number;
  /** Pixels of a line, and from one to the next. */
  readonly length: number;
  readonly step: number;
  /** How many lines there are, and pixels from one to the next. */
  readonly lines: number;
  readonly across: number;
}

function eraseAlong(pixels: Uint8Array, scan: Scan): void {
  const { threshold, minLength, length, step, lines, across } = scan;
  for (let line = 0; line < lines; line++) {
    const first = line * across;
    for (let at = 0; at < length; at++) {
      const start = at;
      while (at < length && (pixels[first + at * step] ?? WHITE) < threshold) at++;
      if (at - start >= minLength) for (let of = start; of < at; of++) eraseThrough(pixels, line, of * step, scan);
    }
  }
}

/** Erases the ink across a rule at one place, unless there is more of it than the rule is thick. */
function eraseThrough(pixels: Uint8Array, line: number, offset: number, scan: Scan): void {
  const { threshold, maxThickness, lines, across } = scan;
  const isInk = (at: number) => at >= 0 && at < lines && (pixels[at * across + offset] ?? WHITE) < threshold;
  let [from, to] = [line, line + 1];
  while (to - from <= maxThickness && isInk(from - 1)) from--;
  while (to - from <= maxThickness && isInk(to)) to++;
  if (to - from > maxThickness) return;
  // its blurred edges, too
  for (let at = Math.max(0, from - 1); at < Math.min(lines, to + 1); at++) pixels[at * across + offset] = WHITE;
}
