import { type GrayImage, halve } from './gray-image.ts';

const MAX_DEGREES = 6;
const COARSE_DEGREES = 0.5;
const FINE_DEGREES = 0.05;
/** Lines of text make rows of ink and of none; how much more uneven the best angle's rows must be than the straight
 *  ones, else the page is taken as it is. */
const MIN_GAIN = 1.03;
/** Below this an image is not worth turning: OCR reads it as well. */
const MIN_DEGREES = 0.15;
const MAX_WIDTH = 900;

/** How far the lines of a page are turned clockwise, in radians; 0 where they are straight or no angle is better. Rows of
 *  ink are counted along lines of each angle, and the angle with the most uneven counts wins (Postl's projection profile,
 *  US patent 4,723,297, expired). */
export function findSkew(image: GrayImage): number {
  let small = image;
  while (small.width > MAX_WIDTH) small = halve(small);
  const ink = findInk(small);
  const straight = unevenness(ink, small, 0);
  let best = { degrees: 0, score: straight };
  const look = (degrees: number) => {
    const score = unevenness(ink, small, (degrees * Math.PI) / 180);
    if (score > best.score) best = { degrees, score };
  };
  for (let degrees = -MAX_DEGREES; degrees <= MAX_DEGREES; degrees += COARSE_DEGREES) look(degrees);
  const coarse = best.degrees;
  for (let step = -COARSE_DEGREES; step <= COARSE_DEGREES; step += FINE_DEGREES) look(coarse + step);
  if (best.score < MIN_GAIN * straight || Math.abs(best.degrees) < MIN_DEGREES) return 0;
  return (best.degrees * Math.PI) / 180;
}

/** x and y of dark pixels that have a lighter one below: the lower edges of letters. */
function findInk({ width, height, pixels }: GrayImage): Int16Array {
  const ink: number[] = [];
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if ((pixels[at] ?? 255) < 128 && (pixels[at + width] ?? 0) - (pixels[at] ?? 0) > 40) ink.push(x, y);
    }
  return Int16Array.from(ink);
}

function unevenness(ink: Int16Array, { width, height }: GrayImage, radians: number): number {
  const slope = Math.tan(radians);
  const margin = Math.ceil(Math.abs(slope) * width) + 1;
  const rows = new Float64Array(height + 2 * margin);
  for (let at = 0; at < ink.length; at += 2) {
    const row = Math.round((ink[at + 1] ?? 0) - slope * (ink[at] ?? 0)) + margin;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of rows) sum += count * count;
  return sum;
}
