import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, openDecoder } from './decode.ts';
import { writeEmissions } from './emissions.ts';
import { type LabelScheme, labelScheme } from './label-scheme.ts';
import { ENTITY_TYPES } from './mention.ts';
import type { WordRow } from './merge.ts';
import { openViterbiPath } from './viterbi-path.ts';

const lener = labelScheme(['O', ...ENTITY_TYPES.flatMap((type) => [`B-${type}`, `I-${type}`])]);
const small = labelScheme({ 0: 'O', 1: 'B-PESSOA', 2: 'I-PESSOA', 3: 'B-LOCAL', 4: 'I-LOCAL' });

function rowsOf(logits: readonly (readonly number[] | undefined)[]): WordRow[] {
  return logits.flatMap((row, word) =>
    row === undefined ? [] : [{ word, span: { start: 3 * word, end: 3 * word + 2 }, logits: Float32Array.from(row) }],
  );
}

/** Logits that make a label certain. */
function certain(scheme: LabelScheme, ...labels: number[]): number[][] {
  return labels.map((label) => Array.from({ length: scheme.labels }, (_, at) => (at === label ? 10 : 0)));
}

/** The whole document at once: every word's best predecessor kept, one trace back at the end. */
function naiveViterbi(scheme: LabelScheme, emissions: readonly Float64Array[]): number[] {
  const came: number[][] = [];
  let scores = scheme.initial.map((may, state) => (may ? emissions[0]![state]! : Number.NEGATIVE_INFINITY));
  for (const emission of emissions.slice(1)) {
    const before = scores;
    const best = scheme.predecessors.map((from) => from.reduce((a, b) => (before[b]! > before[a]! ? b : a)));
    came.push(best);
    scores = best.map((from, state) => before[from]! + emission[state]!);
  }
  let state = scores.reduce((a, score, b) => (score > scores[a]! ? b : a), 0);
  const path = [state];
  for (const best of came.reverse()) {
    state = best[state]!;
    path.unshift(state);
  }
  return path;
}

describe('Viterbi', () => {
  test('in pieces it equals that of the whole document, and never breaks a rule', () => {
    const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -8, max: 8, noNaN: true }));
    const row = fc.array(value, { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 400, size: 'max' }), (logits) => {
        const emissions = logits.map((each) => {
          const into = new Float64Array(13);
          writeEmissions(lener, Float32Array.from(each), into);
          return into;
        });
        const path = openViterbiPath(lener);
        const states = [...emissions.flatMap((each) => [...path.push(each)]), ...path.finish()];
        expect(states).toEqual(naiveViterbi(lener, emissions));
        states.forEach((state, at) => {
          if (at === 0) expect(lener.initial[state]).toBe(true);
          else expect(lener.predecessors[state]).toContain(states[at - 1]);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('choices come out while the document goes on, and what waits stays small', () => {
    const path = openViterbiPath(lener);
    let waiting = 0;
    for (let word = 0; word < 100_000; word++) {
      const emissions = new Float64Array(13).fill(-3);
      emissions[(word * 7) % 13] = -0.5;
      waiting += 1 - path.push(emissions).length;
      expect(waiting).toBeLessThan(200);
    }
    expect(path.finish()).toHaveLength(waiting);
  });

  test('paths that never agree still end right', () => {
    const path = openViterbiPath(small);
    const tie = Float64Array.from([-9, -9, -1, -9, -1]); // I-PESSOA and I-LOCAL equally good, forever
    const early = Array.from({ length: 1000 }, () => path.push(tie)).flat();
    const states = [...early, ...path.finish()];
    expect(states).toEqual([1, ...Array.from({ length: 999 }, () => 2)]);
  });
});

describe('mentions', () => {
  test('run from the first word to the last', () => {
    const [mention, ...others] = decode(rowsOf(certain(small, 0, 1, 2, 0)), small);
    expect(others).toEqual([]);
    expect(mention).toMatchObject({ type: 'PESSOA', start: 3, end: 8, firstWord: 1, endWord: 3 });
    expect(mention!.score).toBeCloseTo(1, 2);
  });

  test('a B closes the mention before it, of the same type too', () => {
    const found = [...decode(rowsOf(certain(small, 1, 2, 1, 3)), small)];
    expect(found.map(({ type, firstWord, endWord }) => [type, firstWord, endWord])).toEqual([
      ['PESSOA', 0, 2],
      ['PESSOA', 2, 3],
      ['LOCAL', 3, 4],
    ]);
  });

  test('argmax: an I that continues nothing opens a mention', () => {
    const found = [...decode(rowsOf(certain(small, 2, 4, 4, 0, 2)), small, { method: 'argmax' })];
    expect(found.map(({ type, firstWord, endWord }) => [type, firstWord, endWord])).toEqual([
      ['PESSOA', 0, 1],
      ['LOCAL', 1, 3],
      ['PESSOA', 4, 5],
    ]);
  });

  test('Viterbi: an I without its B becomes what is legal', () => {
    const found = [...decode(rowsOf(certain(small, 0, 2, 2)), small)];
    expect(found.map(({ type, firstWord, endWord }) => [type, firstWord, endWord])).toEqual([['PESSOA', 1, 3]]);
  });

  test('no mention reaches across a word that has no tokens', () => {
    for (const method of ['viterbi', 'argmax'] as const) {
      const [b, i] = certain(small, 1, 2);
      const found = [...decode(rowsOf([b, undefined, i, i]), small, { method })];
      expect(found.map(({ firstWord, endWord }) => [firstWord, endWord])).toEqual([
        [0, 1],
        [2, 4],
      ]);
    }
  });

  test('fed in any pieces, a decoder finds the same', () => {
    const row = fc.option(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }), {
      nil: undefined,
      freq: 20,
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 300, size: 'max' }),
        fc.constantFrom('viterbi', 'argmax'),
        fc.integer({ min: 1, max: 50 }),
        (logits, method, size) => {
          const rows = rowsOf(logits);
          const decoder = openDecoder(small, { method });
          const found = [];
          for (let at = 0; at < rows.length; at += size) found.push(...decoder.push(rows.slice(at, at + size)));
          found.push(...decoder.finish());
          expect(found).toEqual([...decode(rows, small, { method })]);
          for (const { score } of found) expect(score > 0 && score <= 1).toBe(true);
        },
      ),
    );
  });

  test('logits that are no numbers, or too many, are refused', () => {
    expect(() => [...decode(rowsOf([[0, 0, Number.NaN, 0, 0]]), small)]).toThrow(RangeError);
    expect(() => [...decode(rowsOf([[0, Number.POSITIVE_INFINITY, 0, 0, 0]]), small)]).toThrow(RangeError);
    expect(() => [...decode(rowsOf([[0, 0]]), small)]).toThrow(RangeError);
  });
});

