import { PipelineError } from '@acervo/runtime';
import type { Extraction } from '../extraction.ts';

/** Limits of a pool; all apply to one document. */
export interface ExtractorPoolOptions {
  /** Child processes at most; they start when first needed. */
  readonly children: number;
  /** Wall-clock time a document may take. */
  readonly timeoutMs: number;
  /** Resident memory a child may reach, in bytes. */
  readonly maxRssBytes: number;
  /** UTF-16 units of text a document may have. */
  readonly maxTextUnits: number;
  /** Documents after which a child is replaced. Default 200. */
  readonly recycleAfterDocuments?: number;
  /** Told about every child that ended, for counting. */
  readonly onChildExit?: (exit: ChildExit) => void;
}

/** Why a child ended. */
export interface ChildExit {
  readonly pid: number;
  readonly reason: 'recycled' | 'timeout' | 'out-of-memory' | 'too-large' | 'stopped' | 'crashed';
  /** Documents it had finished. */
  readonly documents: number;
}

/** Extracts documents in supervised child processes. */
export interface ExtractorPool extends AsyncDisposable {
  /** Waits for a free child and extracts one document in it.
   *  @throws {PipelineError} `encrypted`, `corrupt`, `empty`, `unsupported-type`, `too-large`, `timeout`, `out-of-memory`;
   *  `crashed` (retryable) if the child died by itself or was killed from outside; `stopped` (retryable) if `signal`
   *  fired or the pool was closed. */
  extract(bytes: Uint8Array, options?: { passwords?: readonly string[]; signal?: AbortSignal }): Promise<Extraction>;
}

/** Opens a pool of child processes that turn bytes into text. */
export function openExtractorPool(_options: ExtractorPoolOptions): ExtractorPool {
  throw new PipelineError('internal', 'not built yet');
}
