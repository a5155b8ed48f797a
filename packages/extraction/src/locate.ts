import type { ExtractedPage } from './extraction.ts';

/** A place on a page: left, top, right, bottom in 1/100 pt from the top left corner of the displayed page. */
export interface Place {
  readonly page: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/** Where the characters of `[start, end)` stand: one box a line, from the left of the first glyph to the right of the last.
 *  Positions count as the pages' own do (UTF-16 in an Extraction). Empty for white space and where there is no layout. */
export function locateSpan(
  pages: readonly Pick<ExtractedPage, 'number' | 'start' | 'end' | 'runs' | 'advances'>[],
  start: number,
  end: number,
): Place[] {
  return pages.flatMap((page) => (page.start < end && page.end > start ? locateOnPage(page, start, end) : []));
}

function locateOnPage(
  { number, runs, advances }: Pick<ExtractedPage, 'number' | 'runs' | 'advances'>,
  start: number,
  end: number,
): Place[] {
  const places: Place[] = [];
  let passed = 0;
  for (let run = 0; run < runs.length; run += 6) {
    const [from = 0, to = 0, left = 0, top = 0, right = 0, bottom = 0] = runs.subarray(run, run + 6);
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    if (first < last) {
      const [before, within] = reach(
        advances.subarray(passed, passed + to - from),
        first - from,
        last - from,
        right - left,
      );
      const isWhole = first === from && last === to;
      addPlace(
        places,
        number,
        isWhole ? [left, top, right, bottom] : [left + before, top, left + before + within, bottom],
      );
    }
    passed += to - from;
  }
  return places;
}

/** Glyphs that adjoin on one line are one place. */
function addPlace(places: Place[], page: number, box: Place['box']): void {
  const last = places.at(-1);
  const isOn = last !== undefined && last.box[1] < box[3] && box[1] < last.box[3];
  const [left, top, right, bottom] = box;
  if (isOn && left >= last.box[2] - 100 && left - last.box[2] < bottom - top) {
    const joined = [last.box[0], Math.min(last.box[1], top), right, Math.max(last.box[3], bottom)] as const;
    places[places.length - 1] = { page, box: joined };
  } else places.push({ page, box });
}

/** How far the units before `from` reach, and those up to `to`. Where no advance is known, as if all were of one width. */
function reach(advances: Int16Array, from: number, to: number, width: number): [before: number, within: number] {
  const sum = (values: Int16Array) => values.reduce((total, value) => total + value, 0);
  if (width > 0 && sum(advances) === 0) {
    const step = width / advances.length;
    return [Math.round(from * step), Math.round((to - from) * step)];
  }
  return [sum(advances.subarray(0, from)), sum(advances.subarray(from, to))];
}
