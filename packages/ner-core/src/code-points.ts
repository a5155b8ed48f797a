const STEP = 1024;

/** Converts offsets of `text` from UTF-16 code units to code points. A lone surrogate counts as one code point; an
 *  offset inside a surrogate pair converts to that of the pair's code point. Built once in one pass of the text; then
 *  each call costs at most 1,024 steps, ascending calls one step per character passed.
 *  The function throws {RangeError} for an offset outside `0..text.length`. */
export function toCodePoints(text: string): (utf16Offset: number) => number {
  if (!hasSurrogates(text)) return (offset) => checked(offset, text.length);
  const codePointsAt = checkpoints(text);
  let lastOffset = 0;
  let lastCount = 0;
  return (offset) => {
    checked(offset, text.length);
    const checkpoint = Math.floor(offset / STEP);
    let from = lastOffset;
    let count = lastCount;
    if (offset < from || from < checkpoint * STEP) {
      from = checkpoint * STEP;
      count = codePointsAt[checkpoint] ?? 0;
    }
    for (; from < offset; from++) if (!isTrailing(text, from)) count++;
    lastOffset = offset;
    lastCount = count;
    return isTrailing(text, offset) ? count - 1 : count;
  };
}

/** The way back: offsets of `text` from code points to UTF-16 code units; same rules and cost as {@link toCodePoints}.
 *  The function throws {RangeError} for an offset outside `0..` the number of code points. */
export function toUtf16(text: string): (codePointOffset: number) => number {
  if (!hasSurrogates(text)) return (offset) => checked(offset, text.length);
  const codePointsAt = checkpoints(text);
  const length = toCodePoints(text)(text.length);
  let lastOffset = 0;
  let lastCount = 0;
  return (offset) => {
    checked(offset, length);
    let at = lastOffset;
    let count = lastCount;
    if (offset < count || offset - count > STEP) {
      const checkpoint = lastAtMost(codePointsAt, offset);
      at = checkpoint * STEP;
      count = codePointsAt[checkpoint] ?? 0;
      if (isTrailing(text, at)) at++;
    }
    for (; count < offset; count++) at += isTrailing(text, at + 1) ? 2 : 1;
    lastOffset = at;
    lastCount = count;
    return at;
  };
}

function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** Code points that begin before each multiple of {@link STEP}. */
function checkpoints(text: string): Uint32Array {
  const counts = new Uint32Array(Math.floor(text.length / STEP) + 1);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (at % STEP === 0) counts[at / STEP] = count;
    if (!isTrailing(text, at)) count++;
  }
  if (text.length % STEP === 0) counts[text.length / STEP] = count;
  return counts;
}

/** Whether the code unit at `at` is the second half of a pair. */
function isTrailing(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

function lastAtMost(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function checked(offset: number, length: number): number {
  if (!(Number.isInteger(offset) && offset >= 0 && offset <= length))
    throw new RangeError(`offset ${offset} is outside 0..${length}`);
  return offset;
}