describe('label schemes', () => {
  test('a label map names the types of other models; what it leaves out is O', () => {
    const scheme = labelScheme({ 0: 'O', 1: 'B-PER', 2: 'I-PER', 3: 'B-MISC', 4: 'I-MISC' }, { PER: 'PESSOA' });
    expect(scheme.states).toEqual([{ kind: 'O' }, { kind: 'B', type: 'PESSOA' }, { kind: 'I', type: 'PESSOA' }]);
    expect(scheme.stateOfLabel).toEqual([0, 1, 2, 0, 0]);
    const found = [...decode(rowsOf([[1, 1.5, 0, 1, 1]]), scheme)];
    expect(found).toEqual([]); // O and MISC together outweigh PER
  });

  test('BILOU folds into BIO', () => {
    const scheme = labelScheme(['O', 'B-LOCAL', 'I-LOCAL', 'L-LOCAL', 'U-LOCAL']);
    const found = [...decode(rowsOf(certain(scheme, 1, 3, 4, 4)), scheme)];
    expect(found.map(({ firstWord, endWord }) => [firstWord, endWord])).toEqual([
      [0, 2],
      [2, 3],
      [3, 4],
    ]);
  });

  test('IO and bare labels: neighbours of one type are one mention', () => {
    for (const labels of [
      ['O', 'I-LOCAL'],
      ['O', 'LOCAL'],
    ]) {
      const scheme = labelScheme(labels);
      const found = [...decode(rowsOf(certain(scheme, 1, 1, 0, 1)), scheme)];
      expect(found.map(({ firstWord, endWord }) => [firstWord, endWord])).toEqual([
        [0, 2],
        [3, 4],
      ]);
    }
  });

  test('labels that cannot be read are refused', () => {
    expect(() => labelScheme(['O', 'B-PER'])).toThrow(/label map/);
    expect(() => labelScheme(['B-PESSOA', 'I-PESSOA'])).toThrow(RangeError);
    expect(() => labelScheme({ 0: 'O', 2: 'B-PESSOA' })).toThrow(RangeError);
    expect(() => labelScheme(['O', 'B-PER'], { PER: 'PERSON' })).toThrow(RangeError);
  });
});
