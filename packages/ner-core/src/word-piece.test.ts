import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from './mention.ts';
import { openWordPiece } from './word-piece.ts';

interface Oracles {
  versions: Record<string, string>;
  cases: {
    title: string;
    tokenizer: string;
    words: string[];
    tokens?: [number, number, number, number][];
    count?: number;
    sha256?: string;
  }[];
}

const vocabulary = readFileSync(new URL('../../inference/test-data/tiny-bert/vocab.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const oracles: Oracles = JSON.parse(
  readFileSync(new URL('../test-data/word-piece-oracles.json', import.meta.url), 'utf8'),
);
const tokenizers = {
  cased: openWordPiece(vocabulary),
  lowercase: openWordPiece(vocabulary, { lowercase: true, stripAccents: false }),
  uncased: openWordPiece(vocabulary, { lowercase: true }),
};

/** Words joined by a blank, with their places. */
function joined(words: readonly string[]): { text: string; spans: Span[] } {
  let text = '';
  const spans = words.map((word) => {
    const start = text.length;
    text += `${word} `;
    return { start, end: start + word.length };
  });
  return { text, spans };
}

describe(`ids and offsets equal BertTokenizerFast of transformers ${oracles.versions['transformers']}`, () => {
  for (const { title, tokenizer, words, tokens, count, sha256 } of oracles.cases) {
    test(`${title}, ${tokenizer}`, () => {
      const { text, spans } = joined(words);
      const found = [...tokenizers[tokenizer as keyof typeof tokenizers].encodeWords(text, spans)];
      const ours = found.map(({ id, word, start, end }) => {
        const from = spans[word]!.start;
        return [id, word, start - from, end - from];
      });
      if (tokens !== undefined) expect(ours).toEqual(tokens);
      else {
        expect(ours).toHaveLength(count!);
        expect(createHash('sha256').update(JSON.stringify(ours)).digest('hex')).toBe(sha256);
      }
    });
  }
});

test('a word whose characters are all removed yields no token and keeps its index', () => {
  const { text, spans } = joined(['Lei', '\u00ad\u200b', 'nova']);
  const words = [...tokenizers.cased.encodeWords(text, spans)].map((token) => token.word);
  expect(new Set(words)).toEqual(new Set([0, 2]));
});

test('a lone surrogate is removed', () => {
  const { text, spans } = joined(['a\ud800', '\udc00']);
  const tokens = [...tokenizers.cased.encodeWords(text, spans)];
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(['a']);
});

test('the name of a special token in the text is text', () => {
  const { text, spans } = joined(['[CLS]', '[MASK]']);
  const ids = [...tokenizers.cased.encodeWords(text, spans)].map((token) => token.id);
  expect(ids).not.toContain(tokenizers.cased.clsId);
});

test('a vocabulary without [UNK] is refused', () => {
  expect(() => openWordPiece(['a', '[CLS]', '[SEP]', '[PAD]'])).toThrow(RangeError);
});

test('tokens stay inside their word, in order, and only its first one is marked first', () => {
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...vocabulary));
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom(...Object.values(tokenizers)), (words, tokenizer) => {
      const { text, spans } = joined(words);
      let before = { word: -1, end: 0 };
      for (const token of tokenizer.encodeWords(text, spans)) {
        expect(token.first).toBe(token.word !== before.word);
        expect(token.wordSpan).toEqual(spans[token.word]);
        expect(token.start).toBeGreaterThanOrEqual(Math.max(token.first ? 0 : before.end, token.wordSpan.start));
        expect(token.end).toBeGreaterThan(token.start);
        expect(token.end).toBeLessThanOrEqual(token.wordSpan.end);
        before = token;
      }
    }),
  );
});

test('encoding a word twice, from the cache or not, gives the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (word) => {
      const { text, spans } = joined([word, word]);
      const tokens = [...tokenizers.cased.encodeWords(text, spans)];
      const half = tokens.length / 2;
      expect(tokens.slice(half).map((token) => token.id)).toEqual(tokens.slice(0, half).map((token) => token.id));
    }),
  );
});
