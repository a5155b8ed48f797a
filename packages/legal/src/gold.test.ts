import { expect, test } from 'vitest';
import { BARS, keysOf, readGold } from '../test/gold.ts';

test.each(Object.entries(BARS))('%s of the development half keep above their bar', (type, bar) => {
  const rows = readGold().filter((row) => row.type === type && row.half === 'development');
  const right = rows.filter((row) => keysOf(row) === row.expected);
  expect(rows.length).toBeGreaterThan(100);
  expect(right.length / rows.length).toBeGreaterThanOrEqual(bar);
});
