import { readFileSync } from 'node:fs';

/** Words of Brazilian legal and official texts, in the form that is written most (with or without hyphens), lower case.
 *  Made by `npm run word-list`. Read when first asked for, then kept. */
export function isListed(word: string): boolean {
  words ??= new Set(readFileSync(new URL('words.txt', import.meta.url), 'utf8').split('\n'));
  return words.has(word);
}

let words: Set<string> | undefined;
