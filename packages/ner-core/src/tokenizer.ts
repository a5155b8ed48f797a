import type { Span } from './mention.ts';

/** One unit of a model's vocabulary in a text. `start` and `end` are UTF-16 offsets into the original text
 *  (they cover characters that cleaning removed from the middle of the token). */
export interface Token extends Span {
  /** Row of the vocabulary. */
  readonly id: number;
  /** 0-based index of the word it belongs to, in the order the words were given. */
  readonly word: number;
  /** Where that word stands in the text; shared by the word's tokens. */
  readonly wordSpan: Span;
  /** True for the word's first token, the one whose scores label the word. */
  readonly first: boolean;
}

/** Maps words to token ids. A word may yield no token (all of its characters are cleaned away): its index is then
 *  missing from the tokens, and decoding labels it O. */
export interface Tokenizer {
  /** Tokens of the given words of `text`, in order, without special tokens; lazily, one word at a time. */
  encodeWords(text: string, words: Iterable<Span>): Generator<Token, void, undefined>;
  /** Ids of `[CLS]` and `[SEP]`, which stand around each window, of the padding and of the unknown word. */
  readonly clsId: number;
  readonly sepId: number;
  readonly padId: number;
  readonly unkId: number;
  readonly vocabularySize: number;
}
