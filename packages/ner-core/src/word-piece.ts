import type { Tokenizer } from './tokenizer.ts';

export interface WordPieceOptions {
  /** `do_lower_case` of tokenizer_config.json; default false. */
  readonly lowercase?: boolean;
  /** `strip_accents`; default: as `lowercase`, like BERT. */
  readonly stripAccents?: boolean;
  /** Longer words become `[UNK]`; default 100. */
  readonly maxWordCodePoints?: number;
}
export declare function openWordPiece(vocabulary: readonly string[], options?: WordPieceOptions): Tokenizer;
