import { expect, test } from 'vitest';
import { entityScores } from './entity-scores.ts';

const span = (type: string, start: number, end: number) => ({ type, start, end });

test('only the exact span with the exact type counts', () => {
  const gold = [[span('PESSOA', 0, 2), span('LOCAL', 5, 6), span('LEGISLACAO', 8, 12)], [span('PESSOA', 0, 2)]];
  const predicted = [[span('PESSOA', 0, 2), span('PESSOA', 5, 6), span('LEGISLACAO', 8, 11)], []];
  const { micro, byType } = entityScores(gold, predicted);
  expect(micro).toEqual({ precision: 1 / 3, recall: 1 / 4, f1: 2 / 7, support: 4, predicted: 3, correct: 1 });
  expect(byType['PESSOA']).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2, predicted: 2, correct: 1 });
  expect(Object.keys(byType)).toEqual(['LEGISLACAO', 'LOCAL', 'PESSOA']);
});

test('equal spans in different documents are different entities, given twice in one they are one', () => {
  const { micro } = entityScores([[span('TEMPO', 1, 2)], []], [[], [span('TEMPO', 1, 2), span('TEMPO', 1, 2)]]);
  expect(micro).toMatchObject({ support: 1, predicted: 1, correct: 0, f1: 0 });
});

test('nothing found where nothing is: zero, not NaN', () => {
  expect(entityScores([[]], [[]]).micro).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  expect(() => entityScores([[]], [])).toThrow(RangeError);
});
