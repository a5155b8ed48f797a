import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityScores, type Score } from './entity-scores.ts';
import { labelAccuracy } from './label-accuracy.ts';
import { labelWords, lenientEntities, strictEntities } from './labelled-entities.ts';
import { forEachUnit, type ScoringProtocol, scoredItems } from './scored-items.ts';

type Labels = string[][];
type OracleScore = Pick<Score, 'precision' | 'recall' | 'f1'> & { support?: number };
interface OracleCase {
  title: string;
  gold: Labels;
  predicted: Labels;
  tokens: number[][];
  strictEntities: [type: string, start: number, end: number][][];
  lenientEntities: OracleCase['strictEntities'];
  entity: Record<string, OracleScore>;
  token: OracleScore;
  card: Record<string, OracleScore>;
  entityAccuracy: number;
  cardAccuracy: number;
}

const oraclesPath = new URL('../../test-data/score-oracles.json', import.meta.url);
const oracles = JSON.parse(readFileSync(oraclesPath, 'utf8')) as {
  versions: Record<string, string>;
  cases: OracleCase[];
};

function score(protocol: ScoringProtocol, { gold, predicted, tokens }: OracleCase) {
  const seen = (side: Labels) => side.map((labels, at) => forEachUnit(protocol, labels, tokens[at]!));
  const items = (side: Labels) => seen(side).map((labels) => scoredItems(protocol, labels));
  return {
    ...entityScores(items(gold), items(predicted)),
    accuracy: labelAccuracy(seen(gold), seen(predicted)),
  };
}

function expectEqual(actual: Score | undefined, expected: OracleScore): void {
  for (const name of ['precision', 'recall', 'f1', 'support'] as const)
    if (expected[name] !== undefined) expect(actual?.[name] ?? NaN, name).toBeCloseTo(expected[name], 12);
}

describe(`the numbers of seqeval ${oracles.versions['seqeval']}`, () => {
  it.each(oracles.cases)('$title', (oracle) => {
    for (const protocol of ['entity', 'card'] as const) {
      const { micro, byType, accuracy } = score(protocol, oracle);
      const { micro: expected, ...types } = oracle[protocol];
      expectEqual(micro, expected!);
      expect(Object.keys(byType)).toEqual(Object.keys(types).sort());
      for (const [type, each] of Object.entries(types)) expectEqual(byType[type], each);
      expect(accuracy).toBeCloseTo(oracle[`${protocol}Accuracy`], 12);
    }
    expectEqual(score('token', oracle).micro, oracle.token);
    const spans = (read: typeof strictEntities) =>
      oracle.gold.map((labels) => read(labels).map(({ type, start, end }) => [type, start, end]));
    expect(spans(strictEntities)).toEqual(oracle.strictEntities);
    expect(spans(lenientEntities)).toEqual(oracle.lenientEntities);
  });
});

const legalLabels = fc
  .array(fc.constantFrom('O', 'B-PESSOA', 'I-PESSOA', 'B-LOCAL', 'I-LOCAL'), { maxLength: 40 })
  .map((labels) =>
    labels.map((label, at) => {
      const type = label.slice(2);
      return label.startsWith('I-') && (labels[at - 1] ?? 'O').slice(2) !== type ? `B-${type}` : label;
    }),
  );

it('the labels of words come back from the mentions on them, whatever stands between the words', () => {
  fc.assert(
    fc.property(legalLabels, fc.integer({ min: 0, max: 2 }), (labels, gap) => {
      const words = labels.map((_, at) => ({ start: at * (4 + gap), end: at * (4 + gap) + 4 }));
      const mentions = strictEntities(labels).map(({ type, start, end }) => ({
        type,
        start: words[start]!.start,
        end: words[end - 1]!.end,
      }));
      expect(labelWords(words, mentions)).toEqual(labels);
    }),
  );
});

it('empty words have labels too', () => {
  const words = [0, 1, 3, 7].map((start, at) => ({ start, end: [0, 3, 6, 7][at]! }));
  expect(labelWords(words, [{ type: 'PESSOA', start: 1, end: 6 }])).toEqual(['O', 'B-PESSOA', 'I-PESSOA', 'O']);
});

it('strict and lenient reading agree on what IOB2 allows', () => {
  fc.assert(
    fc.property(legalLabels, (labels) => {
      expect(lenientEntities(labels)).toEqual(strictEntities(labels));
    }),
  );
});

it('labels that do not stand opposite each other are refused', () => {
  expect(() => labelAccuracy([['O', 'O']], [['O']])).toThrow(RangeError);
  expect(labelAccuracy([[]], [[]])).toBe(0);
});
