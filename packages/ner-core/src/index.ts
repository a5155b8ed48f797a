export { type Calibration, calibrate } from './calibration.ts';
export { toCodePoints, toUtf16 } from './code-points.ts';
export { type DecodeMethod, type Decoder, decode, type MentionSpan, openDecoder } from './decode.ts';
export { type LabelScheme, type LabelState, labelScheme } from './label-scheme.ts';
export { ENTITY_TYPES, type EntityType, isEntityType, type Mention, type Span } from './mention.ts';
export { type Merge, openMerge, type WordRow } from './merge.ts';
export { bootstrapIntervals, type Interval } from './scoring/bootstrap-intervals.ts';
export { DISAGREEMENT_KINDS, type Disagreement, findDisagreements } from './scoring/disagreements.ts';
export {
  countMatches,
  type EntityScores,
  entityScores,
  type Score,
  scoreMatches,
  type TypedSpan,
} from './scoring/entity-scores.ts';
export { expectedCalibrationError } from './scoring/expected-calibration-error.ts';
export { crossFit, fitCalibration, type Outcome } from './scoring/fit-calibration.ts';
export { type HeldOut, heldOutThresholds } from './scoring/held-out-thresholds.ts';
export { labelAccuracy } from './scoring/label-accuracy.ts';
export { labelWords, strictEntities } from './scoring/labelled-entities.ts';
export { ConllError, GOLD_LABELS, type LabelledWord, parseConll } from './scoring/parse-conll.ts';
export { detokenize, joinWords, type RunningText } from './scoring/running-text.ts';
export { forEachUnit, SCORING_PROTOCOLS, type ScoringProtocol, scoredItems } from './scoring/scored-items.ts';
export {
  chooseThresholds,
  type KeptScore,
  TARGET_PRECISION,
  type ThresholdScores,
  type TypedOutcome,
  thresholdScores,
} from './scoring/threshold-scores.ts';
export { splitWords } from './split-words.ts';
export type { Token, Tokenizer } from './tokenizer.ts';
export { type Window, type WindowOptions, windows } from './windows.ts';
export { rememberWords } from './word-cache.ts';
export { openWordPiece, type WordPieceOptions } from './word-piece.ts';
