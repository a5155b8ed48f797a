/** A stretch of a text and what stands in its place; positions in UTF-16. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A text with replacements made. */
export interface Replaced {
  readonly text: string;
  /** Where a stretch of the old text lies in the new one; an edge within something replaced moves to its outer end. */
  move(span: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number };
}

/** Makes replacements; where some overlap, all they cover is replaced by what the longest stands for (of equals, the
 *  first). */
export function replaceSpans(text: string, replacements: readonly Replacement[]): Replaced {
  const sorted = replacements.filter(({ start, end }) => end > start).sort((one, other) => one.start - other.start);
  const joined: { start: number; end: number; by: string; longest: number }[] = [];
  for (const { start, end, by } of sorted) {
    const last = joined.at(-1);
    if (last === undefined || start >= last.end) joined.push({ start, end, by, longest: end - start });
    else {
      if (end - start > last.longest) Object.assign(last, { by, longest: end - start });
      last.end = Math.max(last.end, end);
    }
  }
  let replaced = '';
  let from = 0;
  const placed = joined.map(({ start, end, by }) => {
    replaced += text.slice(from, start);
    from = end;
    const place = { start, end, newStart: replaced.length, newEnd: replaced.length + by.length };
    replaced += by;
    return place;
  });
  replaced += text.slice(from);
  /** The last replacement that begins before `offset`. */
  const before = (offset: number) => {
    let [low, high] = [0, placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((placed[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return placed[low - 1];
  };
  const moved = (offset: number, edge: 'newStart' | 'newEnd') => {
    const last = before(offset);
    if (last === undefined) return offset;
    return offset < last.end ? last[edge] : last.newEnd + (offset - last.end);
  };
  return {
    text: replaced,
    move: ({ start, end }) => ({ start: moved(start, 'newStart'), end: moved(end, 'newEnd') }),
  };
}
