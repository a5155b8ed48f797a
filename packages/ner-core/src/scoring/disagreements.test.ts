import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findDisagreements } from './disagreements.ts';
import { countMatches, scoreMatches, type TypedSpan } from './entity-scores.ts';
import { SCORING_PROTOCOLS, scoredItems } from './scored-items.ts';

const span = (type: string, start: number, end: number): TypedSpan => ({ type, start, end });
const kinds = (gold: TypedSpan[], predicted: TypedSpan[]) => findDisagreements(gold, predicted).map(({ kind }) => kind);

it('what is right is no disagreement', () => {
  expect(kinds([span('PESSOA', 0, 2)], [span('PESSOA', 0, 2)])).toEqual([]);
});

it('names each kind of error, by place', () => {
  const gold = [span('PESSOA', 0, 2), span('LOCAL', 3, 4), span('TEMPO', 6, 9), span('PESSOA', 12, 14)];
  const predicted = [span('ORGANIZACAO', 3, 4), span('TEMPO', 7, 9), span('PESSOA', 10, 11), span('PESSOA', 12, 14)];
  expect(findDisagreements(gold, predicted)).toEqual([
    { kind: 'missed', gold: gold[0] },
    { kind: 'wrong-type', gold: gold[1], predicted: predicted[0] },
    { kind: 'wrong-boundary', gold: gold[2], predicted: predicted[1] },
    { kind: 'spurious', predicted: predicted[2] },
  ]);
});

it('another type with other bounds is one missed and one spurious', () => {
  expect(kinds([span('PESSOA', 0, 3)], [span('LOCAL', 1, 3)])).toEqual(['missed', 'spurious']);
});

it('one entity taken for two has one wrong boundary and one spurious', () => {
  const split = [span('PESSOA', 0, 2), span('PESSOA', 3, 5)];
  expect(kinds([span('PESSOA', 0, 5)], split)).toEqual(['wrong-boundary', 'spurious']);
  expect(kinds(split, [span('PESSOA', 0, 5)])).toEqual(['wrong-boundary', 'missed']);
});

it('a partner is not given away to what stands before it', () => {
  const gold = [span('PESSOA', 0, 3), span('LOCAL', 3, 6)];
  const predicted = [span('LOCAL', 2, 4)];
  expect(kinds(gold, predicted)).toEqual(['missed', 'wrong-boundary']);
});

it('B- against I- is a wrong boundary of a single label', () => {
  const [gold, predicted] = [
    ['B-LOCAL', 'B-LOCAL'],
    ['B-LOCAL', 'I-LOCAL'],
  ].map((labels) => scoredItems('token', labels));
  expect(kinds(gold!, predicted!)).toEqual(['wrong-boundary']);
});

it('with what is right, the disagreements add up to everything in the gold data and everything predicted', () => {
  const labels = fc.array(fc.constantFrom('O', 'B-A', 'I-A', 'B-C', 'I-C'), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(labels, labels, fc.constantFrom(...SCORING_PROTOCOLS), (one, other, protocol) => {
      const [gold, predicted] = [scoredItems(protocol, one), scoredItems(protocol, other)];
      const { micro } = scoreMatches([countMatches(gold, predicted)]);
      const found = findDisagreements(gold, predicted);
      const inGold = found.filter((each) => 'gold' in each).map((each) => each.gold);
      const inPredicted = found.filter((each) => 'predicted' in each).map((each) => each.predicted);
      expect(micro.correct + inGold.length).toBe(micro.support);
      expect(micro.correct + inPredicted.length).toBe(micro.predicted);
      expect(new Set(inGold).size).toBe(inGold.length);
      expect(new Set(inPredicted).size).toBe(inPredicted.length);
    }),
  );
});
