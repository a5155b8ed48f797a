import { type ChildProcess, spawn } from 'node:child_process';
import { PipelineError } from '@acervo/runtime';
import { encodeFrame, type Frame, FrameReader } from '../child/frames.ts';
import type { DocumentRequest } from '../child/part.ts';
import type { Extraction } from '../extraction.ts';
import type { ChildCommand } from './child-command.ts';
import { type Outcome, openCollector } from './collect-extraction.ts';
import { readResidentMemory, WATCH_INTERVAL_MS } from './resident-memory.ts';

/** Limits of one document. */
export interface ChildLimits {
  readonly timeoutMs: number;
  readonly maxRssBytes: number;
  readonly maxTextUnits: number;
  /** How long a child may take to load its code. Default: a minute. */
  readonly startTimeoutMs?: number;
}

/** What comes with a document. */
export type DocumentOptions = Omit<DocumentRequest, 'maxTextUnits'>;

/** An outcome that is no failure. */
type Success = Exclude<Outcome, { failure: unknown }>;

/** Why a child ended. */
export type EndReason = 'recycled' | 'timeout' | 'out-of-memory' | 'too-large' | 'stopped' | 'crashed';

const START_TIMEOUT_MS = 60_000;
const MB = 1024 * 1024;

/** One supervised process that extracts one document at a time. Whatever goes wrong in it ends it; a document that
 *  merely cannot be read does not. */
export class ExtractorChild {
  readonly pid: number;
  /** Documents it has finished, well or not. */
  documents = 0;
  /** The last known resident memory. */
  rssBytes = 0;
  readonly #process: ChildProcess;
  readonly #limits: ChildLimits;
  /** Resolves with the reason once the process is gone. */
  readonly exited: Promise<EndReason>;
  #reason: EndReason | undefined;
  #reader: FrameReader;
  #receive: (frame: Frame) => void = () => {};
  /** Not a handler of `exited`: it would keep every result until the process ends. */
  #onEnd: (reason: EndReason) => void = () => {};
  #ranOutOfHeap = false;
  #received = 0;

