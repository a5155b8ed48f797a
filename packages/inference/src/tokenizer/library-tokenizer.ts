import { rememberWords, type Token, type Tokenizer } from '@acervo/ner-core';
import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import { ReferenceNormalizer } from './normalizer.ts';
import { ReferencePreTokenizer } from './pre-tokenizer.ts';
import type { SpecialIds } from './special-ids.ts';
import type { TokenizerDefinition } from './tokenizer-definition.ts';

/** Longer words, in UTF-16 units, are encoded in parts of this length: the library's memory grows with the word. */
const LONGEST_PART = 65_536;

/** A tokenizer of any kind that `tokenizer.json` describes, by @huggingface/tokenizers: ids as in the reference when it is given our words
 *  (`is_split_into_words=True`, `split_special_tokens=True`). It gives no offsets: each token has its word's span.
 *  @throws {Error} where the library doesn't know a part of it. */
export function openLibraryTokenizer(definition: TokenizerDefinition, ids: SpecialIds): Tokenizer {
  const { model, normalizer, pre_tokenizer, added_tokens } = definition;
  const library = new LibraryTokenizer(
    {
      model,
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
      decoder: null,
      added_tokens: added_tokens.filter(({ special }) => !special), // text is never a special token
    },
    {},
  );
  if (normalizer) library.normalizer = new ReferenceNormalizer(normalizer);
  if (pre_tokenizer) library.pre_tokenizer = new ReferencePreTokenizer(pre_tokenizer);
  const encodePart = (part: string): number[] =>
    library.encode(part, { add_special_tokens: false }).ids.map((id) => id ?? ids.unkId);
  const idsOf = rememberWords((word) => Int32Array.from(partsOfWord(word).flatMap(encodePart)));
  return {
    ...ids,
    vocabularySize: countEntries(definition),
    *encodeWords(text, words): Generator<Token, void, undefined> {
      let word = 0;
      for (const wordSpan of words) {
        let first = true;
        for (const id of idsOf(text.slice(wordSpan.start, wordSpan.end).toWellFormed())) {
          yield { id, start: wordSpan.start, end: wordSpan.end, word, wordSpan, first };
          first = false;
        }
        word += 1;
      }
    },
  };
}

function partsOfWord(word: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length || at === 0; ) {
    const inside = word.codePointAt(at + LONGEST_PART - 1) ?? 0;
    const end = at + LONGEST_PART - (inside > 0xffff ? 1 : 0); // never between surrogates
    parts.push(word.slice(at, end));
    at = end;
  }
  return parts;
}

function countEntries({ model: { vocab }, added_tokens }: TokenizerDefinition): number {
  let size = Array.isArray(vocab) ? vocab.length : 0;
  if (!Array.isArray(vocab)) for (const id of Object.values(vocab)) size = Math.max(size, id + 1);
  for (const { id } of added_tokens) size = Math.max(size, id + 1);
  return size;
}
