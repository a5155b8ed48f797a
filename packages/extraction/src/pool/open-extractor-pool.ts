import type { OcrReadings } from '../child/part.ts';
import type { Extraction } from '../extraction.ts';
import { type ChildCommand, childCommand } from './child-command.ts';
import type { EndReason } from './end-reason.ts';
import { extractInChild, readAttachmentInChild } from './extract-in-child.ts';
import { openChildPool } from './open-child-pool.ts';

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
  /** How long a child may take to load its code. Default: a minute. */
  readonly startTimeoutMs?: number;
  /** Documents after which a child is replaced. Default 200. */
  readonly recycleAfterDocuments?: number;
  /** Told about every child that ended, for counting. */
  readonly onChildExit?: (exit: ChildExit) => void;
}

/** Why a child ended. */
export interface ChildExit {
  readonly pid: number;
  readonly reason: EndReason;
  /** Documents it had finished. */
  readonly documents: number;
}

/** What one document is asked for with. */
interface ExtractOptions {
  readonly passwords?: readonly string[];
  /** How the file's name ends, in small letters: texts and web pages have no marks of their own. */
  readonly extension?: string;
  /** Stamps, running heads and the like stay in the text; default: they are taken out. */
  readonly keepNoise?: boolean;
  /** What OCR has read so far; absent where no page will be read by it. */
  readonly ocr?: OcrReadings;
  readonly signal?: AbortSignal;
}

/** Extracts documents in supervised child processes. */
export interface ExtractorPool extends AsyncDisposable {
  /** Rejects (`internal`) once several children in a row did not start: this machine can't extract, and
   *  documents would be tried for ever. Never resolves. */
  readonly failed: Promise<never>;
  /** Waits for a free child and extracts one document in it.
   *  @param options `extension`: how its name ends, see DocumentRequest
   *  @throws {PipelineError} `encrypted`, `corrupt`, `empty`, `unsupported-type`, `too-large`, `timeout`, `out-of-memory`;
   *  `crashed` (retryable) if the child died by itself or was killed from outside; `stopped` (retryable) if `signal`
   *  fired or the pool was closed. */
  extract(bytes: Uint8Array, options?: ExtractOptions): Promise<Extraction>;
  /** The bytes of a file embedded in a PDF, by the name that extraction gave it; otherwise as `extract`. */
  readAttachment(
    bytes: Uint8Array,
    attachment: string,
    options?: Pick<ExtractOptions, 'passwords' | 'signal'>,
  ): Promise<Uint8Array>;
}

/** Opens a pool of child processes that turn bytes into text. Closing it kills them and waits until they are gone. */
export function openExtractorPool(options: ExtractorPoolOptions): ExtractorPool {
  return openPool(options, childCommand(options.maxRssBytes));
}

/** The pool with another child: tests pass probes. */
export function openPool(options: ExtractorPoolOptions, command: ChildCommand): ExtractorPool {
  const pool = openChildPool(options, command);
  return {
    failed: pool.failed,
    extract(bytes, { passwords = [], signal, ...options } = {}) {
      return pool.use(signal, (child, stopped) => extractInChild(child, bytes, { passwords, ...options }, stopped));
    },
    readAttachment(bytes, attachment, { passwords = [], signal } = {}) {
      return pool.use(signal, (child, stopped) =>
        readAttachmentInChild(child, bytes, { passwords, attachment }, stopped),
      );
    },
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}
