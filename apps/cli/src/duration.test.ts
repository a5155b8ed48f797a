import { expect, test } from 'vitest';
import { formatDuration, formatEstimate } from './duration.ts';

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1,0 s'],
  [4_230, '4,2 s'],
  [59_949, '59,9 s'],
  [59_970, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [7_620_000, '2 h 07 min'],
])('%d ms is %s in Portuguese, with a point in English', (ms, expected) => {
  expect(formatDuration(ms, 'pt')).toBe(expected);
  expect(formatDuration(ms, 'en')).toBe(expected.replace(',', '.'));
});

test.each([
  [0, '5 s'],
  [26_400, '30 s'],
  [57_000, '1 min'],
  [64_000, '1 min'],
  [620_000, '10 min'],
  [3_580_000, '1 h 00 min'],
  [7_620_000, '2 h 07 min'],
])('a guess of %d ms is %s', (ms, expected) => {
  expect(formatEstimate(ms)).toBe(expected);
});
