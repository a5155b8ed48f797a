import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../calibration.ts';
import { crossFit, fitCalibration } from './fit-calibration.ts';

const oraclesPath = new URL('../../test-data/calibration-oracles.json', import.meta.url);
const oracles = JSON.parse(readFileSync(oraclesPath, 'utf8')) as {
  versions: Record<string, string>;
  cases: { title: string; pairs: [score: number, correct: 0 | 1][]; slope: number; intercept: number }[];
};
const outcomesOf = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([score, correct]) => ({ score, correct: correct === 1 }));

describe(`the fit of scikit-learn ${oracles.versions['scikit-learn']}`, () => {
  it.each(oracles.cases)('$title', ({ pairs, slope, intercept }) => {
    const fitted = fitCalibration(outcomesOf(pairs));
    expect(fitted.slope).toBeCloseTo(slope, 5);
    expect(fitted.intercept).toBeCloseTo(intercept, 5);
  });
});

it('without outcomes nothing is known', () => {
  const { slope, intercept } = fitCalibration([]);
  expect([slope, intercept]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
});

it('a fold is scored by what the other folds say, all of it at once', () => {
  const pairs = oracles.cases[0]!.pairs;
  const outcomes = outcomesOf(pairs).map((each, at) => ({ ...each, fold: ['a', 'b', 'c'][at % 3]! }));
  const crossed = crossFit(outcomes)!;
  expect(crossed).toHaveLength(pairs.length);
  const others = fitCalibration(outcomes.filter(({ fold }) => fold !== 'b'));
  const ofB = outcomes.filter(({ fold }) => fold === 'b');
  const start = outcomes.filter(({ fold }) => fold === 'a').length;
  expect(crossed.slice(start, start + ofB.length)).toEqual(
    ofB.map(({ score, correct }) => ({ score: calibrate(score, others), correct })),
  );
});

it('one fold has no others', () => {
  expect(crossFit([{ score: 0.5, correct: true, fold: 'a' }])).toBeUndefined();
});
