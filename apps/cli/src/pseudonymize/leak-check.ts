import { foldedWords, foldWord } from './folded-words.ts';
import { tellingWords } from './person-key.ts';
import { PSEUDONYM } from './pseudonyms.ts';

/** What is left of names in what was written. */
export interface LeakCounts {
  /** Documents looked at. */
  documents: number;
  /** Names looked for, each once a document. */
  names: number;
  /** Of these, how many still stand there with all their letters in a row, whatever is between these. */
  namesLeft: number;
  /** Occurrences of them. */
  occurrencesLeft: number;
  /** Occurrences of single words of names that begin with a capital; those in places and laws included, which keep them. */
  wordsLeft: number;
  /** The same without a capital: mostly ordinary words of the language that are spelled the same. */
  lowerCaseWordsLeft: number;
}

/** Shorter ones are found within other words. */
const SHORTEST_NAME = 9;
const SHORTEST_WORD = 4;

/** Stands between what doesn't belong together; no letter, and kept among letters. */
const BREAK = '¶';

/** Looks for names in what is written, in another way than they were looked for to be replaced: letters only, so that line
 *  breaks, hyphens, dots, and blanks within words hide nothing. Names of one word count as words. */
export function openLeakCheck(): {
  /** What stands written about one document, and the names that may not be in it. */
  look(written: readonly string[], names: ReadonlySet<string>): void;
  counts(): LeakCounts;
} {
  const counts: LeakCounts = {
    documents: 0,
    names: 0,
    namesLeft: 0,
    occurrencesLeft: 0,
    wordsLeft: 0,
    lowerCaseWordsLeft: 0,
  };
  return {
    look(written, names) {
      const text = written.join(BREAK).replace(PSEUDONYM, BREAK);
      const letters = lettersOnly(text);
      const words = new Set<string>();
      const squeezed = new Set<string>();
      for (const name of names) {
        const telling = tellingWords(name);
        for (const word of telling) words.add(word);
        const wanted = lettersOnly(name);
        if (telling.length > 1 && wanted.length >= SHORTEST_NAME) squeezed.add(wanted);
      }
      counts.documents += 1;
      for (const wanted of squeezed) {
        const occurrences = countOf(letters, wanted);
        counts.names += 1;
        counts.namesLeft += Math.min(1, occurrences);
        counts.occurrencesLeft += occurrences;
      }
      for (const { folded, capital } of foldedWords(text)) {
        if (folded.length < SHORTEST_WORD || !words.has(folded)) continue;
        if (capital) counts.wordsLeft += 1;
        else counts.lowerCaseWordsLeft += 1;
      }
    },
    counts: () => ({ ...counts }),
  };
}

function lettersOnly(text: string): string {
  return foldWord(text).replace(/[^\p{L}¶]+/gu, '');
}

function countOf(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}
