/** A piece of a text, in UTF-16. Pieces follow each other without gaps and together are the text. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** The page it starts on; null where there are no pages. */
  readonly page: number | null;
}

/** Longest piece in UTF-16 units, hence in code points as well: the table checks it. A tsvector holds 1 MB at most. */
export const MAX_SEGMENT_UNITS = 8192;

/** Cuts a text into pieces of one page or at most {@link MAX_SEGMENT_UNITS}, at white space where there is any. What
 *  stands between two pages (a line break) goes with the one before. */
export function* cutSegments(
  text: string,
  pages: readonly { number: number; start: number; end: number }[],
): Generator<Segment> {
  const starts = pages.filter(({ start, end }) => end > start);
  let from = 0;
  let page = starts[0]?.number ?? null;
  for (const next of starts) {
    if (next.start > from && next !== starts[0]) {
      yield* pieces(text, from, next.start, page);
      from = next.start;
    }
    page = next.number;
  }
  yield* pieces(text, from, text.length, page);
}

function* pieces(text: string, start: number, end: number, page: number | null): Generator<Segment> {
  for (let from = start; from < end; ) {
    const to = end - from <= MAX_SEGMENT_UNITS ? end : cutPoint(text, from, from + MAX_SEGMENT_UNITS);
    yield { start: from, end: to, page };
    from = to;
  }
}

/** The last place up to `limit` after white space, but not in the first half; else `limit`, never inside a pair. */
function cutPoint(text: string, from: number, limit: number): number {
  for (let at = limit; at > limit - MAX_SEGMENT_UNITS / 2; at--) if (/\s/.test(text.charAt(at - 1))) return at;
  const inPair = (text.charCodeAt(limit) & 0xfc00) === 0xdc00 && limit - 1 > from;
  return inPair ? limit - 1 : limit;
}
