import { openDisjointSets } from '../disjoint-sets.ts';
import type { GrayImage, PixelBox } from './gray-image.ts';

/** What is darker than this share of the paper is ink. */
const INK_SHARE = 0.72;
/** More are a picture and no writing. */
const MAX_RUNS = 400_000;

/** The darkest gray that is no ink, by the paper's: the median of the page. */
export function inkThreshold({ pixels }: GrayImage): number {
  const counts = new Uint32Array(256);
  for (const gray of pixels) counts[gray] = (counts[gray] ?? 0) + 1;
  let paper = 255;
  for (let lighter = counts[255] ?? 0; paper > 0 && 2 * lighter < pixels.length; lighter += counts[paper] ?? 0) paper--;
  return INK_SHARE * paper;
}

/** The boxes of connected ink: letters, mostly. None where the image is a picture. Goes by the runs of each row, which are
 *  joined to those they touch in the row above. */
export function findInk(image: GrayImage): PixelBox[] {
  const { width, height, pixels } = image;
  const threshold = inkThreshold(image);
  const runs: { y: number; left: number; right: number }[] = [];
  const letters = openDisjointSets();
  let above = 0;
  for (let y = 0; y < height; y++) {
    const first = runs.length;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if ((pixels[row + x] ?? 255) >= threshold) continue;
      const left = x;
      while (x < width && (pixels[row + x] ?? 255) < threshold) x++;
      const index = runs.length;
      if (index === MAX_RUNS) return [];
      runs.push({ y, left, right: x });
      while (above < first && (runs[above]?.right ?? 0) < left) above++;
      for (let other = above; other < first && (runs[other]?.left ?? 0) <= x; other++) letters.join(index, other);
    }
    above = first;
  }
  const boxes = new Map<number, PixelBox>();
  for (const [index, { y, left, right }] of runs.entries()) {
    const root = letters.rootOf(index);
    const box = boxes.get(root);
    boxes.set(root, {
      left: Math.min(left, box?.left ?? left),
      top: box?.top ?? y,
      right: Math.max(right, box?.right ?? right),
      bottom: y + 1,
    });
  }
  return [...boxes.values()];
}
