import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, tidy } from './fold.ts';

const PIECES = [...'a1 -–—_"\'“”‘’«»`´,;:.()[]/§é\n\t\u00ad\ufffd\u0000', '𝔄', 'S.A.', ' - ', '--'];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
);

test('what stands at the end of a text goes as a regular expression would take it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(tidy(text)).toBe(tidyByExpressions(text));
      expect(fold(text)).toBe(foldByExpressions(text));
    }),
    { numRuns: 100_000, seed: 6 },
  );
});

/** Quadratic: each of the last expressions begins anew at every mark of a row of them. */
function tidyByExpressions(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffd](?<!\s)/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const inner = clean.replace(/^[\s"'“”‘’«»`´,;:.()[\]–—-]+/, '').replace(/(?<=\S)["'“”‘’«»`´,;:([–—-]+ ?$/, '');
  return inner === '' ? clean : inner.trim();
}

function foldByExpressions(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\p{Pd}_]/gu, '-')
    .replace(/[⁄∕]/g, '/')
    .replace(/[^\p{L}\p{N}/$%§-]+/gu, ' ')
    .replace(/ ?([/-]) ?/g, '$1')
    .trim()
    .replace(/^-+|-+$/g, '')
    .trim();
}
