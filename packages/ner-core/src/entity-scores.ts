import type { Span } from './mention.ts';

export interface TypedSpan extends Span {
  readonly type: string;
}
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Gold entities. */
  readonly support: number;
  readonly predicted: number;
  readonly correct: number;
}
export interface EntityScores {
  readonly micro: Score;
  readonly byType: Readonly<Record<string, Score>>;
}
/** `[document][mention]` both. */
export declare function entityScores(
  gold: readonly (readonly TypedSpan[])[],
  predicted: readonly (readonly TypedSpan[])[],
): EntityScores;
