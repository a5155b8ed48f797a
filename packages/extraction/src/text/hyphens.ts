/** Whether words are known to be written with or without a hyphen, by their use inside lines of the same document. */
export interface HyphenEvidence {
  /** Case-folded. */
  has(word: string): boolean;
}

/** A word broken at a line's end, and what joining may give. */
export interface Break {
  /** Position of the hyphen. */
  readonly hyphen: number;
  readonly joined: string;
  readonly hyphenated: string;
}

// A letter and a hyphen (or soft hyphen kept as U+2010) at a line's end, then a line that starts with a letter.
const LINE_BREAK = /[-\u2010]\n/g;
const LEFT_PART = /\p{L}[\p{L}-]*$/u;
const RIGHT_PART = /^\p{L}+/u;
/** Longer words are not looked at as a whole. */
const MAX_PART = 60;
/** Numbers broken at their hyphen keep it: `0001234-` + `56.2015.8.26.0100`, `2.200-` + `2`. */
const NUMBER_BREAK = /(?<=\d)[-\u2010]\n(?=\d)/gu;
const CLITIC = /^(?:[oa]s?|l[oa]s?|n[oa]s?|me|te|se|lhes?|vos)$/;

/** All words broken at line ends within `text`. */
export function findBreaks(text: string): Break[] {
  const breaks: Break[] = [];
  for (const { index } of text.matchAll(LINE_BREAK)) {
    const left = LEFT_PART.exec(text.slice(Math.max(0, index - MAX_PART), index))?.[0] ?? '';
    const right = RIGHT_PART.exec(text.slice(index + 2, index + 2 + MAX_PART))?.[0] ?? '';
    if (!isContinued(left, right)) continue;
    const [before, after] = [left.toLowerCase(), right.toLowerCase()];
    breaks.push({ hyphen: index, joined: before + after, hyphenated: `${before}-${after}` });
  }
  return breaks;
}

/** Both parts in capitals, or the second in small letters: anything else is a name or a heading. */
function isContinued(left: string, right: string): boolean {
  if (/^\p{Ll}/u.test(right)) return /\p{L}$/u.test(left);
  return /^\p{Lu}{2,}$/u.test(right) && /\p{Lu}{2}$/u.test(left);
}

/** Decides a break by evidence, else by form: a clitic pronoun keeps its hyphen (`torná-` + `lo`), any other part loses it. */
function keepsHyphen({ joined, hyphenated }: Break, evidence: HyphenEvidence): boolean {
  if (evidence.has(hyphenated)) return true;
  if (evidence.has(joined)) return false;
  return CLITIC.test(hyphenated.slice(hyphenated.lastIndexOf('-') + 1));
}

/** Which of `wanted` (case-folded) stand inside lines of `text`. */
export function findEvidence(texts: Iterable<string>, wanted: ReadonlySet<string>): HyphenEvidence {
  const found = new Set<string>();
  if (wanted.size === 0) return found;
  for (const text of texts) {
    for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*(?!-?\p{L}|-\n)/gu)) {
      const folded = word.toLowerCase();
      if (wanted.has(folded)) found.add(folded);
    }
  }
  return found;
}

/** Ranges to cut out of `text` so that broken words and numbers are whole again; ascending, `[start, end)`. */
export function findCuts(text: string, evidence: HyphenEvidence): [start: number, end: number][] {
  const cuts: [number, number][] = [];
  for (const found of findBreaks(text)) {
    cuts.push([keepsHyphen(found, evidence) ? found.hyphen + 1 : found.hyphen, found.hyphen + 2]);
  }
  for (const { index } of text.matchAll(NUMBER_BREAK)) cuts.push([index + 1, index + 2]);
  return cuts.sort(([a], [b]) => a - b);
}
