import { joinWords } from '@acervo/ner-core';
import { expect, it } from 'vitest';
import { TINY_BERT } from '../../packages/inference/test/model-folders.ts';
import { parseSetting } from './parse-setting.ts';
import { recognizeWithWindows } from './recognize-with-windows.ts';

const sentence = 'A Turma negou provimento ao recurso de Maria Exemplo nos termos da Lei 1.234/56 .'.split(' ');
const documents = [joinWords(Array.from({ length: 40 }, () => sentence))];

it('a setting cuts the windows that it names, and what they share is counted as processed', async () => {
  const whole = await recognizeWithWindows(TINY_BERT, parseSetting('510/0'), documents);
  const short = await recognizeWithWindows(TINY_BERT, parseSetting('30/10'), documents);
  expect(short.tokens).toBe(whole.tokens);
  expect(whole.processedTokens).toBe(whole.tokens + 2 * Math.ceil(whole.tokens / 510));
  const windows = (short.tokens - 10) / 20; // a little fewer, where words ask for more overlap
  expect(short.processedTokens / (windows * 32)).toBeGreaterThan(1);
  expect(short.processedTokens / (windows * 32)).toBeLessThan(1.5);
});

it('a setting that is none is refused', () => {
  expect(parseSetting('254/64')).toEqual({ name: '254/64', windowTokens: 254, overlapTokens: 64 });
  expect(() => parseSetting('254')).toThrow(/such as 510\/128/);
});
