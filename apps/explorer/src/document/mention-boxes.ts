import type { DocumentPart, StoredPage } from '@acervo/db';

/** Where a mention stands on its page, in per cent of the page from the top left corner. One box a line, at most. */
export interface MentionBox {
  /** Position of the mention in the text, which names its element. */
  readonly start: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes around the glyphs of a page's mentions. Runs are the smallest pieces whose place is known; a mention that covers
 *  a part of one gets that part of its width, by how wide its characters usually are. */
export function mentionBoxes(page: StoredPage, { text, start: base, mentions }: DocumentPart): MentionBox[] {
  const { runs, width, height } = page;
  const characters = Array.from(text);
  const widthOf = (from: number, to: number) =>
    characters.slice(from - base, to - base).reduce((sum, character) => sum + usualWidth(character), 0);
  const boxes: MentionBox[] = [];
  for (const { start, end } of mentions)
    for (let at = 0; at + 5 < runs.length; at += 6) {
      const [from = 0, to = 0, left = 0, top = 0, right = 0, bottom = 0] = runs.slice(at, at + 6);
      if (from >= end || to <= start || to <= from) continue;
      const whole = widthOf(from, to) || 1;
      const first = widthOf(from, Math.max(from, start)) / whole;
      const last = widthOf(from, Math.min(to, end)) / whole;
      const isTall = bottom - top > 2 * (right - left) && to - from > 2; // text that runs down the page
      const box = isTall
        ? { left, right, top: top + first * (bottom - top), bottom: top + last * (bottom - top) }
        : { top, bottom, left: left + first * (right - left), right: left + last * (right - left) };
      boxes.push({
        start,
        left: percentOf(box.left, width),
        top: percentOf(box.top, height),
        width: percentOf(box.right - box.left, width),
        height: percentOf(box.bottom - box.top, height),
      });
    }
  return boxes;
}

/** In ems of a common text face: what matters is that an "i" is not as wide as an "M". */
function usualWidth(character: string): number {
  if (/[\s.,;:'!|iíîjlftIJ()[\]/-]/.test(character)) return 0.3;
  if (/[mwMW—@%]/.test(character)) return 0.8;
  return /\p{Lu}/u.test(character) ? 0.68 : 0.5;
}

function percentOf(hundredths: number, points: number): number {
  return Math.round((hundredths / points) * 100) / 100;
}
