import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LabelScheme, labelScheme } from './label-scheme.ts';
import { openSpanPosterior } from './span-posterior.ts';

const SCHEMES = {
  BIO: labelScheme(['O', 'B-PESSOA', 'I-PESSOA', 'B-LOCAL', 'I-LOCAL']),
  IO: labelScheme(['O', 'PESSOA', 'LOCAL']),
};

/** Every legal sequence of states. */
function* sequences({ states, predecessors, initial }: LabelScheme, words: number): Generator<number[]> {
  if (words === 0) return yield [];
  for (const before of sequences({ states, predecessors, initial } as LabelScheme, words - 1)) {
    for (let state = 0; state < states.length; state++) {
      const last = before.at(-1);
      if (last === undefined ? initial[state] : predecessors[state]!.includes(last)) yield [...before, state];
    }
  }
}

/** The mentions that a sequence says, as `type first end`. */
function mentionsOf({ states }: LabelScheme, sequence: readonly number[]): string[] {
  const found: { type: string; first: number; end: number }[] = [];
  sequence.forEach((index, word) => {
    const state = states[index]!;
    if (state.kind === 'O') return;
    const open = found.at(-1);
    if (state.kind === 'I' && open?.end === word && open.type === state.type) open.end = word + 1;
    else found.push({ type: state.type, first: word, end: word + 1 });
  });
  return found.map(({ type, first, end }) => `${type} ${first} ${end}`);
}

/** Log-probabilities from any numbers. */
function normalized(row: readonly number[]): Float64Array {
  const total = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
  return Float64Array.from(row, (value) => value - total);
}

test.each(Object.entries(SCHEMES))('equals the share of all legal %s sequences that have the mention', (_, scheme) => {
  const row = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
    minLength: scheme.states.length,
    maxLength: scheme.states.length,
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const emissions = rows.map(normalized);
      const posterior = openSpanPosterior(scheme);
      for (const each of emissions) posterior.push(each);
      let total = 0;
      const shares = new Map<string, number>();
      for (const sequence of sequences(scheme, rows.length)) {
        const weight = Math.exp(sequence.reduce((sum, state, word) => sum + emissions[word]![state]!, 0));
        total += weight;
        for (const mention of mentionsOf(scheme, sequence)) shares.set(mention, (shares.get(mention) ?? 0) + weight);
      }
      for (const type of ['PESSOA', 'LOCAL'] as const)
        for (let first = 0; first < rows.length; first++)
          for (let end = first + 1; end <= rows.length; end++) {
            const share = (shares.get(`${type} ${first} ${end}`) ?? 0) / total;
            expect(posterior.probability({ first, end, type })).toBeCloseTo(share, 9);
          }
    }),
    { numRuns: 40 },
  );
});

test('stays a probability on words whose every reading breaks a rule, however long', () => {
  const scheme = SCHEMES.BIO;
  const posterior = openSpanPosterior(scheme);
  for (let word = 0; word < 500; word++) posterior.push(Float64Array.from([-1000, -1000, 0, -1000, -1000]));
  for (const end of [1, 2, 100, 500]) {
    const probability = posterior.probability({ first: 0, end, type: 'PESSOA' });
    expect(probability >= 0 && probability <= 1).toBe(true);
  }
  posterior.forget(400);
  expect(posterior.words).toBe(500);
  expect(posterior.probability({ first: 450, end: 452, type: 'LOCAL' })).toBeLessThan(1e-6);
});

test('what is forgotten changes no later answer', () => {
  const scheme = SCHEMES.BIO;
  const kept = openSpanPosterior(scheme);
  const forgetting = openSpanPosterior(scheme);
  for (let word = 0; word < 700; word++) {
    const emissions = Float64Array.from(scheme.states, (_, state) => -((word * 7 + state * 3) % 11) / 3);
    kept.push(emissions);
    forgetting.push(emissions);
    if (word % 64 === 63) forgetting.forget(word - 40);
    for (const [first, end] of [
      [word - 35, word - 33],
      [word - 3, word],
    ] as const) {
      if (first < 64) continue;
      const span = { first, end, type: 'PESSOA' } as const;
      expect(forgetting.probability(span)).toBe(kept.probability(span));
    }
  }
});
