import { PipelineError } from '@acervo/runtime';
import type { Extraction } from '../extraction.ts';
import { type ChildCommand, childCommand } from './child-command.ts';
import { type EndReason, ExtractorChild } from './extractor-child.ts';
import { openOrphanGuard } from './orphan-guard.ts';
import { openSlots } from './slots.ts';

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
  readonly signal?: AbortSignal;
}

/** Extracts documents in supervised child processes. */
export interface ExtractorPool extends AsyncDisposable {
  /** Rejects (`internal`) once {@link MAX_FAILED_STARTS} children in a row did not start: this machine can't extract, and
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

const RECYCLE_AFTER_DOCUMENTS = 200;
/** Children in a row that do not start before the pool is given up. */
const MAX_FAILED_STARTS = 5;
/** A child that holds more than this part of its limit after a document is replaced. */
const RECYCLE_SHARE = 0.5;

/** Opens a pool of child processes that turn bytes into text. Closing it kills them and waits until they are gone. */
export function openExtractorPool(options: ExtractorPoolOptions): ExtractorPool {
  return openPool(options, childCommand(options.maxRssBytes));
}

/** The pool with another child: tests pass probes. */
export function openPool(options: ExtractorPoolOptions, command: ChildCommand): ExtractorPool {
  const { maxRssBytes, recycleAfterDocuments = RECYCLE_AFTER_DOCUMENTS } = options;
  const closing = new AbortController();
  const guard = openOrphanGuard();
  const idle: ExtractorChild[] = [];
  const living = new Set<ExtractorChild>();
  const slots = openSlots(options.children);

  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // whoever awaits `failed` hears of it; nobody has to
  let failedStarts = 0;

  async function start(signal: AbortSignal): Promise<ExtractorChild> {
    const child = await ExtractorChild.start(command, options, signal).catch((error: unknown) => {
      if (error instanceof PipelineError && error.code !== 'stopped') failedStarts += 1;
      if (failedStarts >= MAX_FAILED_STARTS) failure.reject(error);
      throw error;
    });
    failedStarts = 0;
    living.add(child);
    guard.watch(child.pid);
    void child.exited.then((reason) => {
      living.delete(child);
      guard.forget(child.pid);
      options.onChildExit?.({ pid: child.pid, reason, documents: child.documents });
    });
    return child;
  }

  async function takeChild(signal: AbortSignal): Promise<ExtractorChild> {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) if (!child.isOver) return child;
    return await start(signal);
  }

  async function giveBack(child: ExtractorChild): Promise<void> {
    const isGrown = child.rssBytes > RECYCLE_SHARE * maxRssBytes;
    if (child.documents < recycleAfterDocuments && !isGrown && !closing.signal.aborted) idle.push(child);
    else {
      child.kill('recycled');
      await child.exited;
    }
  }

  async function useOnce<Result>(child: ExtractorChild, use: (child: ExtractorChild) => Promise<Result>) {
    try {
      const result = await use(child);
      await giveBack(child);
      return result;
    } catch (error) {
      if (child.isOver) await child.exited;
      else await giveBack(child);
      throw error;
    }
  }

  async function useChild<Result>(
    stopped: AbortSignal,
    use: (child: ExtractorChild) => Promise<Result>,
  ): Promise<Result> {
    using _slot = await slots.take(stopped);
    const child = await takeChild(stopped);
    const wasFresh = child.documents === 0;
    try {
      return await useOnce(child, use);
    } catch (error) {
      // the memory may be what earlier documents left behind: only a fresh process proves that it is this one
      const isProven = wasFresh || !(error instanceof PipelineError) || error.code !== 'out-of-memory';
      if (isProven || stopped.aborted) throw error;
      return await useOnce(await start(stopped), use);
    }
  }

  const working = new Set<Promise<unknown>>();
  const inTurn = async <Result>(
    signal: AbortSignal | undefined,
    use: (child: ExtractorChild, stopped: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    const stopped = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    const work = useChild(stopped, (child) => use(child, stopped));
    working.add(work);
    try {
      return await work;
    } finally {
      working.delete(work);
    }
  };
  return {
    failed: failure.promise,
    extract(bytes, { passwords = [], extension, keepNoise = false, signal } = {}) {
      const options = { passwords, keepNoise, ...(extension === undefined ? {} : { extension }) };
      return inTurn(signal, (child, stopped) => child.extract(bytes, options, stopped));
    },
    readAttachment(bytes, attachment, { passwords = [], signal } = {}) {
      return inTurn(signal, (child, stopped) => child.readAttachment(bytes, { passwords, attachment }, stopped));
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.allSettled(working);
      for (const child of living) child.kill('stopped');
      await Promise.all([...living].map((child) => child.exited));
      guard.close();
    },
  };
}
