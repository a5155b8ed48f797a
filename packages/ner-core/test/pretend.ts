import type { Token } from '../src/tokenizer.ts';

/** Tokens of pretended words: `lengths[word]` tokens each (0: a word that was cleaned away), one unit per token. */
export function* pretendTokens(lengths: readonly number[]): Generator<Token> {
  let at = 0;
  for (const [word, length] of lengths.entries()) {
    const wordSpan = { start: at, end: at + Math.max(length, 1) };
    for (let part = 0; part < length; part++)
      yield { id: word, start: at + part, end: at + part + 1, word, wordSpan, first: part === 0 };
    at = wordSpan.end + 1;
  }
}
