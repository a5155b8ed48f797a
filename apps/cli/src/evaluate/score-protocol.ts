import {
  bootstrapIntervals,
  countMatches,
  type Disagreement,
  findDisagreements,
  forEachUnit,
  type Interval,
  labelAccuracy,
  type Score,
  type ScoringProtocol,
  scoredItems,
  scoreMatches,
  strictEntities,
  type TypedSpan,
} from '@acervo/ner-core';
import type { RecognizedDocument, TextKind } from './recognize-corpus.ts';

/** A score with the 95 % interval of its F1, null where documents don't suffice. */
export interface ScoreWithInterval extends Score {
  readonly interval95: Interval | null;
}

/** Where an entity stands in its file, lines from 1. */
interface Place {
  readonly type: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One thing that keeps the model from being perfect; null on the side that has nothing there. Under `token` a wrong
 *  boundary is `B-` against `I-`. */
export interface LocatedDisagreement {
  readonly file: string;
  readonly kind: Disagreement['kind'];
  readonly gold: Place | null;
  readonly predicted: Place | null;
}

/** All that one protocol says of a model. */
export interface ProtocolScores {
  readonly protocol: ScoringProtocol;
  readonly micro: ScoreWithInterval;
  readonly byType: Readonly<Record<string, ScoreWithInterval>>;
  /** Share of equal labels, O included (`card`: of sub-words); null in running text, where words may be cut otherwise. */
  readonly accuracy: number | null;
  readonly disagreements: readonly LocatedDisagreement[];
}

/** Scores recognized documents by one protocol. A document is one sequence: a mention that reaches over the end of a
 *  sentence stays one mention. In running text only `entity` is defined. */
export function scoreProtocol(
  protocol: ScoringProtocol,
  documents: readonly RecognizedDocument[],
  kind: TextKind,
): ProtocolScores {
  const seen = documents.map((document) => (kind === 'raw' ? asCharacters(document) : asLabels(protocol, document)));
  const matches = seen.map(({ gold, predicted }) => countMatches(gold, predicted));
  const { micro, byType } = scoreMatches(matches);
  const intervals = bootstrapIntervals(matches);
  return {
    protocol,
    micro: { ...micro, interval95: intervals.micro ?? null },
    byType: Object.fromEntries(
      Object.entries(byType).map(([type, score]) => [type, { ...score, interval95: intervals.byType[type] ?? null }]),
    ),
    accuracy:
      kind === 'raw'
        ? null
        : labelAccuracy(
            documents.map((each) => forEachUnit(protocol, each.goldLabels, each.tokensPerWord)),
            documents.map((each) => forEachUnit(protocol, each.labels, each.tokensPerWord)),
          ),
    disagreements: seen.flatMap(locateDisagreements),
  };
}

/** Both sides of a document in one unit: words, sub-words, or UTF-16 offsets. */
interface Sides {
  readonly file: string;
  readonly gold: readonly TypedSpan[];
  readonly predicted: readonly TypedSpan[];
  /** `[unit]`, the line in the file. */
  readonly lines: readonly number[];
}

function asLabels(protocol: ScoringProtocol, document: RecognizedDocument): Sides {
  const { file, goldLabels, labels, lines, tokensPerWord } = document;
  const items = (side: readonly string[]) => scoredItems(protocol, forEachUnit(protocol, side, tokensPerWord));
  return {
    file,
    gold: items(goldLabels),
    predicted: items(labels),
    lines: forEachUnit(protocol, lines, tokensPerWord),
  };
}

function asCharacters({ file, words, goldLabels, mentions, lines }: RecognizedDocument): Sides {
  const gold = strictEntities(goldLabels).map(({ type, start, end }) => ({
    type,
    start: words[start]?.start ?? 0,
    end: words[end - 1]?.end ?? 0,
  }));
  const lineAt: number[] = [];
  words.forEach(({ end }, word) => {
    while (lineAt.length < end) lineAt.push(lines[word] ?? 0);
  });
  return { file, gold, predicted: mentions, lines: lineAt };
}

function locateDisagreements({ file, gold, predicted, lines }: Sides): LocatedDisagreement[] {
  const locate = ({ type, start, end }: TypedSpan): Place => ({
    type,
    firstLine: lines[start] ?? 0,
    lastLine: lines[end - 1] ?? 0,
  });
  return findDisagreements(gold, predicted).map((each) => ({
    file,
    kind: each.kind,
    gold: each.kind === 'spurious' ? null : locate(each.gold),
    predicted: each.kind === 'missed' ? null : locate(each.predicted),
  }));
}
