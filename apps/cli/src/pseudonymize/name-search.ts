import { type FoldedWord, isParticle } from './folded-words.ts';
import { isTitle } from './person-key.ts';

/** A stretch of a text that names somebody; positions in UTF-16. */
export interface FoundName {
  readonly start: number;
  readonly end: number;
  /** All words of a name, or only some of them. */
  readonly whole: boolean;
}

/** What may stand between the words of one name. */
const GAP = /^[\s.'’`´_–-]{1,4}$/;

/** Words of names that say nothing alone. */
const SUFFIXES = new Set('filho filha neto neta junior sobrinho segundo terceiro'.split(' '));

/** After these words a name is a saint's: mostly a place or an institution. */
const SAINTS = new Set(['sao', 'santo', 'santa', 'sta', 'sto']);

/** Finds names by their words, wherever they stand and however they are written.
 *  @param names telling words of each name; single words of them are found only where they begin with a capital */
export function findNames(text: string, words: readonly FoldedWord[], names: Iterable<readonly string[]>): FoundName[] {
  const byFirst = new Map<string, (readonly string[])[]>();
  const parts = new Set<string>();
  for (const name of names) {
    const [first] = name;
    if (first === undefined) continue;
    for (const word of name) if (word.length >= 3 && !SUFFIXES.has(word)) parts.add(word);
    if (name.length > 1) byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  for (const same of byFirst.values()) same.sort((one, other) => other.length - one.length);
  const found: FoundName[] = [];
  for (let at = 0; at < words.length; ) {
    const last = endOfName(text, words, at, byFirst) ?? endOfParts(text, words, at, parts);
    if (last === undefined) {
      at += 1;
      continue;
    }
    found.push({ start: words[at]?.start ?? 0, end: words[last.index]?.end ?? 0, whole: last.whole });
    at = last.index + 1;
  }
  return found;
}

type Last = { readonly index: number; readonly whole: boolean } | undefined;

/** The last word of the longest name that begins with word `at`; particles may be missing or more. */
function endOfName(
  text: string,
  words: readonly FoldedWord[],
  at: number,
  byFirst: ReadonlyMap<string, readonly (readonly string[])[]>,
): Last {
  for (const name of byFirst.get(words[at]?.folded ?? '') ?? []) {
    let index = at;
    const all = name.every((word, position) => {
      if (position === 0) return true;
      do {
        if (!touch(text, words, index)) return false;
        index += 1;
      } while (isParticle(words[index]?.folded ?? '') && words[index]?.folded !== word);
      return words[index]?.folded === word;
    });
    if (all) return { index, whole: true };
  }
  return undefined;
}

/** The last of the words from `at` on that are parts of names, with particles and initials between them. */
function endOfParts(text: string, words: readonly FoldedWord[], at: number, parts: ReadonlySet<string>): Last {
  const isPart = (word: FoldedWord | undefined) => word?.capital === true && parts.has(word.folded);
  if (!isPart(words[at]) || (at > 0 && SAINTS.has(words[at - 1]?.folded ?? '') && touch(text, words, at - 1)))
    return undefined;
  let last = at;
  for (let index = at; touch(text, words, index); ) {
    index += 1;
    const word = words[index];
    if (isPart(word)) last = index;
    else if (word === undefined || word.folded === 'e') break;
    else if (!isParticle(word.folded) && !(word.folded.length === 1 && word.capital)) break;
  }
  return { index: last, whole: false };
}

/** Whether only a gap within a name is between word `at` and the next one. */
function touch(text: string, words: readonly FoldedWord[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  return word !== undefined && next !== undefined && GAP.test(text.slice(word.end, next.start));
}

/** Stretches of a text that may be full names: capitalized words with particles and initials between them, at least two
 *  telling ones, at most seven. */
export function* nameCandidates(
  text: string,
  words: readonly FoldedWord[],
): Generator<{ readonly start: number; readonly end: number }> {
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (first === undefined || !first.capital || first.folded.length < 2 || isTitle(first.folded)) continue;
    let telling = 1;
    for (let index = at; telling < 7 && touch(text, words, index); ) {
      index += 1;
      const word = words[index];
      if (word === undefined || (!word.capital && !isParticle(word.folded))) break;
      if (isParticle(word.folded) || word.folded.length < 2) continue;
      telling += 1;
      yield { start: first.start, end: word.end };
    }
  }
}
