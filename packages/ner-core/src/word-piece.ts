import { ALONE, MARK, openCharacterKinds, REMOVED, SPACE } from './character-kind.ts';
import type { Token, Tokenizer } from './tokenizer.ts';
import { openVocabularyTrie } from './vocabulary-trie.ts';
import { rememberWords } from './word-cache.ts';

/** What a BERT tokenizer does before it looks into its vocabulary. */
export interface WordPieceOptions {
  /** `do_lower_case` of tokenizer_config.json; default false. */
  readonly lowercase?: boolean;
  /** `strip_accents` of tokenizer_config.json; default: as `lowercase`, like BERT. */
  readonly stripAccents?: boolean;
  /** Pieces of text longer than this, in code points, are `[UNK]`; default 100. */
  readonly maxWordCodePoints?: number;
}

/** BERT's tokenizer, with the results of Hugging Face's `BertTokenizerFast` when it is given our words
 *  (`is_split_into_words=True`) and told that text never holds special tokens (`split_special_tokens=True`): cleaning,
 *  Chinese characters and punctuation on their own, then the longest vocabulary entries from left to right.
 *  Lone surrogates are removed like U+FFFD.
 *  Source: Wu et al., "Google's Neural Machine Translation System", 2016; code of tokenizers (BertNormalizer,
 *  BertPreTokenizer, WordPiece), compared in the tests.
 *  @param vocabulary id → entry: the lines of vocab.txt, trailing white space off.
 *  @throws {RangeError} when `[UNK]`, `[CLS]`, `[SEP]` or `[PAD]` is missing. */
export function openWordPiece(vocabulary: readonly string[], options: WordPieceOptions = {}): Tokenizer {
  const idOf = (entry: string): number => {
    const id = vocabulary.lastIndexOf(entry);
    if (id === -1) throw new RangeError(`the vocabulary has no ${entry}`);
    return id;
  };
  const unkId = idOf('[UNK]');
  const piecesOf = rememberWords(openWordEncoder(vocabulary, unkId, options));

  return {
    *encodeWords(text, words): Generator<Token, void, undefined> {
      let word = 0;
      for (const wordSpan of words) {
        const pieces = piecesOf(text.slice(wordSpan.start, wordSpan.end));
        for (let at = 0; at < pieces.length; at += 3) {
          yield {
            id: pieces[at] ?? unkId,
            start: wordSpan.start + (pieces[at + 1] ?? 0),
            end: wordSpan.start + (pieces[at + 2] ?? 0),
            word,
            wordSpan,
            first: at === 0,
          };
        }
        word++;
      }
    },
    clsId: idOf('[CLS]'),
    sepId: idOf('[SEP]'),
    padId: idOf('[PAD]'),
    unkId,
    vocabularySize: vocabulary.length,
  };
}

/** Encodes one word into `[id, start, end]` triples, offsets in UTF-16 units of the word. */
function openWordEncoder(
  vocabulary: readonly string[],
  unkId: number,
  { lowercase = false, stripAccents = lowercase, maxWordCodePoints = 100 }: WordPieceOptions,
): (word: string) => Int32Array {
  const trie = openVocabularyTrie(vocabulary);
  const kindOf = openCharacterKinds();
  // The piece of text being read: its units after normalization, and the range of the word each unit came from.
  // Longer pieces are [UNK] whatever they hold, so that their further units need no room.
  const units = new Uint16Array(4 * maxWordCodePoints + 64);
  const starts = new Int32Array(units.length);
  const ends = new Int32Array(units.length);
  let length = 0;
  let codePoints = 0;
  let first = 0;
  let last = 0;
  let pieces: number[] = [];

  const add = (character: string, start: number, end: number): void => {
    if (codePoints++ === 0) first = start;
    last = end;
    if (codePoints > maxWordCodePoints) return;
    for (let at = 0; at < character.length; at++) {
      units[length] = character.charCodeAt(at);
      starts[length] = start;
      ends[length++] = end;
    }
  };
  const flush = (): void => {
    if (codePoints === 0) return;
    const before = pieces.length;
    let at = codePoints > maxWordCodePoints ? -1 : 0;
    while (at !== -1 && at < length) {
      const found = at === 0 ? trie.begins(units, 0, length) : trie.continues(units, at, length);
      const to = at + (found % 65536);
      if (found !== -1) pieces.push(Math.floor(found / 65536), starts[at] ?? 0, ends[to - 1] ?? 0);
      at = found === -1 ? -1 : to;
    }
    if (at === -1) {
      pieces.length = before;
      pieces.push(unkId, first, last);
    }
    length = 0;
    codePoints = 0;
  };
  const addNormalized = (character: string, start: number, end: number): void => {
    for (const part of stripAccents ? character.normalize('NFD') : character) {
      if (stripAccents && kindOf(part.codePointAt(0) ?? 0) === MARK) continue;
      for (const lower of lowercase ? part.toLowerCase() : part) add(lower, start, end);
    }
  };

  return (word) => {
    pieces = [];
    let at = 0;
    while (at < word.length) {
      const codePoint = word.codePointAt(at) ?? 0;
      const end = at + (codePoint > 0xffff ? 2 : 1);
      const kind = kindOf(codePoint);
      if (kind === SPACE) {
        flush();
      } else if (kind === ALONE) {
        flush();
        addNormalized(word.slice(at, end), at, end);
        flush();
      } else if (kind !== REMOVED) {
        addNormalized(word.slice(at, end), at, end);
      }
      at = end;
    }
    flush();
    return Int32Array.from(pieces);
  };
}
