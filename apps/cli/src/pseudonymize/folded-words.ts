/** A word of a text as names are compared by: its letters, without case and accents; positions in UTF-16. */
export interface FoldedWord {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  /** Whether it begins with a capital letter, as names do. */
  readonly capital: boolean;
}

/** The words of a text; whatever is no letter stands between them. */
export function foldedWords(text: string): FoldedWord[] {
  const words: FoldedWord[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const word = match[0];
    words.push({
      start: match.index,
      end: match.index + word.length,
      folded: foldWord(word),
      capital: /^\p{Lu}/u.test(word),
    });
  }
  return words;
}

/** Letters without case and accents. */
export function foldWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const PARTICLES = new Set('da de do das dos e di del della van von der la los y'.split(' '));

/** Whether a folded word only joins the others of a name. */
export function isParticle(folded: string): boolean {
  return PARTICLES.has(folded);
}
