import { openDisjointSets } from '../disjoint-sets.ts';
import { median } from '../pdf/geometry.ts';
import { findInk } from './find-ink.ts';
import { type GrayImage, halve, type PixelBox } from './gray-image.ts';

/** Sizes of letters of lines that run up or down, in points: across the line, and along it, where letters touch. */
const MIN_LETTER = 1.2;
const MAX_LETTER = 20;
const MAX_TOUCHING = 90;
/** White space in a line, in widths of the letters beside it; between rows of letters there is more than `MAX_USUAL_GAP`. */
const MAX_GAP = 2.2;
const MAX_USUAL_GAP = 0.25;
/** What is smaller than this beside a letter is its accent; in areas of it. */
const MIN_BESIDE = 0.15;
/** A line is this long, in points and in its widths. */
const MIN_LENGTH = 40;
const MIN_LENGTHS = 5;
const MIN_LETTERS = 5;
/** Where stamps stand, in widths of the page from its sides; see turned-text.ts. */
const MARGIN = 0.13;
/** Lines of one stamp are this close, in their widths. */
const MAX_LEADING = 2;
/** With a larger share of the letters outside the margins in such lines, the page itself lies on its side. */
const MAX_UPENDED = 0.3;
const MAX_STRIPS = 8;
/** More are a picture and no page of text. */
const MAX_LETTERS = 20_000;
/** White space that is taken along, in points. */
const PADDING = 2;
/** Smaller images would lose small letters. */
const MIN_HALVED_SCALE = 0.3;

type Line = PixelBox & { readonly letters: number };

/** Finds lines of text that run up or down in the side margins of an upright page, as stamps of courts' systems do: their
 *  letters are closer to the one above and below than to those beside them. Lines side by side come as one strip.
 *  @param scale points a pixel
 *  @returns boxes of the image */
export function findSideStrips(image: GrayImage, scale: number): PixelBox[] {
  const isHalved = scale < MIN_HALVED_SCALE;
  const small = isHalved ? halve(image) : image;
  const unit = isHalved ? 2 * scale : scale;
  const letters = findInk(small).filter((box) => isLetter(box, unit));
  if (letters.length > MAX_LETTERS) return [];
  const lines = findUpendedLines(letters, unit);
  const isInMargin = ({ left, right }: PixelBox) =>
    Math.min((left + right) / 2, small.width - (left + right) / 2) < MARGIN * small.width;
  const inside = letters.filter((letter) => !isInMargin(letter)).length;
  const upended = lines.filter((line) => !isInMargin(line)).reduce((sum, line) => sum + line.letters, 0);
  if (upended > MAX_UPENDED * inside) return [];
  const factor = isHalved ? 2 : 1;
  const padding = Math.round(PADDING / scale);
  const strips = joinLines(lines.filter(isInMargin)).map(({ left, top, right, bottom }) => ({
    left: Math.max(0, factor * left - padding),
    top: Math.max(0, factor * top - padding),
    right: Math.min(image.width, factor * right + padding),
    bottom: Math.min(image.height, factor * bottom + padding),
  }));
  return strips.length > MAX_STRIPS ? [] : strips;
}

function isLetter({ left, top, right, bottom }: PixelBox, unit: number): boolean {
  const [width, height] = [(right - left) * unit, (bottom - top) * unit];
  if (Math.max(width, height) < MIN_LETTER || width > MAX_LETTER || height > MAX_TOUCHING) return false;
  return width > 1.5 || height < MAX_LETTER; // else a rule
}

/** Columns of letters that are read with the head to the side. */
function findUpendedLines(letters: readonly PixelBox[], unit: number): Line[] {
  const sorted = letters.toSorted((a, b) => a.left - b.left);
  const aside = new Float64Array(sorted.length).fill(Infinity);
  const along = new Float64Array(sorted.length).fill(Infinity);
  const links: [number, number][] = [];
  const reach = MAX_LETTER / unit;
  for (const [index, a] of sorted.entries())
    for (let other = index + 1; other < sorted.length; other++) {
      const b = sorted[other];
      if (b === undefined || b.left - a.right > reach) break;
      const shareX = overlap(a.left, a.right, b.left, b.right);
      const shareY = overlap(a.top, a.bottom, b.top, b.bottom);
      const gapX = Math.max(0, b.left - a.right);
      const gapY = Math.max(0, Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom));
      const areas = [a, b].map(({ left, right, top, bottom }) => (right - left) * (bottom - top));
      const isAccent = Math.min(...areas) < MIN_BESIDE * Math.max(...areas);
      if (shareY >= 0.3 && isAccent) continue;
      if (shareY >= 0.3) for (const one of [index, other]) aside[one] = Math.min(aside[one] ?? Infinity, gapX);
      else if (shareX >= 0.3 && gapY <= reach) {
        for (const one of [index, other]) along[one] = Math.min(along[one] ?? Infinity, gapY);
        if (gapY <= MAX_GAP * Math.max(a.right - a.left, b.right - b.left)) links.push([index, other]);
      }
    }
  const isUpended = (index: number) => (along[index] ?? Infinity) < (aside[index] ?? Infinity);
  const groups = group(
    sorted.map((_, index) => index).filter(isUpended),
    links.filter(([a, b]) => isUpended(a) && isUpended(b)),
  );
  return groups.flatMap(
    (indexes) =>
      toLine(
        indexes.flatMap((index) => sorted[index] ?? []),
        unit,
      ) ?? [],
  );
}

function toLine(letters: readonly PixelBox[], unit: number): Line | undefined {
  if (letters.length < MIN_LETTERS) return undefined;
  const sorted = letters.toSorted((a, b) => a.top - b.top);
  const line = { ...union(sorted), letters: sorted.length };
  const width = median(sorted.map(({ left, right }) => right - left));
  const gaps = sorted.slice(1).map(({ top }, index) => Math.max(0, top - (sorted[index]?.bottom ?? top)));
  const length = line.bottom - line.top;
  const isLine =
    length * unit >= MIN_LENGTH &&
    length >= MIN_LENGTHS * (line.right - line.left) &&
    median(gaps) <= MAX_USUAL_GAP * width;
  return isLine ? line : undefined;
}

/** Lines of one stamp, and what has broken one line in two. */
function joinLines(lines: readonly Line[]): PixelBox[] {
  const links: [number, number][] = [];
  for (const [index, a] of lines.entries())
    for (const [other, b] of lines.entries()) {
      const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right);
      if (other > index && gap <= MAX_LEADING * Math.min(a.right - a.left, b.right - b.left))
        links.push([index, other]);
    }
  return group([...lines.keys()], links).map((indexes) => union(indexes.flatMap((index) => lines[index] ?? [])));
}

/** How much of the shorter of two ranges they share, 0..1. */
function overlap(a: number, aEnd: number, b: number, bEnd: number): number {
  return Math.max(0, Math.min(aEnd, bEnd) - Math.max(a, b)) / Math.max(1, Math.min(aEnd - a, bEnd - b));
}

function union(boxes: readonly PixelBox[]): PixelBox {
  return boxes.reduce((all, box) => ({
    left: Math.min(all.left, box.left),
    top: Math.min(all.top, box.top),
    right: Math.max(all.right, box.right),
    bottom: Math.max(all.bottom, box.bottom),
  }));
}

/** What is linked, directly or over others. */
function group(members: readonly number[], links: readonly (readonly [number, number])[]): number[][] {
  const sets = openDisjointSets();
  for (const [a, b] of links) sets.join(a, b);
  return [...Map.groupBy(members, sets.rootOf).values()];
}
