import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { ROLE_OF_TITLE, TITLES } from './titles.ts';

/** A person's name: titles, honorifics and roles off, case and accents folded, particles kept. A name is no identity. */
export function normalizePerson(text: string): NormalizedEntity {
  const words = tidy(text).split(' ');
  const from = countTitles(words);
  const name = words.slice(from).join(' ');
  return { key: foldedKey(name), name: tidy(name), rule: from > 0 ? 'person-title' : 'person', attributes: {} };
}

/** What the titles before a name say of its bearer in the case. */
export function roleOfTitles(text: string): string | undefined {
  const words = tidy(text).split(' ');
  for (const word of words.slice(0, countTitles(words))) {
    const role = ROLE_OF_TITLE[fold(word.replace(/[ªº]/gu, ''))];
    if (role !== undefined) return role;
  }
  return undefined;
}

function countTitles(words: readonly string[]): number {
  let from = 0;
  while (from < words.length - 1 && isTitle(words[from] ?? '')) from++;
  return from;
}

function isTitle(word: string): boolean {
  const folded = fold(word.replace(/[ªº]/gu, ''));
  return folded === '' || TITLES.has(folded) || folded.split(/[/-]/).every((part) => TITLES.has(part) || part === 'a');
}
