import { expect, test } from 'vitest';
import { openBudget } from './budget.ts';

test('shares wait until they fit, in the order of asking', async () => {
  const budget = openBudget(3);
  const order: string[] = [];
  const two = await budget.take(2);
  const all = budget.take(3).then((share) => {
    order.push('all');
    return share;
  });
  const one = budget.take(1).then((share) => {
    order.push('one');
    return share;
  });
  expect(budget.taken()).toBe(2);
  two[Symbol.dispose]();
  (await all)[Symbol.dispose]();
  await one;
  expect(order).toEqual(['all', 'one']);
  expect(budget.taken()).toBe(1);
});

test('more than the total takes the whole, alone', async () => {
  const budget = openBudget(10);
  using _share = await budget.take(1000);
  expect(budget.taken()).toBe(10);
});

test('a share is given back once, however often it is disposed of', async () => {
  const budget = openBudget(2);
  const share = await budget.take(1);
  share[Symbol.dispose]();
  share[Symbol.dispose]();
  expect(budget.taken()).toBe(0);
});

test('whoever gives up waiting lets those behind through', async () => {
  const budget = openBudget(2);
  using _one = await budget.take(1);
  const controller = new AbortController();
  const all = budget.take(2, controller.signal);
  const behind = budget.take(1);
  controller.abort(new Error('stopped'));
  await expect(all).rejects.toThrow('stopped');
  await behind;
  expect(budget.taken()).toBe(2);
});
