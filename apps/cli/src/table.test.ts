import { expect, it } from 'vitest';
import { formatTable } from './table.ts';

it.each([
  ['as PostgreSQL prints them', ['1864.5', '7', '-0.25']],
  ['in English', ['539,191', '1,234,567.5', '45']],
  ['in Portuguese', ['539.191', '1.234.567,5', '0,30']],
])('numbers %s stand to the right', (_, numbers) => {
  const [, ...lines] = formatTable(
    ['n', 'name'],
    numbers.map((number) => [number, 'x']),
    80,
  );
  const width = Math.max(...numbers.map((number) => number.length));
  expect(lines.slice(1)).toEqual(numbers.map((number) => `${number.padStart(width)}  x`));
});

it('words and numbers in one column stand to the left, as do case numbers and dates', () => {
  for (const text of ['art. 5', '0001234-56.2018.8.99.0001', '27/05/2016', '2019-03-31', '1,2,3'])
    expect(formatTable(['n', ''], [['1'], [text]], 80)[2], text).toBe('1');
});
