import { median } from '../pdf/geometry.ts';
import type { OcrWord } from './ocr-page.ts';
import { beginsAsItem, repairNumerals } from './repair-numerals.ts';
import { repairWords } from './repair-words.ts';
import type { Placement } from './upright-page.ts';

/** What was read in one image. */
export interface PlacedText {
  /** As of its image. */
  readonly turn: number;
  /** 0..1, over its words by their length; 0 without words. */
  readonly confidence: number;
  readonly words: readonly OcrWord[];
}

interface ReadWord {
  readonly line: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0..100 */
  readonly confidence: number;
  readonly text: string;
}

/** Tesseract's level of words. */
const WORD_LEVEL = '5';
/** Marks without a letter or digit that are surer than this are kept: rules and specks are read as marks, too. */
const MIN_MARK_CONFIDENCE = 60;
/** As many items tell that their numerals stand apart from their dashes. */
const MIN_APART = 2;
/** Heights of letters in font sizes, of usual book fonts: capitals and digits; small letters without ascender. */
const TALL = 0.68;
const SMALL = 0.46;
const HAS_DESCENDER = /[gjpqyçQ,;()[\]{}|/§$]/;
const IS_TALL = /[A-ZÀ-Þ0-9bdfhkltßáéíóúâêôãõà]/;

/** Places what Tesseract read (its TSV) on the page. */
export function placeWords(tsv: string, { scale, turn, left, top }: Placement): PlacedText {
  const read = parseTsv(tsv);
  const words: OcrWord[] = [];
  const lines = partDashes([...Map.groupBy(read, (word) => word.line).values()]);
  const repaired = repairNumerals(lines.map((line) => repairWords(line.map(({ text }) => text))));
  for (const [number, line] of lines.entries()) {
    const { baseline, size } = measureLine(line);
    const texts = repaired[number] ?? [];
    for (const [index, word] of line.entries())
      words.push({
        text: texts[index] ?? word.text,
        left: rounded(left + word.left * scale),
        right: rounded(left + (word.left + word.width) * scale),
        top: rounded(top + word.top * scale),
        bottom: rounded(top + (word.top + word.height) * scale),
        baseline: rounded(top + baseline * scale),
        size: rounded(size * scale),
      });
  }
  const letters = read.reduce((sum, { text }) => sum + text.length, 0);
  const sure = read.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return { turn, confidence: letters === 0 ? 0 : Math.round(sure / letters) / 100, words };
}

function parseTsv(tsv: string): ReadWord[] {
  return tsv.split('\n').flatMap((row) => {
    const [level, page, block, paragraph, line, , ...rest] = row.split('\t');
    const [left, top, width, height, confidence] = rest.map(Number);
    const text = rest[5]?.trim() ?? '';
    if (level !== WORD_LEVEL || text === '' || left === undefined || top === undefined) return [];
    if (width === undefined || height === undefined || confidence === undefined) return [];
    if (!/[\p{L}\p{N}]/u.test(text) && confidence < MIN_MARK_CONFIDENCE) return [];
    return { line: `${page} ${block} ${paragraph} ${line}`, left, top, width, height, confidence, text };
  });
}

/** Parts the numeral of an item from its dash where others of the page stand apart. */
function partDashes(lines: readonly (readonly ReadWord[])[]): readonly (readonly ReadWord[])[] {
  const apart = lines.filter((line) => beginsAsItem(line.map(({ text }) => text))).length;
  if (apart < MIN_APART) return lines;
  return lines.map(([first, ...rest]) => {
    if (first === undefined) return rest;
    const [numeral, dash] = [first.text.slice(0, -1), first.text.slice(-1)];
    if (rest.length === 0 || !beginsAsItem([numeral, dash])) return [first, ...rest];
    const width = Math.round((first.width * numeral.length) / first.text.length);
    return [
      { ...first, text: numeral, width },
      { ...first, text: dash, left: first.left + width, width: first.width - width },
      ...rest,
    ];
  });
}

/** Baseline and font size of a line in pixels, by the boxes of its words. */
function measureLine(words: readonly ReadWord[]): { baseline: number; size: number } {
  const lettered = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const measured = lettered.length > 0 ? lettered : words;
  const standing = measured.filter(({ text }) => !HAS_DESCENDER.test(text));
  const heights = measured.map(({ height }) => height);
  const baseline =
    standing.length > 0
      ? median(standing.map((word) => word.top + word.height))
      : median(measured.map((word) => word.top + word.height)) - 0.2 * median(heights);
  const sizes = measured.map(({ top, text }) => (baseline - top) / (IS_TALL.test(text) ? TALL : SMALL));
  return { baseline, size: Math.max(1, median(sizes)) };
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
