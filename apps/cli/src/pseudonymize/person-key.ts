import { normalize } from '@acervo/legal';
import { foldWord, isParticle } from './folded-words.ts';

/** What decides a name's pseudonym: the key of the person's entity, without titles, case and accents. */
export function personKey(name: string): string {
  return normalize('PESSOA', name)[0]?.key ?? name;
}

/** The words of a name that tell whose it is: titles, particles and initials are off. */
export function tellingWords(name: string): string[] {
  return (normalize('PESSOA', name)[0]?.name.match(/[\p{L}\p{M}]+/gu) ?? [])
    .map(foldWord)
    .filter((word) => word.length >= 2 && !isParticle(word) && !isTitle(word));
}

/** Where the name itself begins and ends within a mention: titles before it and signs around it are left. */
export function namePart(mention: string): { readonly start: number; readonly end: number } {
  const words = [...mention.matchAll(/\S+/g)];
  const key = personKey(mention);
  let first = 0;
  while (first + 1 < words.length && personKey(mention.slice(words[first + 1]?.index)) === key) first += 1;
  const from = words[first]?.index ?? 0;
  const inner = /[\p{L}\p{N}](?:.*[\p{L}\p{M}\p{N}])?/su.exec(mention.slice(from));
  if (inner === null) return { start: 0, end: mention.length };
  return { start: from + inner.index, end: from + inner.index + inner[0].length };
}

const titles = new Map<string, boolean>();

/** Whether a folded word is a title before a name. */
export function isTitle(word: string): boolean {
  let known = titles.get(word);
  if (known === undefined) {
    known = personKey(`${word} Xyz`) === personKey('Xyz');
    if (titles.size < 10_000) titles.set(word, known);
  }
  return known;
}
