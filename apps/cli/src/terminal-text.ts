/** What a terminal must never get from a document or a path: control characters (they move the cursor, change titles,
 *  fake output), bidirectional overrides and line separators. Each becomes a space, so that columns stay in step. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const UNSAFE_KEEPING_LINES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Foreign text for one line of a terminal. */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, ' ');
}

/** Foreign text for a terminal, with its line breaks. */
export function manyLines(text: string): string {
  return text.replace(UNSAFE_KEEPING_LINES, ' ');
}

/** `text` of at most `width` code points, an ellipsis in place of what is cut. */
export function shorten(text: string, width: number): string {
  const points = Array.from(text);
  return points.length <= width ? text : `${points.slice(0, Math.max(0, width - 1)).join('')}…`;
}
