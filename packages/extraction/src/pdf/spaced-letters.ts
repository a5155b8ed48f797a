import type { PlacedText } from './compose-segment.ts';

// Four letters or more, each alone.
const SPACED = /(?<![^\s])\p{L}(?: \p{L}){3,}(?![^\s])/gu;
/** A gap that is wider than this, in usual gaps of the title, stands between words. */
const WORD_GAP = 1.5;
const VOWEL = /[AEIOUÁÉÍÓÚÂÊÔÃÕÀÜ]/;

/** Recomposes titles whose letters are spaced out (`A C Ó R D Ã O`): words end where the gap is wider than elsewhere.
 *  Letters that name things (`A B C D`) stay apart. */
export function joinSpacedLetters(placed: PlacedText): PlacedText {
  if (!placed.text.includes(' ') || placed.text.search(SPACED) < 0) return placed;
  const dropped = new Set<number>();
  for (const { index, 0: letters } of placed.text.matchAll(SPACED)) {
    const spaces = Array.from({ length: (letters.length - 1) / 2 }, (_, each) => index + 1 + 2 * each);
    const gaps = spaces.map((at) => (placed.ends[at] ?? 0) - (placed.ends[at - 1] ?? 0));
    const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 2] ?? 0;
    const isBetween = (gap: number) => gap > WORD_GAP * usual;
    const words = [letters.charAt(0)];
    for (const [each, gap] of gaps.entries()) {
      const letter = letters.charAt(2 * each + 2);
      if (isBetween(gap)) words.push(letter);
      else words[words.length - 1] += letter;
    }
    if (!words.every(isWord) || !words.some((word) => word.length > 2)) continue;
    for (const [each, at] of spaces.entries()) if (!isBetween(gaps[each] ?? 0)) dropped.add(at);
  }
  if (dropped.size === 0) return placed;
  const keep = Array.from({ length: placed.text.length }, (_, at) => at).filter((at) => !dropped.has(at));
  return {
    text: keep.map((at) => placed.text.charAt(at)).join(''),
    left: placed.left,
    ends: keep.map((at) => placed.ends[at] ?? 0),
  };
}

/** Capitals with vowels among the consonants, not a stretch of the alphabet. */
function isWord(word: string): boolean {
  if (word.length === 1) return /[AEO]/.test(word);
  if (word !== word.toUpperCase() || !VOWEL.test(word)) return false;
  const steps = [...word].slice(1).map((letter, each) => letter.charCodeAt(0) - word.charCodeAt(each));
  return steps.some((step) => step !== 1);
}
