import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pretendTokens } from '../test/pretend.ts';
import { openMerge } from './merge.ts';
import type { Token } from './tokenizer.ts';
import { type Window, windows } from './windows.ts';

const documents = fc.record({
  lengths: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 4 }) },
      { weight: 1, arbitrary: fc.integer({ min: 5, max: 40 }) },
    ),
    { maxLength: 60 },
  ),
  sizeTokens: fc.integer({ min: 1, max: 20 }),
  share: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
type Case = { lengths: number[]; sizeTokens: number; share: number };

function cut({ lengths, sizeTokens, share }: Case): { tokens: Token[]; cutInto: Window[]; overlapTokens: number } {
  const tokens = [...pretendTokens(lengths)];
  const overlapTokens = Math.floor(share * sizeTokens);
  return { tokens, overlapTokens, cutInto: [...windows(tokens, { sizeTokens, overlapTokens })] };
}

test('every word with a token is in exactly one kept part, together with its first token', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { tokens, cutInto } = cut(document);
      let next = 0;
      const kept: number[] = [];
      for (const window of cutInto) {
        expect(window.keptStart).toBe(next);
        next = window.keptEnd;
        for (const { first, word } of window.tokens)
          if (first && word >= window.keptStart && word < window.keptEnd) kept.push(word);
      }
      expect(kept).toEqual(tokens.filter((token) => token.first).map((token) => token.word));
    }),
  );
});

test('windows hold every token, in order, within their size, and divide only words longer than a window', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { tokens, cutInto } = cut(document);
      const seen = new Set<Token>();
      let cutWords = 0;
      for (const { tokens: held, cutWords: cutHere } of cutInto) {
        expect(held.length).toBeGreaterThan(0);
        expect(held.length).toBeLessThanOrEqual(document.sizeTokens);
        const from = tokens.indexOf(held[0]!);
        expect(held).toEqual(tokens.slice(from, from + held.length));
        for (const word of new Set(held.map((token) => token.word))) {
          const length = document.lengths[word]!;
          if (length <= document.sizeTokens) expect(held.filter((token) => token.word === word)).toHaveLength(length);
        }
        for (const token of held) seen.add(token);
        cutWords += cutHere;
      }
      expect(seen.size).toBe(tokens.length);
      expect(cutWords).toBe(document.lengths.filter((length) => length > document.sizeTokens).length);
    }),
  );
});

test("a word's scores come from the window in which its first token is farthest from an edge", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { tokens, cutInto } = cut(document);
      const ranges = cutInto.map((window) => {
        const from = tokens.indexOf(window.tokens[0]!);
        return { from, to: from + window.tokens.length, window };
      });
      tokens.forEach((token, at) => {
        if (!token.first) return;
        const distances = ranges
          .filter(({ from, to }) => from <= at && at < to)
          .map(({ from, to, window }) => ({
            window,
            distance: Math.min(
              from === 0 ? Number.POSITIVE_INFINITY : at - from,
              to === tokens.length ? Number.POSITIVE_INFINITY : to - 1 - at,
            ),
          }));
        const best = Math.max(...distances.map(({ distance }) => distance));
        const keeper = distances.find(({ window }) => window.keptStart <= token.word && token.word < window.keptEnd)!;
        expect(keeper.distance).toBe(best);
      });
    }),
  );
});

test('neighbours share at least the overlap where no word is longer than what is left', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { tokens, cutInto, overlapTokens } = cut(document);
      fc.pre(document.lengths.every((length) => 2 * length <= document.sizeTokens - overlapTokens));
      for (let at = 1; at < cutInto.length; at++) {
        const before = cutInto[at - 1]!;
        const end = tokens.indexOf(before.tokens[0]!) + before.tokens.length;
        expect(end - tokens.indexOf(cutInto[at]!.tokens[0]!)).toBeGreaterThanOrEqual(overlapTokens);
      }
    }),
  );
});

test('windows are made lazily: a document without end can be cut', () => {
  const endless = pretendTokens({
    *entries() {
      for (let word = 0; ; word++) yield [word, 2];
    },
  } as unknown as number[]);
  const first = windows(endless, { sizeTokens: 8, overlapTokens: 2 }).take(3).toArray();
  expect(first.map((window) => window.tokens.length)).toEqual([8, 8, 8]);
});

test('sizes that cannot work are refused', () => {
  for (const [sizeTokens, overlapTokens] of [
    [0, 0],
    [8, 8],
    [8, -1],
    [8.5, 1],
    [Number.NaN, 0],
  ] as const)
    expect(() => windows([], { sizeTokens, overlapTokens }).next()).toThrow(RangeError);
});

test('merging gives each word the row of its keeper, in order, whatever the order in which windows arrive', () => {
  fc.assert(
    fc.property(documents, fc.infiniteStream(fc.nat()), (document, order) => {
      const { tokens, cutInto } = cut(document);
      const shuffled = cutInto.map((window) => ({ window, key: order.next().value! })).sort((a, b) => a.key - b.key);
      const merge = openMerge(2);
      const rows = shuffled.flatMap(({ window }) => {
        const logits = new Float32Array(3 + window.tokens.length * 2);
        window.tokens.forEach((token, at) => {
          logits.set([window.index, token.word], 3 + at * 2);
        });
        return merge.add(window, logits, 3);
      });
      expect(merge.waiting).toBe(0);
      expect(rows.map((row) => row.word)).toEqual(tokens.filter((token) => token.first).map((token) => token.word));
      for (const { word, logits } of rows) {
        expect(logits[1]).toBe(word);
        const keeper = cutInto[logits[0]!]!;
        expect(keeper.keptStart <= word && word < keeper.keptEnd).toBe(true);
      }
    }),
  );
});

test('logits that are too short, and a window that comes twice, are refused', () => {
  const [window] = windows(pretendTokens([1, 1]), { sizeTokens: 4, overlapTokens: 0 });
  const merge = openMerge(2);
  expect(() => merge.add(window!, new Float32Array(3))).toThrow(RangeError);
  expect(merge.add(window!, new Float32Array(4))).toHaveLength(2);
  expect(() => merge.add(window!, new Float32Array(4))).toThrow(RangeError);
});
