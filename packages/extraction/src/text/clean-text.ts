/** A string made fit for storing, and where each raw position went. */
export interface CleanText {
  readonly text: string;
  /** Raw position (0..raw length) → position in `text`, ascending; absent where nothing moved. */
  readonly map?: Int32Array;
}

// Everything that may need a change: controls, soft hyphen, byte order mark, separators, surrogates, double or outer spaces.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const SUSPECT = /[\0-\x1f\x7f-\x9f\xad\u2028\u2029\ud800-\udfff\ufeff]|^ | $| {2}/;
const SPACE_LIKE = /[\t\n\v\f\r\x85\u2028\u2029]/;
const windows1252 = new TextDecoder('windows-1252');

/** Cleans one line: NFC; space-like controls become spaces; spaces are single and never outer; other C0 controls, soft
 *  hyphens and byte order marks go; C1 controls become the windows-1252 characters they were meant to be (as in HTML) or
 *  go; lone surrogates become U+FFFD. Private-use characters stay. */
export function cleanLine(raw: string): CleanText {
  const replaced = SUSPECT.test(raw) ? replaceUnits(raw) : { text: raw };
  if (replaced.text.normalize('NFC') === replaced.text) return replaced;
  return compose(replaced, toNfc(replaced.text));
}

/** Where a raw position went. */
export function moved(clean: CleanText, rawOffset: number): number {
  return clean.map === undefined ? rawOffset : (clean.map[rawOffset] ?? clean.text.length);
}

function replaceUnits(raw: string): CleanText {
  const map = new Int32Array(raw.length + 1);
  let text = '';
  for (let at = 0; at < raw.length; at++) {
    map[at] = text.length;
    const unit = raw.charAt(at);
    const code = raw.charCodeAt(at);
    if (code === 0x20 || SPACE_LIKE.test(unit)) text += text === '' || text.endsWith(' ') ? '' : ' ';
    else if (code >= 0x80 && code <= 0x9f) text += fromWindows1252(code);
    else if (code < 0x20 || code === 0x7f || code === 0xad || code === 0xfeff) continue;
    else if (code < 0xd800 || code > 0xdfff) text += unit;
    else {
      const pair = raw.codePointAt(at) ?? code;
      text += pair > 0xffff ? String.fromCodePoint(pair) : '\ufffd';
      if (pair > 0xffff) map[++at] = text.length;
    }
  }
  if (text.endsWith(' ')) text = text.slice(0, -1);
  map[raw.length] = text.length;
  for (let at = raw.length - 1; at >= 0 && (map[at] ?? 0) > text.length; at--) map[at] = text.length;
  return { text, map };
}

function fromWindows1252(code: number): string {
  const decoded = windows1252.decode(Uint8Array.of(code));
  return decoded.charCodeAt(0) === code ? '' : decoded;
}

// A base and what may combine with it: marks, and the Hangul vowels and finals that are letters.
const CLUSTER =
  /^[\p{M}\u1161-\u1175\u11a8-\u11c2]+|[^\p{M}\u1161-\u1175\u11a8-\u11c2][\p{M}\u1161-\u1175\u11a8-\u11c2]*/gu;

/** NFC by clusters, so that positions between clusters stay known. A position inside one moves to the cluster's end: a
 *  composed letter belongs to what its base came from. */
function toNfc(text: string): CleanText {
  const map = new Int32Array(text.length + 1);
  let result = '';
  for (const match of text.matchAll(CLUSTER)) {
    map[match.index] = result.length;
    const composed = match[0].normalize('NFC');
    result += composed;
    const end = match.index + match[0].length;
    for (let at = match.index + 1; at < end; at++) {
      // nothing composed: positions inside stay exact
      map[at] = composed === match[0] ? result.length - (end - at) : result.length;
    }
  }
  map[text.length] = result.length;
  const whole = text.normalize('NFC');
  if (whole === result) return { text: result, map };
  // rare scripts that compose across clusters: exact text, and everything but the start is the first one's
  return { text: whole, map: map.fill(whole.length, 1) };
}

function compose(first: CleanText, second: CleanText): CleanText {
  const inner = first.map;
  if (inner === undefined || second.map === undefined) return second;
  const outer = second.map;
  return { text: second.text, map: inner.map((at) => outer[at] ?? second.text.length) };
}
