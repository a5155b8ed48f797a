import type { MessagePort } from 'node:worker_threads';
import type { EntityType } from '@acervo/ner-core';
import { type FailureCode, PipelineError } from '@acervo/runtime';
import type { CallGate } from '../graph/call-gate.ts';
import type { ModelFolder } from '../model/read-model-folder.ts';

/** What the documents thread starts with. */
export interface DocumentsSettings {
  readonly model: ModelFolder;
  /** Tokens of one call at most, padding included. */
  readonly batchTokens: number;
  /** How many graph threads will be there. */
  readonly graphs: number;
}

/** What a graph thread starts with. */
export interface GraphSettings {
  readonly model: ModelFolder;
  readonly device: 'cpu' | 'cuda';
  readonly intraOpThreads: number;
  /** Sums that only this thread writes, by {@link STATISTICS}. */
  readonly statistics: SharedArrayBuffer;
  readonly gate: CallGate;
}

/** Indexes into the float64 view of {@link GraphSettings.statistics}. */
export const STATISTICS = { calls: 0, windows: 1, tokens: 2, paddedTokens: 3, inferenceMs: 4 } as const;

/** To the documents thread. `words` are starts and ends in turn; `graph` is a port to a graph thread that is ready. */
export type DocumentsRequest =
  | { readonly kind: 'recognize'; readonly id: number; readonly text: string; readonly words: Uint32Array | undefined }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'graph'; readonly port: MessagePort }
  | { readonly kind: 'close' };

/** From the documents thread, besides {@link StartReply}. */
export type DocumentsReply =
  | { readonly kind: 'mentions'; readonly id: number; readonly mentions: readonly SentMention[] }
  | { readonly kind: 'done'; readonly id: number; readonly counts: DocumentCounts }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: SentFailure };

/** To a graph thread: take calls from this port, too. */
export type GraphRequest = { readonly kind: 'serve'; readonly port: MessagePort } | { readonly kind: 'close' };

/** A call, from the documents thread to a graph thread. */
export interface Call {
  readonly id: number;
  /** Token ids of each window, [CLS] and [SEP] included. */
  readonly rows: readonly Int32Array[];
  readonly padId: number;
}

/** The answer to a call: logits row-major `[window, token, label]`, padding included. */
export type CallReply =
  | { readonly id: number; readonly logits: Float32Array }
  | { readonly id: number; readonly failure: SentFailure };

/** The first word of any thread. */
export type StartReply = { readonly kind: 'ready' } | { readonly kind: 'unusable'; readonly failure: SentFailure };

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
  readonly retryable: boolean;
  readonly cause: string;
}

/** An error made ready to be posted to another thread. */
export function toSentFailure(error: unknown): SentFailure {
  const cause = error instanceof Error ? `${error.name}: ${String(error.cause ?? error.message)}`.slice(0, 300) : '';
  if (error instanceof PipelineError) {
    return { code: error.code, message: error.message, retryable: error.retryable, cause };
  }
  return { code: 'internal', message: 'recognition failed in its thread', retryable: false, cause };
}

/** The error again, on the other side. */
export function fromSentFailure({ code, message, retryable, cause }: SentFailure): PipelineError {
  return new PipelineError(code, message, { retryable, ...(cause === '' ? {} : { cause: new Error(cause) }) });
}
