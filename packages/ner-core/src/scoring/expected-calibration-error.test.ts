import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedCalibrationError } from './expected-calibration-error.ts';

const outcome = (score: number, correct: boolean) => ({ score, correct });

it('is the mean distance between score and share of correct ones, over bins of equal number', () => {
  // by hand, two bins of two: |0.25 - 0.5| and |0.8 - 1|
  const outcomes = [outcome(0.9, true), outcome(0.3, true), outcome(0.2, false), outcome(0.7, true)];
  expect(expectedCalibrationError(outcomes, 2)).toBeCloseTo((0.25 + 0.2) / 2, 12);
  // one bin: |0.525 - 0.75|
  expect(expectedCalibrationError(outcomes, 1)).toBeCloseTo(0.225, 12);
});

it('more bins than outcomes leave some empty', () => {
  expect(expectedCalibrationError([outcome(0.9, true), outcome(0.4, false)])).toBeCloseTo(0.25, 12);
  expect(expectedCalibrationError([])).toBe(0);
});

it('is 0 for what is sure and right, 1 for what is sure and wrong, and between always', () => {
  expect(expectedCalibrationError(Array(40).fill(outcome(1, true)))).toBe(0);
  expect(expectedCalibrationError(Array(40).fill(outcome(1, false)))).toBe(1);
  const outcomes = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }));
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 1, max: 20 }), (given, bins) => {
      const error = expectedCalibrationError(given, bins);
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1);
    }),
  );
});
