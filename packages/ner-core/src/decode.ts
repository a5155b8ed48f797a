import type { LabelScheme } from './label-scheme.ts';
import type { EntityType, Span } from './mention.ts';
import type { WordRow } from './merge.ts';

export type DecodeMethod = 'viterbi' | 'argmax';

/** A decoded mention: from its first word's start to its last word's end. */
export interface MentionSpan extends Span {
  readonly type: EntityType;
  /** 0..1: geometric mean of the chosen labels' probabilities over the mention's words (not calibrated). */
  readonly score: number;
  /** Word range `[firstWord, endWord)`. */
  readonly firstWord: number;
  readonly endWord: number;
}

/** Decodes one document, fed piece by piece. */
export interface Decoder {
  /** Takes the next rows, in word order, and returns the mentions that are certain now. A word index missing from the
   *  rows is a word without tokens: it is O. */
  push(rows: Iterable<WordRow>): MentionSpan[];
  /** Ends the document and returns the remaining mentions. */
  finish(): MentionSpan[];
}

export declare function openDecoder(scheme: LabelScheme, options?: { readonly method?: DecodeMethod }): Decoder;

/** All mentions of one document's rows, in text order; see {@link openDecoder}. */
export declare function decode(
  rows: Iterable<WordRow>,
  scheme: LabelScheme,
  options?: { readonly method?: DecodeMethod },
): Generator<MentionSpan, void, undefined>;
