import { expect, it } from 'vitest';
import { ConllError, parseConll } from './parse-conll.ts';

const read = (content: string) =>
  parseConll(content).map((sentence) => sentence.map(({ word, label, line }) => `${line} ${word} ${label}`));

it('reads words, labels and sentences, whatever ends the lines', () => {
  const expected = [['1 Maria B-PESSOA', '2 Exemplo I-PESSOA', '3 recorre O'], ['6 Defiro O']];
  expect(read('Maria B-PESSOA\nExemplo I-PESSOA\nrecorre O\n\n\nDefiro O')).toEqual(expected);
  expect(read('\uFEFFMaria B-PESSOA\r\nExemplo\tI-PESSOA\r\nrecorre O\r\n \r\n\r\nDefiro O\r\n')).toEqual(expected);
  expect(read('\n\n')).toEqual([]);
});

it('keeps labels that no IOB2 sequence has', () => {
  expect(read('Maria I-PESSOA\nExemplo I-LOCAL')).toEqual([['1 Maria I-PESSOA', '2 Exemplo I-LOCAL']]);
});

it.each([
  ['Maria', 2, 'not-two-columns'],
  ['Maria NOUN B-PESSOA', 2, 'not-two-columns'],
  [' B-PESSOA', 2, 'not-two-columns'],
  ['Maria B-PER', 2, 'unknown-label'],
  ['Maria b-PESSOA', 2, 'unknown-label'],
  ['Maria E-PESSOA', 2, 'unknown-label'],
  ['Maria PESSOA', 2, 'unknown-label'],
])('the line %j is refused, and not repeated', (wrong, line, reason) => {
  try {
    parseConll(`de O\n${wrong}\n`);
    expect.fail('it was taken');
  } catch (error) {
    if (!(error instanceof ConllError)) throw error;
    expect({ line: error.line, reason: error.reason }).toEqual({ line, reason });
    expect(error.message).not.toContain('Maria');
  }
});
