import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calibrate, LEAST_SCORE } from './calibration.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const calibration = fc.record({
  slope: fc.double({ min: 0.1, max: 5, noNaN: true }),
  intercept: fc.double({ min: -5, max: 5, noNaN: true }),
});

it('slope 1 and intercept 0 change nothing', () => {
  for (const given of [0.001, 0.2, 0.5, 0.999]) {
    expect(calibrate(given, { slope: 1, intercept: 0 })).toBeCloseTo(given, 12);
  }
});

it('is σ(slope · logit(p) + intercept)', () => {
  // by hand: logit(0.8) = log 4, doubled log 16, less log 2: log 8
  expect(calibrate(0.8, { slope: 2, intercept: -Math.log(2) })).toBeCloseTo(8 / 9, 12);
});

it('stays above 0 and at most 1, and keeps the order', () => {
  fc.assert(
    fc.property(calibration, probability, probability, (given, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => calibrate(each, given));
      expect(low).toBeGreaterThanOrEqual(LEAST_SCORE);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(high!);
    }),
  );
});
