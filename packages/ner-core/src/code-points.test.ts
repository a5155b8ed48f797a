import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { toCodePoints, toUtf16 } from './code-points.ts';

const unit = fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00', '𝒜');

test('offsets convert as counting code points does, in any order, and back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 60 }),
      fc.nat(2100),
      fc.infiniteStream(fc.nat()),
      (end, padding, order) => {
        const text = '😀b'.repeat(padding) + end;
        const there = toCodePoints(text);
        const back = toUtf16(text);
        for (const at of order.take(20)) {
          const offset = at % (text.length + 1);
          // The code point that holds the offset is the last of those that begin at or before it.
          const whole = [...text.slice(0, offset)].length;
          const inside = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
          const expected = inside ? whole - 1 : whole;
          expect(there(offset)).toBe(expected);
          expect(back(expected)).toBe(inside ? offset - 1 : offset);
        }
      },
    ),
  );
});

test('ends and text without surrogates', () => {
  expect(toCodePoints('')(0)).toBe(0);
  expect(toUtf16('')(0)).toBe(0);
  expect(toCodePoints('ação')(4)).toBe(4);
  expect(toCodePoints('a😀')(3)).toBe(2);
  expect(toUtf16('a😀')(2)).toBe(3);
});

test('offsets outside of the text are refused', () => {
  for (const text of ['abc', 'a😀'])
    for (const offset of [-1, 4, 0.5, Number.NaN]) {
      expect(() => toCodePoints(text)(offset)).toThrow(RangeError);
      expect(() => toUtf16(text)(offset)).toThrow(RangeError);
    }
});

test('conversions read a text a few times, not once an offset', () => {
  const text = 'abc😀'.repeat(20_000);
  using read = vi.spyOn(String.prototype, 'charCodeAt');
  const there = toCodePoints(text);
  const back = toUtf16(text);
  let wrong = 0;
  for (let offset = 0; offset < text.length; offset += 5) if (back(there(offset)) !== offset) wrong++;
  const ascending = read.mock.calls.length;
  for (let at = 0; at < 100; at++) there((5 * at * 7919) % text.length);
  const anywhere = read.mock.calls.length - ascending;
  expect(wrong).toBe(0);
  expect(ascending).toBeLessThan(10 * text.length);
  expect(anywhere).toBeLessThan(100 * 2 * 1024); // two reads a step
});
