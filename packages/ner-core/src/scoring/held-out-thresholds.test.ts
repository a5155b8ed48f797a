import { expect, it } from 'vitest';
import { heldOutThresholds } from './held-out-thresholds.ts';

const times = (count: number, fold: string, score: number, correct: boolean) =>
  Array.from({ length: count }, () => ({ type: 'PESSOA', fold, score, correct }));

it('each fold is judged by thresholds that come from the others', () => {
  const good = ['a', 'b'].flatMap((fold) => [...times(90, fold, 0.9, true), ...times(10, fold, 0.3, false)]);
  const bad = [...times(10, 'c', 0.9, true), ...times(10, 'c', 0.3, false)];
  // a and b alone are right in 90 %: nothing of c is hidden, 10 of 20 right. With c the other two are right in 83 %: a threshold
  // hides what scores low, and 90 of 90 are right on each of a and b
  expect(heldOutThresholds([...good, ...bad])).toEqual({ PESSOA: { kept: 200, precision: 190 / 200 } });
});

it('one fold has no others', () => {
  expect(heldOutThresholds(times(40, 'a', 0.9, true))).toBeUndefined();
});
