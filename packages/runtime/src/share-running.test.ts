import { expect, test } from 'vitest';
import { shareRunning } from './share-running.ts';

test('who comes while work runs shares its outcome, who comes later runs it again', async () => {
  const shared = shareRunning<number>();
  let runs = 0;
  const work = async () => {
    runs += 1;
    return runs;
  };
  expect(await Promise.all([shared('a', work), shared('a', work), shared('b', work)])).toEqual([1, 1, 2]);
  expect(await shared('a', work)).toBe(3);
});

test('failed work is forgotten too', async () => {
  const shared = shareRunning<string>();
  await expect(shared('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await shared('a', async () => 'yes')).toBe('yes');
});
