import { expect, test } from 'vitest';
import { mapConcurrently } from './map-concurrently.ts';

test('results stand in the order of the items, and no more than the limit run at once', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 3], 2, async (turns) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < turns; turn++) await null;
    running -= 1;
    return turns * 2;
  });
  expect(results).toEqual([10, 2, 6]);
  expect(most).toBe(2);
});

test('after a rejection nothing new begins, and it is reported when what runs is through', async () => {
  const ended: number[] = [];
  const begun: number[] = [];
  const slow = Promise.withResolvers<void>();
  const whole = mapConcurrently([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error('first');
    await slow.promise;
    ended.push(item);
    throw new Error('second');
  });
  slow.resolve();
  await expect(whole).rejects.toThrow('first');
  expect([begun, ended]).toEqual([[1, 2], [2]]);
});
