import type { NormalizedMention } from '@acervo/legal';
import type { Mention } from '@acervo/ner-core';

/** A mention of any type: one that a model recognizes, or one that rules find. UTF-16. */
export type FoundSpan = Omit<Mention, 'type'> & { readonly type: string };

/** What a recognition yields, in the shape of `packages/inference` (which this package doesn't import). Mentions ascend
 *  by start, in UTF-16. */
export interface RecognitionResult {
  readonly mentions: readonly Mention[];
  readonly words: number;
  readonly tokens: number;
  readonly windows: number;
  /** Words longer than a window, of which only the beginning was read. */
  readonly cutWords: number;
}

/** `packages/legal`, or something in its place. */
export interface Normalizer {
  readonly version: number;
  /** What the mentions of a document refer to: for each at least one entity, the first is the main one. Yields after
   *  every small piece of work, since whoever stores also renews the queue's locks. */
  normalize(document: {
    readonly text: string;
    readonly mentions: readonly FoundSpan[];
    readonly facts: { readonly judgedOn?: string; readonly court?: string };
  }): Generator<void, readonly NormalizedMention[]>;
}

/** What a model recognized in a document, ready to be stored. `text` and `textHash` are those of the claim. */
export interface RunResult {
  readonly documentId: number;
  readonly modelId: number;
  readonly text: string;
  readonly textHash: Buffer;
  readonly recognition: RecognitionResult;
  readonly normalizer: Normalizer;
  readonly recognizeMs: number;
  readonly versions: Readonly<Record<string, string | number>>;
}
