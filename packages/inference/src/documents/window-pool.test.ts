import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_PADDING, openWindowPool } from './window-pool.ts';

function fill(lengths: readonly number[]) {
  const pool = openWindowPool<{ order: number; length: number }>();
  lengths.forEach((length, order) => {
    pool.add(length, { order, length });
  });
  return pool;
}

const lengths = fc.array(fc.integer({ min: 3, max: 512 }), { minLength: 1, maxLength: 80 });

it('every window leaves the pool exactly once, the oldest always in the next batch', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 4096 }), (all, batchTokens) => {
      const pool = fill(all);
      const left = new Set(all.keys());
      while (pool.size > 0) {
        const batch = pool.take(batchTokens);
        expect(batch.map((each) => each.order)).toContain(Math.min(...left));
        for (const { order } of batch) expect(left.delete(order)).toBe(true);
      }
      expect(left.size).toBe(0);
    }),
  );
});

it('a batch keeps to its tokens and its share of padding; a window larger than the limit goes alone', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 4096 }), (all, batchTokens) => {
      const pool = fill(all);
      for (let batch = pool.take(batchTokens); batch.length > 0; batch = pool.take(batchTokens)) {
        const padded = Math.max(...batch.map((each) => each.length)) * batch.length;
        const sum = batch.reduce((total, each) => total + each.length, 0);
        if (batch.length > 1) expect(padded).toBeLessThanOrEqual(batchTokens);
        expect(1 - sum / padded).toBeLessThanOrEqual(MAX_PADDING);
      }
    }),
  );
});

it('dropped windows do not come back', () => {
  const pool = fill([10, 20, 30]);
  pool.drop((each) => each.length === 20);
  expect([...pool.take(1), ...pool.take(1), ...pool.take(1)].map((each) => each.length)).toEqual([10, 30]);
});
