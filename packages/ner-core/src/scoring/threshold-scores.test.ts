import { expect, it } from 'vitest';
import { chooseThresholds, THRESHOLDS, thresholdScores } from './threshold-scores.ts';

const outcome = (type: string, score: number, correct: boolean) => ({ type, score, correct });
const times = (count: number, type: string, score: number, correct: boolean) =>
  Array.from({ length: count }, () => outcome(type, score, correct));

it('a threshold keeps what scores as high; recall still counts what is there', () => {
  const outcomes = [outcome('PESSOA', 0.9, true), outcome('PESSOA', 0.5, true), outcome('PESSOA', 0.4, false)];
  const support = new Map([
    ['PESSOA', 4],
    ['LOCAL', 1],
  ]);
  const [low, high] = thresholdScores(outcomes, support, [0.5, 0.95]);
  expect(low?.byType['PESSOA']).toMatchObject({ precision: 1, recall: 0.5, coverage: 2 / 3, support: 4, predicted: 2 });
  expect(low?.byType['LOCAL']).toMatchObject({ precision: 0, recall: 0, coverage: 0, support: 1 });
  expect(low?.micro).toMatchObject({ precision: 1, recall: 2 / 5, coverage: 2 / 3 });
  expect(high?.micro).toMatchObject({ precision: 0, recall: 0, coverage: 0, support: 5 });
});

it('the usual thresholds are what they look like', () => {
  expect(THRESHOLDS).toEqual([0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
});

it("a type's default is the lowest threshold that is precise enough, nothing where none is", () => {
  expect(
    chooseThresholds([
      ...times(90, 'PESSOA', 0.8, true),
      ...times(10, 'PESSOA', 0.1, false),
      ...times(85, 'LOCAL', 0.8, true),
      ...times(10, 'LOCAL', 0.42, false),
      ...times(10, 'LOCAL', 0.2, false),
      ...times(60, 'TEMPO', 0.9, false),
      ...times(29, 'LEGISLACAO', 0.9, true),
    ]),
  ).toEqual({ PESSOA: 0, LOCAL: 0.3 });
});
