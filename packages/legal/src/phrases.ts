import type { Token } from './tokens.ts';

/** Phrases to look for in tokens, by their first word; of several that fit, the longest. */
export interface Phrases<Value> {
  /** The value and the index after the phrase, where one starts at `at`. */
  find(tokens: readonly Token[], at: number): { value: Value; end: number } | undefined;
}

/** @param entries folded words separated by blanks; signs (`/`, `-`) count as words of their own */
export function openPhrases<Value>(entries: Iterable<readonly [phrase: string, value: Value]>): Phrases<Value> {
  const byFirst = new Map<string, { words: readonly string[]; value: Value }[]>();
  for (const [phrase, value] of entries) {
    const words = phrase.split(/ |(?=[/-])|(?<=[/-])/).filter((word) => word !== '');
    const [first = ''] = words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), { words, value }]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    find(tokens, at) {
      for (const { words, value } of byFirst.get(tokens[at]?.text ?? '') ?? [])
        if (words.every((word, index) => tokens[at + index]?.text === word)) return { value, end: at + words.length };
      return undefined;
    },
  };
}
