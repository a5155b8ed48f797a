import { median } from './geometry.ts';
import type { Line, Region } from './reading-order.ts';

/** Lines that are read on as one text, and the region each stands in. */
export interface Paragraph {
  readonly lines: readonly Line[];
  /** Of the first and of the last line; they differ where a paragraph goes on in the next column. */
  readonly first: Region;
  readonly last: Region;
}

/** Line distances beyond which a new paragraph begins, in those of the paragraph and in usual ones of the region. */
const WIDER = 1.25;
const MUCH_WIDER = 1.4;
/** Sizes that differ by more are those of different texts. */
const OTHER_SIZE = 1.13;
/** What counts as an indent, in font sizes. */
const INDENT = 0.8;
/** A line reaches the edge if this much or less is left of it, in font sizes. */
const TOLERANCE = 0.15;
// A numbered or lettered item, an article, a dash.
const ITEM =
  /^(?:[IVXLC]{1,6}\s?[-–—.)]|\d{1,3}(?:\.\d{1,3})*\s?[-–—.)](?!\d)|[a-z]\)|§\s?\d|Art\.\s?\d|Parágrafo único|[-–—•·▪●○])(?:\s|$)/u;
// A provision where a law is printed, with the beginning of its text: in a citation that goes on, a comma follows.
const PROVISION =
  /^(?:§\s?\d+\s?[ºo°]?|Art\.\s?\d[\d.]*\s?[ºo°]?(?:-[A-Z]{1,2})?|Parágrafo único)\.?(?:\s?[-–—])?\s+["“(]?\p{Lu}/u;
// The mark of a footnote may stand behind it.
const END = /[.:;!?…]["”’')\]]*[⁰¹²³⁴-⁹]*$/u;

/** Cuts the lines of regions into paragraphs; one that goes on in the next region stays whole. */
export function findParagraphs(regions: readonly Region[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const region of regions) {
    for (const paragraph of cutRegion(region)) {
      const last = paragraphs.at(-1);
      if (last !== undefined && last.last !== region && goesOn(last, paragraph))
        paragraphs[paragraphs.length - 1] = { ...last, lines: [...last.lines, ...paragraph.lines], last: region };
      else paragraphs.push(paragraph);
    }
  }
  return paragraphs;
}

function cutRegion(region: Region): Paragraph[] {
  const { lines } = region;
  const usual = median(lines.slice(1).map((line, index) => line.baseline - (lines[index]?.baseline ?? 0)));
  const paragraphs: Paragraph[] = [];
  let open: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const last = open.at(-1);
    if (last !== undefined && !follows(open, line, { region, usual, index })) {
      paragraphs.push({ lines: open, first: region, last: region });
      open = [];
    }
    open.push(line);
  }
  if (open.length > 0) paragraphs.push({ lines: open, first: region, last: region });
  return paragraphs;
}

/** Whether `line` goes on with the paragraph of `open` lines right above it. */
function follows(
  open: readonly Line[],
  line: Line,
  { region, usual, index }: { region: Region; usual: number; index: number },
): boolean {
  const last = open.at(-1);
  if (last === undefined || last.isRow || line.isRow || !isSameSize(last, line)) return false;
  const gap = line.baseline - last.baseline;
  const before = open.at(-2);
  const own = before === undefined ? undefined : last.baseline - before.baseline;
  const next = region.lines[index + 1];
  const isSetWide = next !== undefined && isSameSize(line, next) && gap < 1.1 * (next.baseline - line.baseline);
  if (own === undefined ? gap > MUCH_WIDER * usual && gap > 1.3 * line.size && !isSetWide : gap > WIDER * own)
    return false;
  if (own === undefined && gap > 2.6 * line.size) return false;
  const { text } = line;
  const lastText = last.text;
  if (ITEM.test(text) && (END.test(lastText) || /(?:,|\se|\sou)$/.test(lastText))) return false;
  if (PROVISION.test(text) && END.test(lastText)) return false;
  const isHanging = open.length === 1 && ITEM.test(lastText);
  const centred = isCentred(last, region);
  if (!centred && line.left > last.left + INDENT * line.size && !isHanging) return false;
  if (!centred && open.length > 1 && line.left < last.left - INDENT * line.size) return false;
  if (/\p{L}[-\u2010]$/u.test(lastText) && /^\p{L}/u.test(text)) return true;
  const room = centred ? region.right - region.left - (last.right - last.left) : edge(region, index - 1) - last.right;
  if (firstWordWidth(line) + 0.2 * line.size <= room - TOLERANCE * line.size) return false;
  return !(END.test(lastText) && /^["“(]?\p{Lu}/u.test(text)) || isReached(region, last);
}

/** Whether a line reaches as far as this one in the middle of a sentence: else nothing says that it is full. */
function isReached({ lines }: Region, line: Line): boolean {
  return lines.some(
    (other) =>
      other !== line && !other.isRow && other.right > line.right - 2 * line.size && !END.test(other.text.slice(-4)),
  );
}

/** The right edge that the lines around line `index` keep to: three or more that end at the same place say where it is. */
function edge({ lines, right }: Region, index: number): number {
  const here = lines[index];
  if (here === undefined || here.right >= right - 1) return right;
  let count = 0;
  for (let other = Math.max(0, index - 4); other <= Math.min(lines.length - 1, index + 4); other++) {
    const line = lines[other];
    if (line === undefined || Math.abs(line.left - here.left) > 4 * here.size) continue;
    if (line.right > here.right + 1.5) return right;
    if (Math.abs(line.right - here.right) <= 1.5) count++;
  }
  return count >= 3 ? here.right : right;
}

/** Whether a text that ends a region or page goes on at the start of another. */
export function goesOn(before: Paragraph, after: Paragraph): boolean {
  const [last, first] = [before.lines.at(-1), after.lines[0]];
  if (last === undefined || first === undefined || last.isRow || first.isRow || !isSameSize(last, first)) return false;
  const [ending, beginning] = [last.text, first.text];
  const isLower = /^["“(]?\p{Ll}/u.test(beginning);
  if (/\p{L}[-\u2010]$/u.test(ending) && /^\p{L}/u.test(beginning)) return isLower || isCapitals(ending);
  if (ITEM.test(beginning) && !isLower) return false;
  if (isCapitals(beginning) !== isCapitals(ending)) return false;
  const isEnded = END.test(ending);
  const room = before.last.right - last.right;
  const isFull = firstWordWidth(first) + 0.2 * last.size > room - TOLERANCE * last.size;
  if (isLower) return !isEnded || isFull;
  const isIndented = first.left > after.first.left + INDENT * first.size;
  if (isCentred(last, before.last) && last.right - last.left < 0.8 * (before.last.right - before.last.left))
    return false;
  return isFull && !isIndented && (!isEnded || isUnindentedBeginning(after));
}

/** The paragraph's first line begins at the edge where others of its region are indented: it is no first line. */
function isUnindentedBeginning({ first, lines }: Paragraph): boolean {
  const [head] = lines;
  if (head === undefined || head.left > first.left + 1) return false;
  let indented = 0;
  for (const [index, line] of first.lines.entries()) {
    const above = first.lines[index - 1];
    if (above !== undefined && END.test(above.text) && line.left > first.left + INDENT * line.size) indented++;
  }
  return indented > 0;
}

function isSameSize(a: Line, b: Line): boolean {
  return Math.max(a.size, b.size) < OTHER_SIZE * Math.min(a.size, b.size);
}

function isCentred(line: Line, { left, right }: Region): boolean {
  const [before, after] = [line.left - left, right - line.right];
  return before > 2 * line.size && Math.abs(before - after) < 1.5 * line.size;
}

function isCapitals(text: string): boolean {
  return text.length > 3 && text === text.toUpperCase() && /\p{L}{2}/u.test(text);
}

function firstWordWidth({ segments }: Line): number {
  const [first] = segments;
  if (first === undefined) return 0;
  const space = first.text.search(/\s|(?<=\p{L})-/u);
  return (first.ends[(space < 0 ? first.text.length : space) - 1] ?? first.right) - first.left;
}
