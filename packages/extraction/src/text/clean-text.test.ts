import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, moved } from './clean-text.ts';

test('controls go, space-like ones become single spaces, outer spaces go', () => {
  expect(cleanLine(' a\u0000b\t\tc \u000c d\u00ad\ufeff ').text).toBe('ab c d');
});

test('lone surrogates become U+FFFD and pairs stay', () => {
  expect(cleanLine('a\ud800b\udc00😀').text).toBe('a\ufffdb\ufffd😀');
});

test('C1 controls are read as windows-1252', () => {
  expect(cleanLine('\u0093voto\u0094 \u0096 \u0081').text).toBe('“voto” –');
});

test('a combining accent in the next item belongs to the letter it composes with', () => {
  const clean = cleanLine('acórda\u0303o');
  expect(clean.text).toBe('acórdão');
  expect(moved(clean, 6)).toBe(6); // before its mark: after the composed letter
  expect(moved(clean, 7)).toBe(6);
});

test('private-use characters stay', () => {
  expect(cleanLine('\uf0b7 item').text).toBe('\uf0b7 item');
});

const unit = fc.oneof(
  fc.integer({ min: 0, max: 0x17f }),
  fc.constantFrom(0x20, 0x301, 0x303, 0x327, 0x1100, 0x1161, 0x11a8, 0xd800, 0xdc00, 0xad, 0xfeff, 0x2028, 0xe000),
  fc.integer({ min: 0, max: 0xffff }),
);
const anyText = fc.array(unit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));

test('any text becomes NFC, well formed, free of controls, and stays so when cleaned again', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const { text } = cleanLine(raw);
      expect(text.isWellFormed()).toBe(true);
      expect(text.normalize('NFC')).toBe(text);
      expect(text).not.toMatch(/[\p{Cc}\u00ad\u2028\u2029]/u);
      expect(cleanLine(text).text).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('positions ascend from 0 to the end, and a slice holds what cleaning the raw slice gives', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (raw, cut) => {
      const at = Math.min(cut, raw.length);
      const clean = cleanLine(raw);
      const positions = Array.from({ length: raw.length + 1 }, (_, offset) => moved(clean, offset));
      expect(positions[0]).toBe(0);
      expect(positions.at(-1)).toBe(clean.text.length);
      for (let i = 1; i < positions.length; i++) expect(positions[i]).toBeGreaterThanOrEqual(positions[i - 1]!);
      // letters only: what surrounds a cut can neither compose nor trim there
      if (/^[a-z]*$/.test(raw.slice(Math.max(0, at - 1), at + 1))) {
        const head = cleanLine(`${raw.slice(0, at)}`).text;
        expect(clean.text.slice(0, moved(clean, at)).trimEnd()).toBe(head.trimEnd());
      }
    }),
    { numRuns: 2000 },
  );
});
