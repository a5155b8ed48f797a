import type { EntityType } from '@acervo/ner-core';
import type { FailureCode } from '@acervo/runtime';
import type { ModelFolder } from '../model/read-model-folder.ts';
import type { CallGate } from './call-gate.ts';

/** What a recognizer thread starts with. */
export interface ThreadSettings {
  readonly model: ModelFolder;
  readonly device: 'cpu' | 'cuda';
  readonly intraOpThreads: number;
  readonly batchTokens: number;
  /** Sums that only the thread writes, by {@link STATISTICS}. */
  readonly statistics: SharedArrayBuffer;
  readonly gate: CallGate;
}

/** Indexes into the float64 view of {@link ThreadSettings.statistics}. */
export const STATISTICS = { calls: 0, windows: 1, tokens: 2, paddedTokens: 3, inferenceMs: 4 } as const;

/** To the thread. `words` are starts and ends in turn. */
export type Request =
  | { readonly kind: 'recognize'; readonly id: number; readonly text: string; readonly words: Uint32Array | undefined }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

/** A mention on its way back; its text is cut from the document's on the other side. */
interface SentMention {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
  readonly score: number;
}

/** Counts of one finished document. */
export interface DocumentCounts {
  readonly words: number;
  readonly tokens: number;
  readonly windows: number;
  readonly cutWords: number;
}

/** A failure in words that may be logged. */
export interface SentFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly cause: string;
}

/** From the thread. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly failure: SentFailure }
  | { readonly kind: 'mentions'; readonly id: number; readonly mentions: readonly SentMention[] }
  | { readonly kind: 'done'; readonly id: number; readonly counts: DocumentCounts }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: SentFailure };
