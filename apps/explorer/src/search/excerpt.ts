/** A stretch of a passage around what was found in it: pieces in order, those found marked. */
export interface Excerpt {
  readonly pieces: readonly { readonly text: string; readonly isFound: boolean }[];
  readonly startsInside: boolean;
  readonly endsInside: boolean;
}

const OPEN = '\ue000';
const CLOSE = '\ue001';
/** Characters before the first word that was found, and of the whole excerpt. */
const BEFORE = 90;
const LENGTH = 320;

/** The part of a passage that says most: where the most of what was found stands close together.
 *  @param text the passage. @param marked the same without accents, with what was found between U+E000 and U+E001; where
 *  the two don't fit (the passage itself has such characters) its beginning is shown. */
export function cutExcerpt(text: string, marked: string): Excerpt {
  const found = findMarks(marked);
  const fits = marked.length - 2 * found.length === text.length;
  const places = fits ? found : [];
  const from = bestStart(places);
  const start = from <= BEFORE ? 0 : wordStart(text, from - BEFORE);
  const end = Math.min(text.length, wordEnd(text, start + LENGTH));
  const pieces: { text: string; isFound: boolean }[] = [];
  let at = start;
  for (const place of places) {
    if (place.start < at || place.end > end) continue;
    pieces.push({ text: text.slice(at, place.start), isFound: false });
    pieces.push({ text: text.slice(place.start, place.end), isFound: true });
    at = place.end;
  }
  pieces.push({ text: text.slice(at, end), isFound: false });
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    startsInside: start > 0,
    endsInside: end < text.trimEnd().length,
  };
}

function findMarks(marked: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  let removed = 0;
  for (let open = marked.indexOf(OPEN); open >= 0; open = marked.indexOf(OPEN, open + 1)) {
    const close = marked.indexOf(CLOSE, open);
    if (close < 0) break;
    places.push({ start: open - removed, end: close - removed - 1 });
    removed += 2;
  }
  return places;
}

function bestStart(places: readonly { start: number }[]): number {
  let best = places[0]?.start ?? 0;
  let most = 0;
  for (const { start } of places) {
    const count = places.filter((other) => other.start >= start && other.start < start + LENGTH - BEFORE).length;
    if (count > most) [best, most] = [start, count];
  }
  return best;
}

function wordStart(text: string, near: number): number {
  const space = text.slice(near, near + 30).search(/\s/);
  return space < 0 ? near : near + space + 1;
}

function wordEnd(text: string, near: number): number {
  const space = text.lastIndexOf(' ', near);
  return near >= text.length || space < near - 30 ? near : space;
}
