import type { PageLayout } from '@acervo/db';
import { locateSpan } from '@acervo/extraction';

/** The places of a mention: page, and left, top, right, bottom in points from the top left corner of the page. */
export function locateMentions(
  layouts: readonly PageLayout[],
  { start, end }: { readonly start: number; readonly end: number },
): { page: number; box: number[] }[] {
  return locateSpan(layouts, start, end).map(({ page, box }) => ({ page, box: box.map((value) => value / 100) }));
}
