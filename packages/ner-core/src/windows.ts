import type { Token } from './tokenizer.ts';

/** Tokens that go through the model together, and the words whose scores it may give. */
export interface Window {
  /** 0-based, in document order. */
  readonly index: number;
  /** 1..sizeTokens tokens, without special tokens. */
  readonly tokens: readonly Token[];
  /** The window gives the scores of the words in `[keptStart, keptEnd)` (word indexes) that have a token.
   *  Kept parts follow each other without gap or overlap, from word 0 to the last word that has a token. */
  readonly keptStart: number;
  readonly keptEnd: number;
  /** Words longer than a whole window that begin in the kept part: their tokens are spread over several windows. */
  readonly cutWords: number;
}

export interface WindowOptions {
  /** Most tokens in a window, special tokens not counted; ≥ 1. */
  readonly sizeTokens: number;
  /** Tokens that neighbours share at least (more where whole words ask for it, fewer only beside words longer than
   *  `sizeTokens - overlapTokens`); `0 <= overlapTokens < sizeTokens`. */
  readonly overlapTokens: number;
}

export declare function windows(tokens: Iterable<Token>, options: WindowOptions): Generator<Window, void, undefined>;