  private constructor(command: ChildCommand, limits: ChildLimits) {
    this.#limits = limits;
    this.#reader = new FrameReader(maxResultBytes(limits));
    this.#process = spawn(command.file, command.arguments, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {},
      cwd: '/',
      windowsHide: true,
    });
    this.pid = this.#process.pid ?? 0;
    const { stdin, stdout, stderr } = this.#pipes();
    stdin.on('error', () => {}); // it died before it had read all: its exit tells
    stdout.on('data', (chunk: Buffer) => this.#push(chunk));
    stderr.on('data', (chunk: Buffer) => {
      // dropped, since it may quote the document, but for V8's own last words
      this.#ranOutOfHeap ||= chunk.includes('heap out of memory') || chunk.includes('Array buffer allocation failed');
    });
    this.exited = new Promise((resolve) => {
      const end = () => {
        this.#reason ??= this.#ranOutOfHeap ? 'out-of-memory' : 'crashed';
        this.#onEnd(this.#reason);
        resolve(this.#reason);
      };
      this.#process.on('close', end);
      this.#process.on('error', end);
    });
  }

  /** Starts a process and waits until its code is loaded.
   *  @throws {PipelineError} `internal` (retryable) if it doesn't start, `stopped` if `signal` fires first. */
  static async start(command: ChildCommand, limits: ChildLimits, signal?: AbortSignal): Promise<ExtractorChild> {
    const child = new ExtractorChild(command, limits);
    const stop = () => child.kill('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    const ready = new Promise<true>((resolve) => {
      child.#receive = ({ kind }) => kind === 'ready' && resolve(true);
    });
    const timer = setTimeout(() => child.kill('timeout'), limits.startTimeoutMs ?? START_TIMEOUT_MS);
    const result = await Promise.race([ready, child.exited]);
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    if (result === true) return child;
    if (result === 'stopped') throw child.#describeEnd(result);
    throw new PipelineError('internal', `extraction process did not start: ${result}`, { retryable: true });
  }

  /** Whether the process is gone or about to be. */
  get isOver(): boolean {
    return this.#reason !== undefined;
  }

  /** Ends the process at once. */
  kill(reason: EndReason): void {
    this.#reason ??= reason;
    this.#process.kill('SIGKILL');
  }

  /** Extracts one document; the process is over afterwards if this throws with the reason of an end.
   *  @throws {PipelineError} see ExtractorPool */
  async extract(bytes: Uint8Array, options: DocumentOptions, signal?: AbortSignal): Promise<Extraction> {
    const outcome = await this.#work(bytes, options, signal);
    if ('extraction' in outcome) return outcome.extraction;
    return this.#misbehaved();
  }

  /** The bytes of a file embedded in a document; otherwise as `extract`. */
  async readAttachment(
    bytes: Uint8Array,
    options: DocumentOptions & { readonly attachment: string },
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const outcome = await this.#work(bytes, options, signal);
    if ('content' in outcome) return outcome.content;
    return this.#misbehaved();
  }

  #misbehaved(): never {
    this.kill('crashed');
    throw this.#describeEnd('crashed');
  }

  async #work(bytes: Uint8Array, options: DocumentOptions, signal?: AbortSignal): Promise<Success> {
    if (signal?.aborted) throw this.#describeEnd('stopped');
    const stop = () => this.kill('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    const deadline = setTimeout(() => this.kill('timeout'), this.#limits.timeoutMs);
    using _watch = this.#watchMemory();
    try {
      return await this.#exchange(bytes, options);
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', stop);
      this.#receive = () => this.kill('crashed'); // nobody asked
      this.#onEnd = () => {};
      this.documents++;
      if (process.platform === 'linux') this.rssBytes = (await readResidentMemory(this.pid)) ?? this.rssBytes;
    }
  }

  async #exchange(bytes: Uint8Array, options: DocumentOptions): Promise<Success> {
    if (this.#reason !== undefined) throw this.#describeEnd(this.#reason);
    this.#received = 0;
    const collector = openCollector(this.#limits.maxTextUnits);
    const finished = Promise.withResolvers<Success>();
    this.#receive = (frame) => {
      if (frame.kind === 'memory') return this.#checkMemory(Number((frame.head as { rssBytes?: number }).rssBytes));
      const outcome = collector.take(frame);
      if (outcome === undefined) return;
      if ('failure' in outcome) finished.reject(new PipelineError(outcome.failure.code, outcome.failure.message));
      else finished.resolve(outcome);
    };
    this.#onEnd = (reason) => finished.reject(this.#describeEnd(reason));
    const request: DocumentRequest = { ...options, maxTextUnits: this.#limits.maxTextUnits };
    for (const piece of encodeFrame('document', request, bytes)) this.#pipes().stdin.write(piece);
    return await finished.promise;
  }

  #describeEnd(reason: EndReason): PipelineError {
    const { timeoutMs, maxRssBytes } = this.#limits;
    switch (reason) {
      case 'timeout':
        return new PipelineError('timeout', `not done after ${timeoutMs} ms`);
      case 'out-of-memory':
        return new PipelineError('out-of-memory', `over ${Math.round(maxRssBytes / MB)} MB`);
      case 'too-large':
        return new PipelineError('too-large', `result over ${maxResultBytes(this.#limits)} bytes`);
      case 'stopped':
      case 'recycled':
        return new PipelineError('stopped', 'extraction was stopped', { retryable: true });
      case 'crashed': {
        const { exitCode, signalCode } = this.#process;
        return new PipelineError('crashed', `extraction process ended: ${signalCode ?? exitCode}`, { retryable: true });
      }
    }
  }

  #push(chunk: Buffer): void {
    this.#received += chunk.byteLength;
    if (this.#received > maxResultBytes(this.#limits)) this.kill('too-large');
    if (this.isOver) return;
    try {
      for (const frame of this.#reader.push(chunk)) this.#receive(frame);
    } catch {
      // what it sent is not the protocol: the process is broken, or no longer ours
      this.kill('crashed');
    }
  }

  #watchMemory(): Disposable {
    let isReading = false;
    const timer = setInterval(async () => {
      if (isReading) return;
      isReading = true;
      const rssBytes = await readResidentMemory(this.pid);
      isReading = false;
      if (rssBytes !== undefined) this.#checkMemory(rssBytes);
    }, WATCH_INTERVAL_MS);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  #checkMemory(rssBytes: number): void {
    this.rssBytes = rssBytes;
    if (rssBytes > this.#limits.maxRssBytes) this.kill('out-of-memory');
  }

  #pipes() {
    const { stdin, stdout, stderr } = this.#process;
    if (stdin === null || stdout === null || stderr === null) throw new PipelineError('internal', 'no pipes');
    return { stdin, stdout, stderr };
  }
}

/** What a child may send for one document: text takes 1 to 3 bytes a unit, layout 2, and 24 bytes a run. Many short runs may
 *  reach it before the text reaches its own limit. */
function maxResultBytes({ maxTextUnits }: ChildLimits): number {
  return 16 * MB + 10 * maxTextUnits;
}
