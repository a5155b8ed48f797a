import type { PageLayout } from '@acervo/db';

/** Columns of the sketch of a page; a character is about twice as tall as wide. */
const COLUMNS = 60;
const CELL_HEIGHT = 2;

/** Draws a page in characters: `·` where text stands, `█` where something is mentioned.
 *  @param places boxes in points */
export function sketchPage(
  { width, height, runs }: PageLayout,
  places: readonly { readonly box: readonly number[] }[],
): string[] {
  const step = width / COLUMNS;
  const rows = Math.max(1, Math.ceil(height / (CELL_HEIGHT * step)));
  const cells = Array.from({ length: rows }, () => new Array<string>(COLUMNS).fill(' '));
  const fill = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], sign: string) => {
    // a line of text fills one row of characters: the one that its middle is in
    const isLine = bottom - top < 2 * CELL_HEIGHT * step;
    const middle = (top + bottom) / 2;
    const [from, to] = (isLine ? [middle, middle] : [top, bottom]).map((y) => Math.floor(y / (CELL_HEIGHT * step)));
    for (let row = Math.max(0, from ?? 0); row <= Math.min(rows - 1, to ?? 0); row++)
      for (let column = Math.max(0, Math.floor(left / step)); column < Math.min(COLUMNS, right / step); column++)
        cells[row]?.splice(column, 1, sign);
  };
  for (let run = 0; run < runs.length; run += 6)
    fill(
      Array.from(runs.subarray(run + 2, run + 6), (value) => value / 100),
      '·',
    );
  for (const { box } of places) fill(box, '█');
  return cells.map((row) => row.join('').trimEnd());
}
