import type { Mention, Span } from '@acervo/ner-core';
import type { ModelFolder } from '../model/read-model-folder.ts';

/** How a recognizer runs. */
export interface RecognizerOptions {
  /** A model folder, as {@link readModelFolder} reads it. Default: `DEFAULT_MODEL_FOLDER`. */
  readonly folder?: string;
  /** Threads that run the graph, each with a session of its own. Default: see `planThreads`. */
  readonly threads?: number | undefined;
  /** Threads that one session computes with. Default: see `planThreads`. */
  readonly intraOpThreads?: number;
  /** `cuda` fails where it can't be had; it never falls back to the CPU. Default `cpu`. */
  readonly device?: 'cpu' | 'cuda';
  /** Tokens of one inference call at most, padding included. */
  readonly batchTokens?: number | undefined;
  /** Scores are the model's probabilities, whatever calibration it has: for fitting one. Default false. */
  readonly uncalibrated?: boolean;
}

/** Options of one document. */
export interface RecognizeOptions {
  readonly signal?: AbortSignal;
  /** The document's words, ascending and disjoint, instead of our own splitter's (for scoring on given words). */
  readonly words?: readonly Span[];
}

/** What was found in one document. */
export interface Recognition {
  /** Ascending by start; `text.slice(start, end) === mention.text`. */
  readonly mentions: Mention[];
  readonly words: number;
  readonly tokens: number;
  readonly windows: number;
  /** Words longer than a window, of which only the beginning was read. */
  readonly cutWords: number;
}

/** A word as it stands in the text, and its label: `O`, or `B-` or `I-` with an entity type. */
export type WordLabel = readonly [word: string, label: string];

/** Sums over all documents since the recognizer was opened. */
export interface RecognizerStatistics {
  readonly calls: number;
  readonly windows: number;
  /** Tokens of the windows, [CLS] and [SEP] included, padding not. */
  readonly tokens: number;
  /** Tokens that went through the graph, padding included: `1 - tokens / paddedTokens` is wasted. */
  readonly paddedTokens: number;
  /** Milliseconds spent inside the graph, summed over threads. */
  readonly inferenceMs: number;
}

/** Threads that recognize entities in documents. Disposing stops them; documents in flight are rejected with `stopped`. */
export interface Recognizer extends AsyncDisposable {
  readonly model: ModelFolder;
  /** Recognizes one document; many at once share inference calls.
   *  @throws {PipelineError} `stopped` (aborted or closed, retryable), `crashed` (its thread died, retryable), or `internal`
   *  (retryable where no thread can be started). */
  recognize(text: string, options?: RecognizeOptions): Promise<Recognition>;
  /** Every word of a document in order, with its label: what {@link recognize} finds in another form, `B-` at a mention's first
   *  word and `I-` at its others, whatever the model's own labels are called. The words are our splitter's, which runs on the
   *  calling thread for this, or those given.
   *  @throws {PipelineError} as {@link recognize} does. */
  labels(text: string, options?: RecognizeOptions): Promise<WordLabel[]>;
  statistics(): RecognizerStatistics;
}
