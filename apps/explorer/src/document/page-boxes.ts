import type { DocumentPart, PartMention, StoredPage } from '@acervo/db';
import { locateSpan } from '@acervo/extraction';

/** A rectangle on a page, in per cent of the page from its top left corner. */
interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a mention stands on its page: one box a line. */
export interface MentionBox extends PageBox {
  readonly mention: PartMention;
}

/** Boxes around exactly the glyphs of a page's mentions, by the places that extraction stored. A mention that begins or ends
 *  on another page has those of its lines that stand on this one. */
export function mentionBoxes(page: StoredPage, { number, start, end, mentions }: DocumentPart): MentionBox[] {
  const runs = Int32Array.from(page.runs);
  const advances = new Int16Array(countCharacters(page.runs)); // zeros where an older extractor knew none
  advances.set(page.advances.slice(0, advances.length));
  const layouts = [{ number, start, end, runs, advances }];
  return mentions.flatMap((mention) =>
    locateSpan(layouts, mention.start, mention.end).map(({ box }) => ({ mention, ...onPage(page, box) })),
  );
}

/** Where something that was taken out of the page stands. */
export interface RemovedBox extends PageBox {
  /** Its place among what was taken out of the page, from 1. */
  readonly ordinal: number;
}

/** Boxes of what was taken out of the page, as far as its place is known. */
export function removedBoxes(page: StoredPage, { removed }: DocumentPart): RemovedBox[] {
  return removed.flatMap(({ box }, at) => (box?.length === 4 ? [{ ordinal: at + 1, ...onPage(page, box) }] : []));
}

function countCharacters(runs: readonly number[]): number {
  let count = 0;
  for (let at = 0; at + 5 < runs.length; at += 6) count += (runs[at + 1] ?? 0) - (runs[at] ?? 0);
  return count;
}

function onPage({ width, height }: StoredPage, box: readonly number[]): PageBox {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  return {
    left: percentOf(left, width),
    top: percentOf(top, height),
    width: percentOf(right - left, width),
    height: percentOf(bottom - top, height),
  };
}

function percentOf(hundredths: number, points: number): number {
  return Math.round((hundredths / points) * 1000) / 1000;
}
