import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Span } from '@acervo/ner-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeJson, copyModelFolder, openTemporaryFolder, TEST_DATA, TINY_BERT } from '../../test/model-folders.ts';
import { readTokenizer } from '../model/read-tokenizer.ts';
import { openCharacterMap } from './character-map.ts';

const MODELS = ['tiny-roberta', 'tiny-xlm-roberta', 'tiny-deberta-v2', 'tiny-modernbert'];

const wholeOf = (text: string): Span[] => [{ start: 0, end: text.length }];

describe.each(MODELS)('the tokenizer of %s', async (name) => {
  const { tokenizer } = await readTokenizer(join(TEST_DATA, name));
  const idsOf = (word: string) => Array.from(tokenizer.encodeWords(word, wholeOf(word)), ({ id }) => id);

  it('gives ids of the vocabulary, each with its word, for any text', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        let text = '';
        const spans = words.map((each) => {
          const start = text.length;
          text += `${each} `;
          return { start, end: start + each.length };
        });
        let before = -1;
        for (const token of tokenizer.encodeWords(text, spans)) {
          expect(token.id >= 0 && token.id < tokenizer.vocabularySize).toBe(true);
          expect(token.wordSpan).toEqual(spans[token.word]);
          expect(token.first).toBe(token.word !== before);
          before = token.word;
        }
      }),
    );
  });

  it('never takes text for the tokens around a window', () => {
    const text = 'Lei nova, art. 5º — [CLS] [SEP]';
    const ids = [...tokenizer.encodeWords(text, wholeOf(text))].map(({ id }) => id);
    if (name !== 'tiny-deberta-v2') expect(ids).not.toContain(tokenizer.sepId);
    expect(ids.length).toBeGreaterThan(5);
  });

  it('encodes a word that is longer than what it holds at once, and keeps characters whole', () => {
    const ids = idsOf(`${'x'.repeat(65_535)}😀${'ab1.'.repeat(40_000)}`);
    expect(ids.length).toBeGreaterThan(50_000);
    expect(ids.slice(0, 1000)).toEqual(idsOf('x'.repeat(2000)).slice(0, 1000));
  });

  it('reads words only when their tokens are asked for', () => {
    let read = 0;
    function* words(): Generator<Span> {
      for (; ; read += 1) yield { start: 0, end: 3 };
    }
    const tokens = tokenizer.encodeWords('Lei', words());
    tokens.next();
    expect(read).toBe(0);
  });
});

it('WordPiece that is not like BERT is read as tokenizer.json says', async () => {
  await using temporary = await openTemporaryFolder();
  const folder = await copyModelFolder(temporary.path, TINY_BERT);
  const entries = (await readFile(join(folder, 'vocab.txt'), 'utf8')).trimEnd().split('\n');
  const vocab = Object.fromEntries(entries.map((entry, id) => [entry.replace(/^##/, '@@'), id]));
  await changeJson(join(folder, 'tokenizer.json'), {
    model: { type: 'WordPiece', vocab, unk_token: '[UNK]', continuing_subword_prefix: '@@' },
    normalizer: null,
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', cls: ['[CLS]', vocab['[CLS]']], sep: ['[SEP]', vocab['[SEP]']] },
  });
  await changeJson(join(folder, 'tokenizer_config.json'), { pad_token: '[PAD]' });
  const theirs = await readTokenizer(folder);
  const ours = await readTokenizer(TINY_BERT);
  const text = 'O Tribunal indeferiu o pedido de inconstitucionalidade.';
  const [a, b] = [theirs, ours].map(({ tokenizer }) =>
    [...tokenizer.encodeWords(text, wholeOf(text))].map(({ id }) => id),
  );
  expect(theirs.settings).toEqual({ kind: 'WordPiece' });
  expect(a).toEqual(b);
});

it.each(['', 'AAAA', Buffer.from([255, 0, 0, 0, 1]).toString('base64')])(
  'a damaged character map (%j) is refused',
  (map) => {
    expect(() => openCharacterMap(map)).toThrow(RangeError);
  },
);
