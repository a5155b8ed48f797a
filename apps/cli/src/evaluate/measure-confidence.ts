import {
  type Calibration,
  calibrate,
  crossFit,
  expectedCalibrationError,
  type Outcome,
  type ThresholdScores,
  type TypedOutcome,
  type TypedSpan,
  thresholdScores,
} from '@acervo/ner-core';
import { goldSpans } from './gold-spans.ts';
import type { RecognizedDocument } from './recognize-corpus.ts';

/** What the scores of mentions are worth. */
export interface Confidence {
  /** Predicted mentions, those of copies too. */
  readonly mentions: number;
  /** Bins of equal number behind the errors. */
  readonly bins: number;
  /** Expected calibration error of the scores that the model gives, 0..1; null without mentions. */
  readonly calibrationError: number | null;
  /** The same without the model's calibration. */
  readonly uncalibratedError: number | null;
  /** The same with each document calibrated on the others: what calibration on such gold data gives on documents that it has
   *  not seen. Null with fewer than two folds. */
  readonly crossFittedCalibrationError: number | null;
  /** Distinct documents with mentions; copies of one count as one. */
  readonly folds: number;
  readonly byThreshold: readonly ThresholdScores[];
}

/** A predicted mention with the name of its document, the same for copies of one. */
export type MentionOutcome = TypedOutcome & { readonly fold: string };

const BINS = 15;

/** Whether each predicted mention is right, span and type, in characters: the same for given words and running text. Scores are
 *  those of the recognizer.
 *  @param copies groups of files with the same words. */
export function readOutcomes(
  documents: readonly RecognizedDocument[],
  copies: readonly (readonly string[])[],
): MentionOutcome[] {
  return documents.flatMap((document) => {
    const gold = new Set(goldSpans(document).map(key));
    const fold = copies.find((files) => files.includes(document.file))?.[0] ?? document.file;
    return document.mentions.map((mention) => ({
      type: mention.type,
      score: mention.score,
      correct: gold.has(key(mention)),
      fold,
    }));
  });
}

/** Measures scores against what was right.
 *  @param plain not calibrated. @param calibration the model's; undefined where it has none. */
export function measureConfidence(
  plain: readonly MentionOutcome[],
  calibration: Calibration | undefined,
  documents: readonly RecognizedDocument[],
): Confidence {
  const support = new Map<string, number>();
  for (const { type } of documents.flatMap(goldSpans)) support.set(type, (support.get(type) ?? 0) + 1);
  const given = calibration === undefined ? plain : recalibrate(plain, calibration);
  const crossed = crossFit(plain);
  const errorOf = (outcomes: readonly Outcome[]) =>
    outcomes.length === 0 ? null : expectedCalibrationError(outcomes, BINS);
  return {
    mentions: plain.length,
    bins: BINS,
    calibrationError: errorOf(given),
    uncalibratedError: errorOf(plain),
    crossFittedCalibrationError: crossed === undefined ? null : errorOf(crossed),
    folds: new Set(plain.map(({ fold }) => fold)).size,
    byThreshold: thresholdScores(given, support),
  };
}

/** The outcomes as `calibration` scores them. */
export function recalibrate(plain: readonly MentionOutcome[], calibration: Calibration): MentionOutcome[] {
  return plain.map((each) => ({ ...each, score: calibrate(each.score, calibration) }));
}

function key({ start, end, type }: TypedSpan): string {
  return `${start} ${end} ${type}`;
}
