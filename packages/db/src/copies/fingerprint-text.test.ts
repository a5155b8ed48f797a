import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf, estimateSimilarity, type Fingerprint, fingerprintText, MIN_WORDS } from './fingerprint-text.ts';

function fingerprint(text: string): Fingerprint | undefined {
  const steps = fingerprintText(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Words that have nothing in common but their making. */
const wordsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `palavra${((from + at) * 7919) % 99_991}`);

const TEXT = wordsFrom(0, 400);

test('white space makes no difference to the hash, anything else does', () => {
  const hash = (text: string) => fingerprint(text)?.bareTextHash.toString('hex');
  const text = `São Paulo. ${TEXT.join(' ')}`;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(' ', '\n', '\t', '\u00a0', ' \n'), { minLength: 1 }), (spaces) => {
      let at = 0;
      expect(hash(text.replace(/ /g, () => spaces[at++ % spaces.length] ?? ' '))).toBe(hash(text));
    }),
    { numRuns: 20 },
  );
  for (const other of [text.replace('São', 'Sao'), text.replace('São', 'são'), text.replace('.', ','), `${text} x`])
    expect(hash(other)).not.toBe(hash(text));
});

test('a text without enough words has no fingerprint, whatever else it has', () => {
  expect(fingerprint(wordsFrom(0, MIN_WORDS - 1).join(' — '))).toBeUndefined();
  expect(fingerprint(wordsFrom(0, MIN_WORDS).join(' '))).toBeDefined();
  expect(fingerprint('')).toBeUndefined();
});

test('a text of many steps has the hash and the sketch of the whole', () => {
  const words = wordsFrom(0, 30_000).map((word, at) => (at % 3 === 0 ? `${word}𝔄` : word));
  const one = fingerprint(words.join(' '));
  const other = fingerprint(`   ${words.join('\n')}`);
  expect(other).toEqual(one);
});

test('the sketches of two texts estimate how many of their runs of five words they share', () => {
  const shingles = (words: readonly string[]) =>
    new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 3000 }), fc.integer({ min: 0, max: 20 }), (count, changed) => {
      const words = wordsFrom(count, count);
      const others = [...words];
      for (let each = 0; each < changed; each++) others[Math.floor((each * count) / changed)] = `mudou${each}`;
      const [some, rest] = [shingles(words), shingles(others)];
      const shared = [...some].filter((shingle) => rest.has(shingle)).length;
      const exact = shared / (some.size + rest.size - shared);
      const [one, other] = [fingerprint(words.join(' ')), fingerprint(others.join(' '))];
      // five standard errors
      expect(Math.abs(estimateSimilarity(one!.sketch, other!.sketch) - exact)).toBeLessThan(0.11);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('case and punctuation do not make texts less similar', () => {
  const one = fingerprint(TEXT.join(' '));
  const other = fingerprint(TEXT.join(', ').toUpperCase());
  expect(estimateSimilarity(one!.sketch, other!.sketch)).toBe(1);
});

test('similar texts share a band, unlike ones do not, also where most bins are empty', () => {
  const share = (some: readonly string[], others: readonly string[]) => {
    const bands = bandsOf(fingerprint(others.join(' '))!.sketch);
    return bandsOf(fingerprint(some.join(' '))!.sketch).some((band) => bands.includes(band));
  };
  for (let from = 0; from < 200; from++) {
    const words = wordsFrom(from * 500, 60 + from * 2);
    expect(share(words, [...words, 'fim'])).toBe(true);
    // a sentence in common, as forms have
    expect(
      share([...wordsFrom(90_000, 12), ...words], [...wordsFrom(90_000, 12), ...wordsFrom(from * 500 + 60_000, 60)]),
    ).toBe(false);
  }
});
