import { openWordPiece, splitWords } from '@acervo/ner-core';
import type { Row } from './report.ts';

/** Tokens per second of one thread, from running text: words, then WordPieces with offsets. */
export function benchTokenization(texts: readonly string[], vocabulary: readonly string[]): Row[] {
  const tokenizer = openWordPiece(vocabulary);
  let tokens = 0;
  let words = 0;
  const started = performance.now();
  do {
    for (const text of texts)
      for (const token of tokenizer.encodeWords(text, splitWords(text))) {
        tokens++;
        if (token.first) words++;
      }
  } while (performance.now() - started < 3000);
  const seconds = (performance.now() - started) / 1000;
  return [
    {
      stage: 'tokenization',
      what: 'words and WordPieces with offsets, one thread',
      value: tokens / seconds,
      unit: 'tokens/s',
    },
    { stage: 'tokenization', what: 'the same in words', value: words / seconds, unit: 'words/s' },
  ];
}
