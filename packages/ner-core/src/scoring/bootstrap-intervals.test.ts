import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bootstrapIntervals } from './bootstrap-intervals.ts';
import { type DocumentMatches, scoreMatches } from './entity-scores.ts';

const matches = (support: number, predicted: number, correct: number, type = 'PESSOA'): DocumentMatches =>
  new Map([[type, { support, predicted, correct }]]);

it('needs two documents that hold something', () => {
  expect(bootstrapIntervals([])).toEqual({ micro: undefined, byType: {} });
  expect(bootstrapIntervals([matches(4, 4, 2)]).micro).toBeUndefined();
  const { micro, byType } = bootstrapIntervals([matches(4, 4, 2), matches(4, 4, 2, 'LOCAL')]);
  expect(micro).toEqual([0.5, 0.5]);
  expect(byType).toEqual({ LOCAL: undefined, PESSOA: undefined });
});

it('has no width where all documents score alike', () => {
  expect(bootstrapIntervals([matches(10, 10, 5), matches(2, 2, 1), matches(4, 4, 2)]).micro).toEqual([0.5, 0.5]);
});

it('two documents, one all right and one all wrong, may as well both have been either', () => {
  expect(bootstrapIntervals([matches(5, 5, 5), matches(5, 5, 0)]).micro).toEqual([0, 1]);
});

it('a draw without a type does not count against the type', () => {
  const documents = [matches(3, 3, 3), matches(3, 3, 3), matches(1, 1, 0, 'LOCAL'), matches(1, 1, 0, 'LOCAL')];
  expect(bootstrapIntervals(documents).byType['PESSOA']).toEqual([1, 1]);
});

it('is the same each time, within 0..1, and around the score; more documents make it narrower', () => {
  const document = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([support, predicted, share]) =>
      matches(support, predicted, Math.floor(share * Math.min(support, predicted))),
    );
  fc.assert(
    fc.property(fc.array(document, { minLength: 8, maxLength: 12 }), (documents) => {
      const [low, high] = bootstrapIntervals(documents).micro!;
      expect(bootstrapIntervals(documents).micro).toEqual([low, high]);
      const { f1 } = scoreMatches(documents).micro;
      expect(0 <= low && low <= f1 && f1 <= high && high <= 1).toBe(true);
      const [lower, higher] = bootstrapIntervals(Array(8).fill(documents).flat()).micro!;
      expect(higher - lower).toBeLessThanOrEqual(high - low);
    }),
    { numRuns: 20 },
  );
});
