import { isListed } from './word-list.ts';

/** Stands in a page's text where a line ends inside a paragraph, until broken words are joined: then it is a space. */
export const LINE_END = '\v';

/** How often words are written inside lines of the same document. */
export interface HyphenEvidence {
  /** @param word case-folded */
  count(word: string): number;
}

/** A word broken at a line's end, and what joining may give. */
export interface Break {
  /** Position of the hyphen. */
  readonly hyphen: number;
  readonly joined: string;
  readonly hyphenated: string;
  /** The parts, case-folded. */
  readonly left: string;
  readonly right: string;
}

// A letter and a hyphen (or soft hyphen kept as U+2010) at a line's end, then a line that starts with a letter.
const LINE_BREAK = /[-\u2010]\v/g;
const LEFT_PART = /\p{L}[\p{L}-]*$/u;
const RIGHT_PART = /^\p{L}+(?:-\p{L}+)*/u;
/** Longer words are not looked at as a whole. */
const MAX_PART = 60;
/** A hyphen that clings to what stands before it belongs to it: `0001234-` + `56.2015.8.26.0100`, `Paulo-` + `Brasil`. */
const CLINGING = /(?<=[\p{L}\d])[-\u2010]\v(?=[\p{L}\d])/gu;
/** `pré- e pós-operatório` */
const SUSPENDED = /^(?:e|ou|até)(?!\p{L})/u;
const CLITIC = /^(?:[oa]s?|l[oa]s?|n[oa]s?|me|te|se|lhes?|vos)$/;
const FUTURE = /^(?:ei|ás|á|emos|eis|ão|ia|ias|íamos|íeis|iam)$/;
const PREFIX = /^(?:ex|vice|pré|pós|pró|recém|além|aquém|sem|bem|grã|grão|sota|soto|vizo|não)$/;

/** All words broken at line ends within `text`. */
export function findBreaks(text: string): Break[] {
  const breaks: Break[] = [];
  for (const { index } of text.matchAll(LINE_BREAK)) {
    const left = LEFT_PART.exec(text.slice(Math.max(0, index - MAX_PART), index))?.[0] ?? '';
    const right = RIGHT_PART.exec(text.slice(index + 2, index + 2 + MAX_PART))?.[0] ?? '';
    if (!isContinued(left, right)) continue;
    const [before, after] = [left.toLowerCase(), right.toLowerCase()];
    breaks.push({
      hyphen: index,
      joined: before + after,
      hyphenated: `${before}-${after}`,
      left: before,
      right: after,
    });
  }
  return breaks;
}

/** Both parts in capitals, or the second in small letters: anything else is a name or a heading. */
function isContinued(left: string, right: string): boolean {
  if (/^\p{Ll}/u.test(right)) return /\p{L}$/u.test(left) && !SUSPENDED.test(right);
  return /^\p{Lu}{2,}/u.test(right) && /\p{Lu}{2}$/u.test(left);
}

/** Decides a break by how the document writes the word, then by how the corpus does, then by form: pronouns keep their
 *  hyphen (`torná-` + `lo`, `dar-se-` + `á`), so do a few prefixes and two words that are none together; any other part
 *  loses it. */
function keepsHyphen({ joined, hyphenated, left, right }: Break, evidence: HyphenEvidence): boolean {
  const [asJoined, asHyphenated] = [evidence.count(joined), evidence.count(hyphenated)];
  if (asJoined !== asHyphenated) return asHyphenated > asJoined;
  if (isListed(hyphenated)) return true;
  if (isListed(joined)) return false;
  const lastOfLeft = left.slice(left.lastIndexOf('-') + 1);
  const firstOfRight = right.split('-', 1)[0] ?? right;
  // in a compound only the part that was broken counts
  if (left !== lastOfLeft || right !== firstOfRight) {
    if (isListed(`${lastOfLeft}-${firstOfRight}`)) return true;
    if (isListed(lastOfLeft + firstOfRight)) return false;
  }
  if (CLITIC.test(lastOfLeft) && left !== lastOfLeft) return FUTURE.test(firstOfRight);
  if (CLITIC.test(firstOfRight)) return keepsClitic(lastOfLeft, firstOfRight);
  if (PREFIX.test(lastOfLeft)) return firstOfRight.length > 2;
  return lastOfLeft.length > 3 && firstOfRight.length > 3 && isListed(lastOfLeft) && isListed(firstOfRight);
}

function keepsClitic(verb: string, clitic: string): boolean {
  if (/^l[oa]s?$/.test(clitic)) return /[áéíóúâêôi]$/.test(verb);
  return verb.length > 2 || isListed(verb);
}

/** How often each of `wanted` (case-folded) stands inside lines of the texts. */
export function findEvidence(texts: Iterable<string>, wanted: ReadonlySet<string>): HyphenEvidence {
  const counts = new Map<string, number>();
  if (wanted.size > 0) {
    for (const text of texts) {
      for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*(?!-?\p{L}|[-\u2010][\n\v])/gu)) {
        const folded = word.toLowerCase();
        if (wanted.has(folded)) counts.set(folded, (counts.get(folded) ?? 0) + 1);
      }
    }
  }
  return { count: (word) => counts.get(word) ?? 0 };
}

/** Ranges to cut out of `text` so that broken words and numbers are whole again; ascending, `[start, end)`. */
export function findCuts(text: string, evidence: HyphenEvidence): [start: number, end: number][] {
  const cuts = new Map<number, [number, number]>();
  for (const { index } of text.matchAll(CLINGING))
    if (!SUSPENDED.test(text.slice(index + 2, index + 6))) cuts.set(index, [index + 1, index + 2]);
  for (const found of findBreaks(text))
    cuts.set(found.hyphen, [keepsHyphen(found, evidence) ? found.hyphen + 1 : found.hyphen, found.hyphen + 2]);
  return [...cuts.values()].sort(([a], [b]) => a - b);
}
